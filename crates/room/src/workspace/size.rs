//! About how many bytes of memory a complex takes.

use molecule::{Column, Complex, Conformer, Molecule, Text};

/// The bytes of all columns, shared or not, with long texts.
pub(super) fn bytes(complex: &Complex) -> usize {
    let own = size_of::<Complex>() + long(&complex.name) + long(&complex.box_label) + pairs(&complex.remarks);
    own + complex.molecules.iter().map(of_molecule).sum::<usize>()
}

/// About how many bytes a state of a complex takes beside another one with the same chains, residues, atoms and bonds, short columns left
/// aside: what stands in no column, such as the data of conformers, and the texts of columns that they do not share.
pub(crate) fn apart(one: &Complex, other: &Complex) -> usize {
    let mut bytes = size_of::<Complex>() + long(&one.name) + long(&one.box_label);
    if !one.remarks.is_same(&other.remarks) {
        bytes += pairs(&one.remarks);
    }
    for (frame, molecule) in one.molecules.iter().enumerate() {
        let conformers = molecule.conformers.iter();
        bytes += size_of::<Molecule>() + conformers.map(of_conformer).sum::<usize>();
        let other = other.molecules.get(frame);
        for (label, other) in [
            (&molecule.atoms.label_text, other.map(|other| &other.atoms.label_text)),
            (&molecule.residues.label_text, other.map(|other| &other.residues.label_text)),
        ] {
            if !other.is_some_and(|other| label.is_same(other)) {
                bytes += label.iter().map(|text| long(text)).sum::<usize>();
            }
        }
    }
    bytes
}

fn of_conformer(conformer: &Conformer) -> usize {
    size_of_val(conformer) + long(&conformer.name) + pairs(&conformer.associated)
}

fn of_molecule(molecule: &Molecule) -> usize {
    let Molecule { conformers, chains, residues, atoms, bonds, .. } = molecule;
    let conformers: usize = conformers.iter().map(of_conformer).sum();
    let chains = columns(&[8, 4], chains.len()) + texts(&chains.name);
    let alt_locs: usize = residues.ignored_alt_locs.iter().map(|letters| 24 + letters.len()).sum();
    let residues = columns(&[8, 4, 1, 1, 1, 4, 4, 4, 1, 4], residues.len())
        + texts(&residues.name)
        + texts(&residues.kind)
        + texts(&residues.label_text)
        + alt_locs;
    let types: usize = atoms.atom_type.iter().map(|types| 24 + pairs(types)).sum();
    let by_conformer = 12 * atoms.positions.len() + atoms.in_conformer.len();
    let atoms = columns(&[8, 4, 1, 4, 4, 4, 4, 1, 1, 1, 1, 1, 4, 4, 4, 4, 1, 1, 4, 4, 1, by_conformer], atoms.len())
        + texts(&atoms.name)
        + texts(&atoms.symbol)
        + texts(&atoms.label_text)
        + types;
    let bonds = columns(&[8, 4, 4, bonds.kinds.len(), bonds.in_conformer.len()], bonds.len());
    size_of::<Molecule>() + conformers + chains + residues + atoms + bonds
}

fn columns(widths: &[usize], rows: usize) -> usize {
    widths.iter().sum::<usize>() * rows
}

fn texts(column: &Column<Text>) -> usize {
    column.iter().map(|text| size_of::<Text>() + long(text)).sum()
}

fn pairs(pairs: &[(Text, Text)]) -> usize {
    pairs.iter().map(|(name, value)| 2 * size_of::<Text>() + long(name) + long(value)).sum()
}

/// What a text takes beside its place: a short one is kept there.
fn long(text: &str) -> usize {
    if text.len() > size_of::<Text>() { text.len() } else { 0 }
}
