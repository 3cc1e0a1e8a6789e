//! Who comes late or comes back has what the others have: a snapshot or what was missed, then each event once and in order.

use proptest::prelude::*;
use protocol::structure::UpdateStructures;
use protocol::ui::Notification;
use protocol::{ToApp, ToPlugin};
use room::SessionEnd;
use room_api::{AtomSelection, ComplexChange, Enter, Intent, Role, Seq, SessionId};

use crate::structures::try_load;
use crate::support::{CHARTS, DOCKING, Evening, Person};

#[test]
fn a_latecomer_gets_a_snapshot_and_then_what_follows() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let bob = evening.join(Role::Guest, "Bob");
    assert_eq!((evening.person(bob).snapshots, evening.person(bob).events.len()), (1, 0));
    evening.ask_ok(alice, Intent::Deactivate { session });
    assert_eq!(evening.person(bob).events.len(), 1);
    let knows = |person: &Person| (person.seq, person.room().clone());
    assert_eq!(knows(evening.person(alice)), knows(evening.person(bob)));
}

#[test]
fn who_was_away_for_too_long_gets_a_snapshot() {
    let (mut evening, alice) = Evening::new();
    let mut bob = evening.join(Role::Guest, "Bob");
    // With his going and his coming two more happen, and 1024 are kept.
    for (happen, snapshots, events) in [(1022, 0, 1024), (1023, 1, 0), (0, 0, 2)] {
        evening.disconnect(bob);
        for _ in 0..happen {
            let on = !evening.person(alice).room().guests_may_edit;
            evening.ask_ok(alice, Intent::SetGuestsMayEdit { on });
        }
        bob = evening.resume(bob);
        let person = evening.person(bob);
        assert_eq!((person.snapshots, person.events.len()), (snapshots, events), "after {happen}");
    }
}

#[test]
fn who_claims_to_know_the_future_gets_a_snapshot() {
    let (mut evening, alice) = Evening::new();
    let token = evening.person(alice).welcome().token.clone();
    for after in [None, Some(Seq(u64::MAX))] {
        let alice = evening.enter(Enter::Resume { token: token.clone(), after });
        assert_eq!(evening.person(alice).snapshots, 1);
    }
}

/// One thing that happens.
#[derive(Clone, Debug)]
enum Happening {
    Join,
    Disconnect(usize),
    Resume(usize),
    Leave(usize),
    Activate,
    Connect,
    Say,
    End,
    Deactivate,
    GuestsMayEdit(bool),
    LoseLink(bool),
    Load,
    Select(usize),
    Rename(usize),
    Remove(usize),
    PluginMoves,
    Pass(u64),
}

fn happening() -> impl Strategy<Value = Happening> {
    use Happening::*;
    prop_oneof![
        2 => Just(Join),
        3 => (0..8_usize).prop_map(Disconnect),
        3 => (0..8_usize).prop_map(Resume),
        1 => (1..8_usize).prop_map(Leave),
        1 => Just(Activate),
        1 => Just(Connect),
        2 => Just(Say),
        1 => Just(End),
        1 => Just(Deactivate),
        1 => any::<bool>().prop_map(GuestsMayEdit),
        1 => any::<bool>().prop_map(LoseLink),
        2 => Just(Load),
        2 => (0..4_usize).prop_map(Select),
        1 => (0..4_usize).prop_map(Rename),
        1 => (0..4_usize).prop_map(Remove),
        2 => Just(PluginMoves),
        1 => prop_oneof![Just(10), Just(40_000), Just(70_000)].prop_map(Pass),
    ]
}

/// A plugin asks for all complexes, and changes each twice in one message: an atom in the complex, and the same atom once
/// more by itself.
fn plugin_moves(evening: &mut Evening, session: SessionId) {
    let request = evening.say(session, ToApp::WorkspaceRequest);
    let answers = evening.session(session).answers_to(request);
    let Some(ToPlugin::WorkspaceResponse(workspace)) = answers.into_iter().next() else { return };
    let mut atoms = workspace.atoms;
    let mut again = atoms.clone();
    for (key, atom) in &mut again {
        *key = -*key;
        atom.serial += 2;
    }
    for (_, atom) in &mut atoms {
        atom.serial += 1;
    }
    let atom_keys = again.iter().map(|(key, _)| *key).collect();
    atoms.extend(again);
    let complexes = workspace.workspace.complexes;
    let update = UpdateStructures { atoms, complexes, atom_keys, ..UpdateStructures::default() };
    evening.say(session, ToApp::StructuresDeepUpdate(update));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// However people come, go and come back while things happen, all who are here know the same in the end: each is
    /// told of it once and in order (which `Person` checks), and what they fold is what a latecomer's snapshot says.
    #[test]
    fn everybody_knows_the_same(happenings in prop::collection::vec(happening(), 1..60)) {
        let (mut evening, mut alice) = Evening::new();
        let links = [evening.link(Role::Presenter), evening.link(Role::Guest)];
        let mut people = vec![alice];
        for happening in happenings {
            let sessions: Vec<_> = match evening.person(alice) {
                person if person.is_here() => person.room().sessions.iter().map(|session| session.id).collect(),
                _ => Vec::new(),
            };
            let of = |number: usize| number % people.len();
            match happening {
                Happening::Join => {
                    let link = links[people.len() % 2].clone();
                    let enter = Enter::Join { link, member: "Somebody".into(), password: None };
                    people.push(match people.len() % 3 {
                        0 => evening.enter_without_columns(enter),
                        _ => evening.enter(enter),
                    });
                }
                Happening::Disconnect(number) if evening.person(people[of(number)]).is_here() => {
                    evening.disconnect(people[of(number)]);
                }
                Happening::Resume(number) if evening.person(people[of(number)]).refused.is_none() => {
                    // Those who are here come by a further connection.
                    let (at, is_here) = (of(number), evening.person(people[of(number)]).is_here());
                    let resumed = evening.resume(people[at]);
                    if is_here {
                        people.push(resumed);
                    } else {
                        people[at] = resumed;
                    }
                    alice = people[0];
                }
                Happening::Leave(number) if of(number) > 0 && evening.person(people[of(number)]).is_here() => {
                    evening.ask_ok(people[of(number)], Intent::Leave);
                    people.remove(of(number));
                }
                Happening::Pass(millis) => evening.pass(millis),
                Happening::LoseLink(connected) => evening.set_connected(DOCKING, connected),
                Happening::Connect => {
                    for session in sessions {
                        evening.connect(session);
                    }
                }
                Happening::Say => {
                    for session in sessions {
                        evening.say(session, ToApp::NotificationSend(Notification::default()));
                    }
                }
                Happening::End => {
                    for session in sessions.into_iter().take(1) {
                        evening.end(session, SessionEnd::LinkLost);
                    }
                }
                Happening::PluginMoves => {
                    for session in sessions {
                        plugin_moves(&mut evening, session);
                    }
                }
                // The presenter may be somebody else by now; then these are refused, which is a case as well.
                Happening::GuestsMayEdit(on) if evening.person(alice).is_here() => {
                    let _ = evening.ask(alice, Intent::SetGuestsMayEdit { on });
                }
                Happening::Activate if evening.person(alice).is_here() => {
                    for plugin in [DOCKING, CHARTS] {
                        let _ = evening.ask(alice, Intent::Activate { plugin, allow: vec![] });
                    }
                }
                Happening::Deactivate if evening.person(alice).is_here() => {
                    for session in sessions {
                        let _ = evening.ask(alice, Intent::Deactivate { session });
                    }
                }
                Happening::Load if evening.person(alice).is_here() => {
                    let _ = try_load(&mut evening, alice);
                }
                Happening::Select(number) | Happening::Rename(number) | Happening::Remove(number)
                    if evening.person(alice).is_here() =>
                {
                    let complexes = &evening.person(alice).room().complexes;
                    let Some(complex) = complexes.get(number).map(|complex| complex.id) else { continue };
                    let name = Some(format!("Complex {number}"));
                    let _ = evening.ask(alice, match happening {
                        Happening::Select(_) => Intent::Select { complex, atoms: AtomSelection::All },
                        Happening::Rename(_) => {
                            Intent::Change { complex, change: ComplexChange { name, ..ComplexChange::default() } }
                        }
                        _ => Intent::Remove { complex },
                    });
                }
                _ => {}
            }
        }
        let late = evening.enter(Enter::Join { link: links[1].clone(), member: "Late".into(), password: None });
        let (expected, seq) = (evening.person(late).room().clone(), evening.person(late).seq);
        let structures = evening.person(late).structures().clone();
        for person in people {
            let person = evening.person(person);
            if person.is_here() {
                prop_assert_eq!(person.seq, seq);
                prop_assert_eq!(person.room(), &expected);
                if !person.wants_no_columns {
                    prop_assert_eq!(person.structures(), &structures);
                }
            }
        }
    }
}
