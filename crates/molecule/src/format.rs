//! The structure file formats and their file names.

/// A structure file format that can be read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Protein Data Bank, fixed columns.
    Pdb,
    /// PDBx/mmCIF; small-molecule CIF is read too.
    Mmcif,
    /// Structure data file: records of a molfile and tagged data.
    Sdf,
    /// A single molfile.
    Mol,
}

impl Format {
    /// The format that a file of this name has, by its extension (any case).
    pub fn from_file_name(file_name: &str) -> Option<Self> {
        let (_, extension) = file_name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "pdb" | "ent" => Some(Self::Pdb),
            "cif" | "mmcif" => Some(Self::Mmcif),
            "sdf" | "sd" => Some(Self::Sdf),
            "mol" => Some(Self::Mol),
            _ => None,
        }
    }

    /// The usual extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdb => "pdb",
            Self::Mmcif => "cif",
            Self::Sdf => "sdf",
            Self::Mol => "mol",
        }
    }

    /// Whether a file of it names every bond there is. Of the others, most are to be found: [`crate::bonds::perceive`].
    pub fn names_every_bond(self) -> bool {
        matches!(self, Self::Sdf | Self::Mol)
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn the_extension_decides() {
        for (name, format) in [
            ("1fsv.pdb", Some(Format::Pdb)),
            ("pdb1fsv.ENT", Some(Format::Pdb)),
            ("a.b.CIF", Some(Format::Mmcif)),
            ("x.mmcif", Some(Format::Mmcif)),
            ("ligand.sdf", Some(Format::Sdf)),
            ("ligand.mol", Some(Format::Mol)),
            ("ligand.mol2", None),
            ("pdb", None),
            ("", None),
        ] {
            assert_eq!(Format::from_file_name(name), format, "{name}");
        }
    }
}
