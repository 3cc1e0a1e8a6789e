//! What people select, and what touches what.

use room_api::{AtomSelection, ComplexChange, ContactKind, ErrorCode, Matching, ResidueKind, ResidueRange, Widening};

use super::*;

/// The names of the selected atoms of each complex, in its current frame.
fn selected(workspace: &Workspace) -> Vec<Vec<String>> {
    let names = |complex: &Complex| {
        let atoms = &complex.current().unwrap().atoms;
        atoms.name.iter().zip(&atoms.selected[..]).filter(|(_, is)| **is).map(|(name, _)| name.to_string()).collect()
    };
    workspace.complexes().iter().map(names).collect()
}

fn names(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn atoms_are_selected_by_what_they_are() {
    let mut workspace = workspace(&["a"]);
    let [a] = indices(&workspace)[..] else { panic!() };
    let matching = Matching::default;
    let range = |first, last| vec![ResidueRange { first, last }];
    let table = [
        (matching(), "N CA C C1 C2 O"),
        (Matching { chains: names("A"), ..matching() }, "N CA C"),
        (Matching { chains: names("B"), ..matching() }, "C1 C2 O"),
        (Matching { chains: names("HB A"), ..matching() }, "N CA C C1 C2 O"),
        (Matching { residues: range(2, 3), ..matching() }, "C1 C2"),
        (Matching { residues: range(9, 9), ..matching() }, "O"),
        (Matching { residue_names: names("lig ala"), ..matching() }, "N CA C C1 C2"),
        (Matching { kinds: vec![ResidueKind::Ligand], ..matching() }, "C1 C2"),
        (Matching { kinds: vec![ResidueKind::Polymer, ResidueKind::Water], ..matching() }, "N CA C O"),
        (Matching { atom_names: names("ca c2"), ..matching() }, "CA C2"),
        (Matching { elements: names("c"), chains: names("A"), ..matching() }, "CA C"),
    ];
    for (matching, expected) in table {
        workspace.select(a, &AtomSelection::Matching(matching.clone())).unwrap();
        assert_eq!(selected(&workspace), [names(expected)], "{matching:?}");
    }
    let nothing = Matching { chains: names("A"), elements: names("Zn"), ..matching() };
    let error = workspace.select(a, &AtomSelection::Matching(nothing)).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    assert_eq!(selected(&workspace), [names("CA C")], "as before");
}

#[test]
fn a_selection_is_widened_to_residues_chains_and_what_is_near_in_all_that_is_shown() {
    let mut workspace = workspace(&["a", "b", "hidden"]);
    let [a, b, hidden] = indices(&workspace)[..] else { panic!() };
    let error = workspace.widen(Widening::Residues).unwrap_err();
    assert_eq!(error.code, ErrorCode::Conflict, "{error}");
    workspace.change(hidden, &ComplexChange { visible: Some(false), ..ComplexChange::default() }).unwrap();
    // Where a's ligand is, b has its amino acid: turned half around y and moved.
    let (position, rotation) = (Some([13.0, 2.0, 0.0]), Some([0.0, 1.0, 0.0, 0.0]));
    workspace.change(b, &ComplexChange { position, rotation, ..ComplexChange::default() }).unwrap();

    let one = AtomSelection::Matching(Matching { atom_names: names("C1"), ..Matching::default() });
    workspace.select(a, &one).unwrap();
    workspace.widen(Widening::Residues).unwrap();
    assert_eq!(selected(&workspace), [names("C1"), names(""), names("")]);
    workspace.widen(Widening::Within(2.1)).unwrap();
    assert_eq!(selected(&workspace), [names("C1 C2"), names("N CA C"), names("")], "{:?}", workspace.complexes()[1]);
    workspace.widen(Widening::Chains).unwrap();
    assert_eq!(selected(&workspace), [names("C1 C2 O"), names("N CA C"), names("")]);
    for within in [0.0, -1.0, f32::NAN, 12.5] {
        assert_eq!(workspace.widen(Widening::Within(within)).unwrap_err().code, ErrorCode::Malformed);
    }
    check(&workspace);
}

#[test]
fn what_a_complex_touches_is_told_the_nearest_first() {
    let mut workspace = workspace(&["pose", "receptor"]);
    let [pose, receptor] = indices(&workspace)[..] else { panic!() };
    assert_eq!(workspace.contacts(pose, None).unwrap().len(), 3, "a copy in the same place, but for its water");
    workspace
        .change(receptor, &ComplexChange { position: Some([-8.0, 3.0, 0.0]), ..ComplexChange::default() })
        .unwrap();
    let found = workspace.contacts(pose, None).unwrap();
    let words: Vec<_> = found.iter().map(|it| (&it.residue[..], &it.number[..], &it.chain[..], it.kind)).collect();
    assert_eq!(words, [("LIG", "2", "HB", ContactKind::Apolar), ("LIG", "3", "HB", ContactKind::Apolar)]);
    assert!((found[0].distance - 3.0).abs() < 1e-4 && found[0].complex.0 == receptor, "{found:?}");
    let atoms = &workspace.complex(receptor).unwrap().molecules[0].atoms.index;
    assert_eq!(found[0].atoms, [atoms[3]]);

    workspace.change(receptor, &ComplexChange { visible: Some(false), ..ComplexChange::default() }).unwrap();
    assert_eq!(workspace.contacts(pose, Some(8.0)).unwrap(), []);
    for within in [0.0, -1.0, f32::NAN, 8.5] {
        assert_eq!(workspace.contacts(pose, Some(within)).unwrap_err().code, ErrorCode::Malformed);
    }
    assert_eq!(workspace.contacts(12345, None).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn what_is_said_of_atoms_is_bounded() {
    let mut workspace = workspace(&["a"]);
    let [a] = indices(&workspace)[..] else { panic!() };
    let many = || vec!["C1".to_owned(); 1001];
    let none = Matching::default;
    for matching in [
        Matching { chains: many(), ..none() },
        Matching { residue_names: many(), ..none() },
        Matching { atom_names: many(), ..none() },
        Matching { elements: many(), ..none() },
        Matching { residues: vec![ResidueRange { first: 1, last: 1 }; 1001], ..none() },
        Matching { kinds: vec![ResidueKind::Water; 1001], ..none() },
    ] {
        let refused = workspace.select(a, &AtomSelection::Matching(matching)).map_err(|error| error.code);
        assert_eq!(refused, Err(ErrorCode::Malformed));
    }
}
