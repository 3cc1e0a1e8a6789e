//! Whatever arrives, the workspace stays sound.

use protocol::Agreed;
use protocol::structure::{DeepWorkspace, SubstructuresRequest};

use super::*;

/// Numbers that look random, the same for the same seed (splitmix64).
struct Source(u64);

impl Source {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// A message about what is in the workspace, as a plugin would send it.
fn message(source: &mut Source, workspace: &Workspace) -> ToApp {
    let DeepComplexes { atoms, mut complexes } = complexes_to_wire(workspace.complexes());
    let keys: Vec<i64> = atoms.iter().map(|(key, _)| *key).collect();
    let first = complexes.first().cloned().unwrap_or_default();
    match source.below(8) {
        0 => ToApp::ComplexesRequest(indices(workspace)),
        1 => ToApp::AddToWorkspace(DeepComplexes { atoms, complexes }),
        2 => {
            let workspace = protocol::structure::Workspace { complexes, ..Default::default() };
            ToApp::WorkspaceUpdate(DeepWorkspace { atoms, workspace })
        }
        3 => ToApp::StructuresDeepUpdate(UpdateStructures { atoms, complexes, atom_keys: keys, ..Default::default() }),
        4 => ToApp::StructuresDeepUpdate(UpdateStructures { atoms, molecules: first.molecules, ..Default::default() }),
        5 => {
            let chains = first.molecules.into_iter().flat_map(|molecule| molecule.chains).collect();
            ToApp::StructuresDeepUpdate(UpdateStructures { atoms, chains, ..Default::default() })
        }
        6 => {
            complexes.iter_mut().for_each(|complex| complex.molecules.clear());
            ToApp::StructuresShallowUpdate(UpdateStructures { atoms, complexes, atom_keys: keys, ..Default::default() })
        }
        _ => {
            let index = first.molecules.first().map_or(0, |molecule| molecule.index);
            ToApp::SubstructureRequest(SubstructuresRequest { index, ..Default::default() })
        }
    }
}

#[test]
fn spoiled_messages_leave_a_sound_workspace() {
    let agreed = Agreed::newest();
    let (mut understood, mut changes) = (0, 0);
    for seed in 0..1500 {
        let mut source = Source(seed);
        let mut workspace = workspace(&["a"]);
        workspace.max_complexes = 4;
        for _ in 0..4 {
            let mut payload = message(&mut source, &workspace).encode(1, true, &agreed).to_vec();
            for _ in 0..source.below(4) {
                // Behind the envelope.
                let at = 9 + source.below(payload.len() - 9);
                payload[at] = [0, 0xFF, 1, payload[at] ^ 1, source.next() as u8][source.below(5)];
            }
            let Ok(incoming) = ToApp::decode(&payload, &agreed) else { continue };
            understood += 1;
            changes += workspace.handle(incoming.message).changes.len();
            if !workspace.complexes().is_empty() {
                check(&workspace);
            }
        }
    }
    assert!(understood > 2000 && changes > 1000, "{understood} understood, {changes} changes");
}

#[test]
fn parts_of_nothing_are_found_missing_in_no_time() {
    const MANY: usize = 100_000;
    let mut workspace = Workspace::new(&Limits::default());
    let molecules = vec![molecule::Molecule::default(); MANY];
    workspace.add(vec![Complex { molecules, ..Complex::default() }]).unwrap();
    let nowhere = |at: usize| -(at as Index) - 10;
    let molecule = |at| protocol::structure::Molecule { index: nowhere(at), ..Default::default() };
    let chain = |at| protocol::structure::Chain { index: nowhere(at), ..Default::default() };
    let residue = |at| protocol::structure::Residue { index: nowhere(at), ..Default::default() };
    let update = UpdateStructures {
        molecules: (0..MANY).map(molecule).collect(),
        chains: (0..MANY).map(chain).collect(),
        residues: (0..MANY).map(residue).collect(),
        ..UpdateStructures::default()
    };
    let began = std::time::Instant::now();
    let handled = workspace.handle(ToApp::StructuresDeepUpdate(update));
    assert!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
    assert!(handled.problem.unwrap().contains("does not have 300000 "));
}
