//! How the workspace looks: colours, and where people look.

use protocol::ToApp;
use protocol::control::ApplyColorScheme;
use protocol::structure::{ColorScheme, ColorSchemeTarget};
use room_api::{AtomSelection, Event, Intent, Role};

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
    assert!(matches!(&person.events[..], [Event::ComplexChanged { whole: false, .. }]), "{:?}", person.events);
    let molecule = &person.structures()[&complex.0][0];
    let carbon = 0x909090FF;
    assert_eq!((molecule.atoms.color[0], molecule.residues.ribbon_color[0]), (carbon, carbon));
    assert_eq!(evening.session(watcher).told().len(), 1);
}
