//! A workspace that a real Nanome 1.24.2 client sent.

use std::io::Write;
use std::path::Path;

use molecule_wire::{complexes_from_wire, complexes_to_wire};
use protocol::structure::{DeepComplexes, DeepWorkspace};
use protocol::{Agreed, ToPlugin, Versions};

/// What follows in the file is padding.
const LEN: usize = 378_688;

fn real_workspace() -> Option<DeepWorkspace> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let Ok(payload) = std::fs::read(data.join("ReceiveWorkspaceMessage.bin")) else {
        // Not by println!: the output of tests that pass is not shown.
        let _ = writeln!(std::io::stderr(), "skipped: there is no {}", data.display());
        return None;
    };
    let table = std::fs::read(data.join("version_table_1_24_2.json")).unwrap();
    let agreed = Agreed::with(&Versions(serde_json::from_slice(&table).unwrap()));
    match ToPlugin::decode(&payload[..LEN], &agreed).unwrap().message {
        ToPlugin::WorkspaceResponse(workspace) => Some(workspace),
        other => panic!("{:?}", other.kind()),
    }
}

#[test]
fn a_real_workspace_comes_back() {
    let Some(workspace) = real_workspace() else { return };
    let complexes = workspace.workspace.complexes;
    let sent = DeepComplexes { atoms: workspace.atoms, complexes };
    let held = complexes_from_wire(sent.clone()).unwrap();
    let atoms: usize = held.iter().flat_map(|complex| &complex.molecules).map(|molecule| molecule.atoms.len()).sum();
    assert_eq!(atoms, sent.atoms.len());

    let by_key = |mut deep: DeepComplexes| {
        deep.atoms.sort_by_key(|(key, _)| *key);
        deep
    };
    assert!(by_key(complexes_to_wire(&held)) == by_key(sent));
}
