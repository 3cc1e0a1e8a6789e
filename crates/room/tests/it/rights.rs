//! Guests look on, unless the presenter lets them edit; they are told why not.

use room_api::{Answer, ComplexId, ErrorCode, FileFormat, Intent, Role, SessionId};

use crate::support::{DOCKING, Evening};

#[test]
fn a_guest_is_refused_with_the_reason() {
    let (mut evening, _) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let carol = evening.join(Role::Presenter, "Carol");
    for guest in [bob, carol] {
        let before = evening.person(guest).events.len();
        for intent in [
            Intent::Activate { plugin: DOCKING, allow: vec![] },
            Intent::Press { session: SessionId(1), content: 1 },
            Intent::Load { name: "1of6.pdb".into(), size: 1 },
            Intent::Close,
        ] {
            let refused = evening.ask(guest, intent).unwrap_err();
            assert_eq!(refused.code, ErrorCode::NotAllowed);
            assert!(refused.message.starts_with("Only the presenter (Alice) may "), "{refused}");
        }
        assert_eq!(evening.person(guest).events.len(), before);
    }
}

#[test]
fn guests_edit_where_the_presenter_lets_them() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let load = || Intent::Load { name: "1of6.pdb".into(), size: 1 };
    evening.ask(bob, load()).unwrap_err();
    evening.ask_ok(alice, Intent::SetGuestsMayEdit { on: true });
    assert!(evening.person(bob).room().guests_may_edit);
    assert!(matches!(evening.ask_ok(bob, load()), Answer::Upload { .. }));
    assert_eq!(
        evening.ask(bob, Intent::Activate { plugin: DOCKING, allow: vec![] }).unwrap_err().code,
        ErrorCode::NotAllowed
    );
    evening.ask_ok(alice, Intent::SetGuestsMayEdit { on: false });
    evening.ask(bob, load()).unwrap_err();
}

#[test]
fn everybody_may_export() {
    let (mut evening, _) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let export = Intent::Export { complex: ComplexId(5), format: FileFormat::Pdb };
    assert_eq!(evening.ask(bob, export).unwrap_err().code, ErrorCode::NotFound, "there is none");
}
