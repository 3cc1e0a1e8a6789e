//! How the workspace looks: colours, and where people look.

use protocol::control::ApplyColorScheme;
use protocol::structure::{ColorScheme, ColorSchemeTarget};
use protocol::{ToApp, ToPlugin};
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
