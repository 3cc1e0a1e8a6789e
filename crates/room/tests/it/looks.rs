//! How the workspace looks: colours, and where people look.

use molecule_wire::{complexes_from_wire, complexes_to_wire};
use protocol::control::ApplyColorScheme;
use protocol::structure::{ColorScheme, ColorSchemeTarget};
use protocol::{ToApp, ToPlugin};
use room::{Effect, Input};
use room_api::{AtomSelection, ComplexChange, Event, Intent, Role, View};

use crate::structures::try_load;
use crate::support::{CHARTS, DOCKING, Evening};

#[test]
fn a_plugin_paints_what_is_selected() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let complex = try_load(&mut evening, alice).unwrap();
    evening.ask_ok(alice, Intent::Select { complex, atoms: AtomSelection::All });
    let session = evening.activate_and_connect(alice, DOCKING);
    let watcher = evening.activate_and_connect(alice, CHARTS);
    evening.say(watcher, ToApp::HookComplexUpdated(complex.0));
    evening.person(bob).events.clear();
    let (scheme, target) = (ColorScheme::ELEMENT, ColorSchemeTarget::ALL);
    evening.say(session, ToApp::ApplyColorScheme(ApplyColorScheme { scheme, target, only_carbons: false }));

    let person = evening.person(bob);
    assert!(
        matches!(&person.events[..], [Event::ComplexChanged { whole: false, .. }, Event::Steps { .. }]),
        "{:?}",
        person.events
    );
    let molecule = &person.structures()[&complex.0][0];
    let carbon = 0x909090FF;
    assert_eq!((molecule.atoms.color[0], molecule.residues.ribbon_color[0]), (carbon, carbon));
    assert_eq!(evening.session(watcher).told().len(), 1);
}

#[test]
fn a_plugin_moves_everybodys_view_and_latecomers_find_it() {
    let (mut evening, alice) = Evening::new();
    let complex = try_load(&mut evening, alice).unwrap();
    let (position, rotation) = (Some([10.0, 0.0, 0.0]), Some([0.0, 0.0, 1.0, 1.0]));
    let change = ComplexChange { position, rotation, ..ComplexChange::default() };
    evening.ask_ok(alice, Intent::Change { complex, change });
    let session = evening.activate_and_connect(alice, DOCKING);
    let atoms = evening.person(alice).structures()[&complex.0][0].atoms.index.to_vec();

    // C and O at (0, 0, 0) and (1.2, 0, 0), a quarter turn about z and 10 along x.
    let zoom = ToApp::StructuresZoom(vec![atoms[1], atoms[0], atoms[0], 12345]);
    assert_eq!(evening.request(session, zoom), ToPlugin::PositionStructuresDone);
    let bob = evening.join(Role::Guest, "Bob");
    for person in [alice, bob] {
        let View { center, radius, zoom } = evening.person(person).room().view.expect("a view");
        let away = (0..3).map(|axis| (center[axis] - [10.0, 0.6, 0.0][axis]).abs()).fold(0.0, f32::max);
        assert!(away < 1e-4 && (radius - 2.3).abs() < 1e-4 && zoom, "{center:?} {radius}");
    }

    // The same place again is news: people may have looked elsewhere meanwhile.
    for _ in 0..2 {
        evening.person(bob).events.clear();
        evening.request(session, ToApp::StructuresCenter(vec![atoms[2]]));
        assert!(matches!(evening.person(bob).events[..], [Event::View { view: View { zoom: false, .. } }]));
    }
    let before = evening.person(bob).room().view;
    for nothing in [vec![], vec![12345]] {
        assert_eq!(evening.request(session, ToApp::StructuresZoom(nothing)), ToPlugin::PositionStructuresDone);
    }
    assert_eq!(evening.person(bob).room().view, before);
    assert_eq!(evening.person(bob).notifications().len(), 2, "people are told why nothing moved");
}

const PEPTIDE: &[u8] = b"\
ATOM      1  N   MSE A  10       1.000   0.000   0.000  1.00 20.00           N
ATOM      2  CA  MSE A  10       2.000   0.000   0.000  1.00 20.00           C
ATOM      3  C   MSE A  10       3.000   0.000   0.000  1.00 20.00           C
ATOM      4  O   MSE A  10       3.000   1.000   0.000  1.00 20.00           O
ATOM      5  CA  GLY A  11       5.000   0.000   0.000  1.00 20.00           C
END
";

const OUTPUT: &str = "==== Secondary Structure Definition
  #  RESIDUE AA STRUCTURE BP1 BP2  ACC
    1    1 A M  H  >> +     0   0   57
    2        !*             0   0    0
    3    9 A G  E     +     0   0   57
    4 9 A
";

#[test]
fn secondary_structure_is_found_outside_while_the_session_waits() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let peptide = molecule::read(PEPTIDE, molecule::Format::Pdb, "peptide").unwrap();
    let dssp = || ToApp::DsspAdd(complexes_to_wire(&peptide));
    let requests = [dssp(), ToApp::ComplexListRequest, dssp(), ToApp::PresenterInfoRequest];
    let requests = requests.map(|message| evening.say(session, message));
    assert!(evening.session(session).answered().is_empty(), "in order");

    let Some(Effect::AssignSecondaryStructure { structures, .. }) = evening.files.pop() else { panic!("no tool") };
    assert_eq!(structures[0].matches("\nATOM").count(), 4, "whole backbones only");
    assert!(structures[0].contains("  CA  ALA A   1       2.000   0.000   0.000"), "{}", structures[0]);
    evening.apply(Input::SecondaryStructure { session, outputs: vec![Ok(OUTPUT.into())] });
    assert_eq!(evening.session(session).answered(), requests[..2]);
    let [ToPlugin::DsspAddDone(deep)] = &evening.session(session).answers_to(requests[0])[..] else { panic!() };
    let found = complexes_from_wire(deep.clone()).unwrap();
    assert_eq!(found[0].molecules[0].residues.secondary_structure.to_vec(), [3, 0]);

    evening.apply(Input::SecondaryStructure { session, outputs: vec![Err("mkdssp is not there".into())] });
    assert_eq!(evening.session(session).answered(), requests[1..]);
    let told = evening.person(alice).notifications();
    assert!(told.len() == 1 && told[0].1.contains("mkdssp is not there"), "{told:?}");
    evening.apply(Input::SecondaryStructure { session, outputs: vec![] });
    assert_eq!(evening.session(session).answered().len(), 3, "nobody waits for it");
}

#[test]
fn one_structure_that_fails_takes_no_other_with_it() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let peptide = molecule::read(PEPTIDE, molecule::Format::Pdb, "peptide").unwrap().remove(0);
    let request = evening.say(session, ToApp::DsspAdd(complexes_to_wire(&[peptide.clone(), peptide])));
    let outputs = vec![Err("mkdssp failed".into()), Ok(OUTPUT.into())];
    evening.apply(Input::SecondaryStructure { session, outputs });
    let [ToPlugin::DsspAddDone(deep)] = &evening.session(session).answers_to(request)[..] else { panic!() };
    let found = complexes_from_wire(deep.clone()).unwrap();
    let secondary = found.iter().map(|complex| complex.molecules[0].residues.secondary_structure.to_vec());
    assert_eq!(secondary.collect::<Vec<_>>(), [vec![0, 0], vec![3, 0]]);
    let told = evening.person(alice).notifications();
    assert!(told.len() == 1 && told[0].1.contains("found in 1 of its molecules: mkdssp failed."), "{told:?}");
}
