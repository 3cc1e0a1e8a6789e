//! What plugins ask.

use protocol::structure::{DeepWorkspace, SubstructureKind, Substructures, SubstructuresRequest};

use super::*;

#[test]
fn the_list_has_every_complex_without_molecules_oldest_first() {
    let mut workspace = workspace(&["a", "b"]);
    let Some(ToPlugin::ComplexListResponse(list)) = handle(&mut workspace, ToApp::ComplexListRequest).answer else {
        panic!("no list")
    };
    assert_eq!(list.iter().map(|complex| complex.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(list.iter().map(|complex| complex.index).collect::<Vec<_>>(), indices(&workspace));
    assert!(list.iter().all(|complex| complex.molecules.is_empty()));
}

#[test]
fn complexes_come_in_the_order_asked_duplicates_included() {
    let mut workspace = workspace(&["receptor", "ligand"]);
    let [receptor, ligand] = indices(&workspace)[..] else { panic!() };
    let complexes = asked(&mut workspace, &[ligand, receptor, ligand]);
    assert_eq!(
        complexes.iter().map(|complex| complex.name.as_str()).collect::<Vec<_>>(),
        ["ligand", "receptor", "ligand"]
    );
    assert_eq!(complexes[0], complexes[2]);
    let mut sent = complexes[1].clone();
    assert_ne!(sent, workspace.complexes()[0]);
    super::super::untravelled::keep_what_does_not_travel(&workspace.complexes()[0], &mut sent);
    assert_eq!(sent, workspace.complexes()[0]);
}

#[test]
fn a_missing_complex_is_a_placeholder_with_index_minus_one() {
    let mut workspace = workspace(&["a"]);
    let a = indices(&workspace)[0];
    let complexes = asked(&mut workspace, &[999, a, -1]);
    assert_eq!(complexes.iter().map(|complex| complex.index).collect::<Vec<_>>(), [-1, a, -1]);
}

#[test]
fn endless_requests_end() {
    let mut workspace = workspace(&["a"]);
    let handled = workspace.handle(ToApp::ComplexesRequest(vec![1; 1_000_000]));
    let Some(ToPlugin::ComplexesResponse(deep)) = handled.answer else { panic!("no answer") };
    assert_eq!(deep.complexes.len(), 10_000);
    assert!(handled.problem.is_some());
}

#[test]
fn selected_is_computed_from_the_atoms_of_the_frame_shown() {
    let mut workspace = Workspace::new(&Limits::default());
    let mut complex = frames("a");
    complex.molecules[1].atoms.selected.edit()[0] = true;
    workspace.load(vec![complex]).unwrap();
    let selected = |workspace: &mut Workspace| match handle(workspace, ToApp::ComplexListRequest).answer {
        Some(ToPlugin::ComplexListResponse(list)) => list[0].selected,
        other => panic!("{other:?}"),
    };
    assert!(!selected(&mut workspace));
    // What plugins write there is junk.
    let mut paged = to_wire(&workspace.complexes()[0], Depth::Shallow).1;
    paged.selected = true;
    let update =
        |complex| ToApp::StructuresShallowUpdate(UpdateStructures { complexes: vec![complex], ..Default::default() });
    assert_eq!(handle(&mut workspace, update(paged.clone())).changes, []);
    paged.selected = false;
    paged.current_frame = 1;
    handle(&mut workspace, update(paged));
    assert!(selected(&mut workspace));
}

#[test]
fn a_workspace_goes_there_and_back() {
    let mut workspace = workspace(&["a", "b"]);
    let before = workspace.complexes().to_vec();
    let Some(ToPlugin::WorkspaceResponse(mut sent)) = handle(&mut workspace, ToApp::WorkspaceRequest).answer else {
        panic!("no workspace")
    };
    assert_eq!(sent.workspace.scale.x, 0.02);
    sent.workspace.scale.x = 0.5;
    let handled = handle(&mut workspace, ToApp::WorkspaceUpdate(sent));
    assert_eq!(handled, Handled { answer: Some(ToPlugin::WorkspaceUpdated), ..Handled::default() });
    assert_eq!(workspace.complexes(), before);
    let Some(ToPlugin::WorkspaceResponse(sent)) = handle(&mut workspace, ToApp::WorkspaceRequest).answer else {
        panic!("no workspace")
    };
    assert_eq!(sent.workspace.scale.x, 0.5);
}

#[test]
fn a_broken_workspace_is_refused_and_acknowledged() {
    let mut workspace = workspace(&["a"]);
    let mut broken = DeepWorkspace::default();
    broken.workspace.complexes.push(complexes_to_wire(workspace.complexes()).complexes.remove(0));
    let handled = workspace.handle(ToApp::WorkspaceUpdate(broken));
    assert_eq!((handled.changes, handled.answer), (vec![], Some(ToPlugin::WorkspaceUpdated)));
    assert!(handled.problem.unwrap().contains("chain \"A\""));
    assert_eq!(names(&workspace), ["a"]);
}

fn parts(workspace: &mut Workspace, index: Index, kind: SubstructureKind) -> Substructures {
    let request = SubstructuresRequest { index, kind };
    match workspace.handle(ToApp::SubstructureRequest(request)).answer {
        Some(ToPlugin::SubstructureResponse(parts)) => parts,
        other => panic!("{other:?}"),
    }
}

#[test]
fn substructures_carry_residues_of_the_molecule_sent_with_them() {
    let mut workspace = workspace(&["a"]);
    let molecule = workspace.complexes()[0].molecules[0].clone();
    let all = parts(&mut workspace, molecule.index, SubstructureKind::UNKNOWN);
    let of = |kind| {
        all.substructures.iter().filter(|part| part.kind == kind).map(|part| part.residues.len()).collect::<Vec<_>>()
    };
    assert_eq!(of(SubstructureKind::PROTEIN), [1]);
    assert_eq!(of(SubstructureKind::LIGAND), [2], "two bonded residues are one ligand");
    assert_eq!(of(SubstructureKind::SOLVENT), [1]);
    assert_eq!(sent(&all), named(&all));
    let ligands = parts(&mut workspace, molecule.index, SubstructureKind::LIGAND);
    assert_eq!((ligands.substructures.len(), ligands.substructures[0].name.as_str()), (1, "LIG"));
    assert_eq!(sent(&ligands), named(&ligands), "no other residues are sent");
    assert!(sent(&ligands).is_subset(&sent(&all)), "with the indices of the workspace");
}

/// The residues of the molecule that was sent.
fn sent(answer: &Substructures) -> HashSet<Index> {
    answer.molecule.chains.iter().flat_map(|chain| &chain.residues).map(|residue| residue.index).collect()
}

/// The residues that the parts name.
fn named(answer: &Substructures) -> HashSet<Index> {
    answer.substructures.iter().flat_map(|part| part.residues.iter().copied()).collect()
}

#[test]
fn what_is_left_of_an_amino_acid_is_of_its_protein_and_a_residue_without_atoms_of_nothing() {
    let mut deep = complexes_to_wire([&structure("a")]);
    for (_, atom) in &mut deep.atoms {
        if atom.name == "CA" {
            atom.name = "CB".into();
        }
    }
    let chain = &mut deep.complexes[0].molecules[0].chains[0];
    let empty = protocol::structure::Residue { atoms: Vec::new(), bonds: Vec::new(), ..chain.residues[0].clone() };
    chain.residues.push(empty);
    let mut workspace = workspace(&[]);
    handle(&mut workspace, ToApp::AddToWorkspace(deep));

    let molecule = workspace.complexes()[0].molecules[0].clone();
    assert_eq!(molecule.residues.len(), 5);
    let all = parts(&mut workspace, molecule.index, SubstructureKind::UNKNOWN);
    assert_eq!(all.substructures[0].kind, SubstructureKind::PROTEIN);
    assert_eq!(all.substructures[0].residues, [molecule.residues.index[0]]);
    assert_eq!((sent(&all), sent(&all).len()), (named(&all), 4));
}

#[test]
fn substructures_of_nothing_are_none() {
    assert_eq!(parts(&mut workspace(&["a"]), 999, SubstructureKind::LIGAND), Substructures::default());
}

#[test]
fn what_has_an_answer_is_answered() {
    let mut workspace = workspace(&["a"]);
    let deep = complexes_to_wire(workspace.complexes());
    let broken = DeepComplexes { atoms: Vec::new(), complexes: deep.complexes.clone() };
    for message in [
        ToApp::ComplexListRequest,
        ToApp::ComplexesRequest(vec![7]),
        ToApp::WorkspaceRequest,
        ToApp::WorkspaceUpdate(Default::default()),
        ToApp::AddToWorkspace(broken.clone()),
        ToApp::AddToWorkspace(DeepComplexes::default()),
        ToApp::StructuresDeepUpdate(UpdateStructures::default()),
        ToApp::StructuresDeepUpdate(UpdateStructures { complexes: deep.complexes.clone(), ..Default::default() }),
        ToApp::StructuresShallowUpdate(UpdateStructures::default()),
        ToApp::SubstructureRequest(SubstructuresRequest::default()),
        ToApp::BondsAdd(broken.clone()),
        ToApp::BondsAdd(deep.clone()),
        ToApp::DsspAdd(broken),
        ToApp::DsspAdd(deep),
    ] {
        let kind = message.kind();
        let answer = workspace.handle(message).answer.map(|answer| answer.kind());
        assert_eq!(answer, kind.answer_kind(), "{}", kind.name());
    }
}

#[test]
fn bonds_are_found_for_complexes_that_are_nowhere() {
    let mut complex = structure("a");
    let bonds = complex.molecules[0].bonds.len();
    complex.molecules[0].bonds = molecule::Bonds::default();
    let mut workspace = workspace(&[]);
    let handled = handle(&mut workspace, ToApp::BondsAdd(complexes_to_wire([&complex])));
    let Some(ToPlugin::BondsAddDone(deep)) = handled.answer else { panic!("no answer") };
    assert_eq!(complexes_from_wire(deep).unwrap()[0].molecules[0].bonds.len(), bonds);
    assert!(bonds > 0 && workspace.complexes().is_empty());
}

#[test]
fn secondary_structure_is_found_for_complexes_that_are_nowhere() {
    let mut workspace = workspace(&[]);
    let mut helix = helix();
    let expected = helix.molecules[0].residues.secondary_structure.to_vec();
    assert!(expected.contains(&3) && expected.contains(&1), "{expected:?}");
    helix.molecules[0].residues.secondary_structure = vec![0; expected.len()].into();
    let handled = handle(&mut workspace, ToApp::DsspAdd(complexes_to_wire(&[helix, structure("a")])));
    let Some(ToPlugin::DsspAddDone(deep)) = handled.answer else { panic!("no answer") };
    let found = complexes_from_wire(deep).unwrap();
    assert_eq!(found[0].molecules[0].residues.secondary_structure.to_vec(), expected);
    assert!(found[1].molecules[0].residues.secondary_structure.iter().all(|kind| *kind == 0));
    assert!(handled.problem.is_none() && workspace.complexes().is_empty());

    let handled = workspace.handle(ToApp::DsspAdd(complexes_to_wire([&structure("a")])));
    assert!(handled.problem.is_some_and(|problem| problem.contains("no residue with a whole backbone")));
}

#[test]
fn what_a_plugin_adds_or_makes_anew_has_helices_and_what_it_says_of_them_stays() {
    let expected = helix().molecules[0].residues.secondary_structure.to_vec();
    let kinds = |workspace: &Workspace| workspace.complexes()[0].molecules[0].residues.secondary_structure.to_vec();
    let mut workspace = workspace(&[]);
    let mut given = helix();
    given.molecules[0].residues.secondary_structure = vec![0; expected.len()].into();
    handle(&mut workspace, ToApp::AddToWorkspace(complexes_to_wire([&given])));
    assert_eq!(kinds(&workspace), expected);

    given.index = workspace.complexes()[0].index;
    for said in [0, 2] {
        given.molecules[0].residues.secondary_structure = vec![said; expected.len()].into();
        let DeepComplexes { atoms, complexes } = complexes_to_wire([&given]);
        let update = UpdateStructures { atoms, complexes, ..Default::default() };
        handle(&mut workspace, ToApp::StructuresDeepUpdate(update));
        assert_eq!(kinds(&workspace), if said == 0 { expected.clone() } else { vec![said; expected.len()] });
    }
}

/// A small protein of helices only, whose file says so.
fn helix() -> Complex {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../molecule/tests/data/1A8O.pdb");
    let mut complex = molecule::read(&std::fs::read(file).unwrap(), molecule::Format::Pdb, "1A8O").unwrap().remove(0);
    molecule::secondary_structure::assign(&mut complex.molecules[0]);
    complex
}
