//! Names travel as numbers: a hash of the name, the same for messages, commands, integrations and permissions.

/// The hash of a name: six sampled letters, five bits each.
///
/// It samples every third letter and wraps around, so names that share those letters collide; that no two messages do
/// is checked when they are declared.
pub const fn hash(name: &str) -> u32 {
    let name = name.as_bytes();
    let mut hash = 0;
    let mut sample = 0;
    while sample < 6 {
        let letter = name[sample * 3 % name.len()].to_ascii_lowercase();
        let five_bits = if letter.is_ascii_lowercase() { letter - b'a' + 1 } else { 0 };
        hash = hash << 5 | five_bits as u32;
        sample += 1;
    }
    hash
}

/// The integrations that a plugin can offer when it registers. Their calls are [`crate::integrations::CallKind`].
pub const INTEGRATIONS: [&str; 11] = [
    "hydrogen",
    "structure_prep",
    "calculate_esp",
    "minimization",
    "export_file",
    "export_locations",
    "generate_molecule_image",
    "import_file",
    "analysis",
    "interactions",
    "smiles",
];

/// The permissions that a plugin can ask for when it registers.
pub const PERMISSIONS: [&str; 1] = ["local_files_access"];

/// The name among `names` that hashes to `hash`.
pub fn name_of(hash: u32, names: &[&'static str]) -> Option<&'static str> {
    names.iter().copied().find(|name| self::hash(name) == hash)
}
