//! What holds and what clashes: interactions of plugins, and hydrogen bonds that the room finds.

use protocol::interactions::{GetInteractions, Interaction, InteractionKind};
use protocol::structure::UpdateStructures;
use protocol::{ToApp, ToPlugin};
use room::{ConnectionId, Limits, SessionEnd};
use room_api::interaction::InteractionKind as Seen;
use room_api::{ComplexChange, ComplexId, ErrorCode, Event, Intent, InteractionId, Role, SessionId};

use crate::structures::{load_complexes, try_load};
use crate::support::{CHARTS, DOCKING, Evening};

/// A room with two complexes of three atoms each, their atoms, and a session.
fn evening(limits: Limits) -> (Evening, ConnectionId, [ComplexId; 2], [Vec<i64>; 2], SessionId) {
    let (mut evening, alice) = Evening::with(limits);
    let complexes = [(); 2].map(|()| try_load(&mut evening, alice).unwrap());
    let atoms = complexes.map(|complex| evening.person(alice).structures()[&complex.0][0].atoms.index.to_vec());
    let session = evening.activate_and_connect(alice, CHARTS);
    (evening, alice, complexes, atoms, session)
}

fn between(kind: InteractionKind, atoms1: &[i64], atoms2: &[i64]) -> Interaction {
    Interaction { kind, atoms1: atoms1.to_vec(), atoms2: atoms2.to_vec(), ..Interaction::default() }
}

fn create(evening: &mut Evening, session: SessionId, interactions: Vec<Interaction>) -> Vec<i64> {
    match evening.request(session, ToApp::CreateInteractions(interactions)) {
        ToPlugin::CreateInteractionsResult(indices) => indices,
        other => panic!("{other:?}"),
    }
}

fn get(evening: &mut Evening, session: SessionId, wanted: GetInteractions) -> Vec<i64> {
    match evening.request(session, ToApp::GetInteractions(wanted)) {
        ToPlugin::GetInteractionsResponse(interactions) => interactions.iter().map(|known| known.index).collect(),
        other => panic!("{other:?}"),
    }
}

/// What everybody here, and somebody who comes now, sees.
fn seen(evening: &mut Evening, alice: ConnectionId) -> Vec<(i64, Seen)> {
    let late = evening.join(Role::Guest, "Late");
    let [by_alice, by_late] = [alice, late].map(|person| evening.person(person).room().interactions.clone());
    assert_eq!(by_alice, by_late);
    evening.ask_ok(late, Intent::Leave);
    by_alice.iter().map(|interaction| (interaction.id.0, interaction.kind)).collect()
}

#[test]
fn all_twenty_kinds_are_kept_and_found_again() {
    let (mut evening, alice, _, [atoms, _], session) = evening(Limits::default());
    let given = (1..=20).map(|kind| between(InteractionKind(kind), &atoms[..1], &atoms[1..3])).collect();
    let indices = create(&mut evening, session, given);
    assert_eq!(indices, (1..=20).collect::<Vec<i64>>());
    let shown = seen(&mut evening, alice);
    assert_eq!((shown.len(), shown[0], shown[19]), (20, (1, Seen::Covalent), (20, Seen::Proximal)));
    assert_eq!(get(&mut evening, session, GetInteractions::default()).len(), 20);
    for kind in 1..=20 {
        let wanted = GetInteractions { kind: InteractionKind(kind), ..GetInteractions::default() };
        assert_eq!(get(&mut evening, session, wanted), [i64::from(kind)]);
    }
}

#[test]
fn they_are_changed_by_number_and_outlive_their_session() {
    let (mut evening, alice, _, [atoms, _], session) = evening(Limits::default());
    let bond = between(InteractionKind::HYDROGEN_BOND, &atoms[..1], &atoms[1..2]);
    assert_eq!(create(&mut evening, session, vec![bond.clone()]), [1]);
    evening.end(session, SessionEnd::PluginStopped);
    evening.ask_ok(alice, Intent::Deactivate { session });
    assert_eq!(seen(&mut evening, alice), [(1, Seen::HydrogenBond)]);

    let other = evening.activate_and_connect(alice, DOCKING);
    let hidden = Interaction { index: 1, visible: false, conformer1: Some(0), ..bond.clone() };
    assert_eq!(create(&mut evening, other, vec![hidden.clone()]), [1]);
    let shown = evening.person(alice).room().interactions.clone();
    assert_eq!((shown.len(), shown[0].visible, shown[0].conformer1), (1, false, Some(0)));
    match evening.request(other, ToApp::GetInteractions(GetInteractions::default())) {
        ToPlugin::GetInteractionsResponse(known) => assert_eq!(known, [hidden]),
        wrong => panic!("{wrong:?}"),
    }
    evening.say(other, ToApp::DeleteInteractions(vec![1, 1, 77]));
    assert_eq!(seen(&mut evening, alice), []);
    // One that is gone meanwhile is created anew: its plugin takes the number it is answered.
    assert_eq!(create(&mut evening, other, vec![Interaction { index: 1, ..bond }]), [2]);
    evening.say(other, ToApp::InteractionsCalcDone);
    assert_eq!(evening.person(alice).events.last(), Some(&Event::InteractionsDone { session: other }));
}

#[test]
fn any_structure_finds_its_own() {
    let (mut evening, alice, [first, second], [one, two], session) = evening(Limits::default());
    let molecule = evening.person(alice).structures()[&second.0][0].clone();
    let kind = InteractionKind::POLAR;
    let given = vec![
        between(kind, &one[..1], &one[1..2]),
        between(kind, &one[..1], &two[..1]),
        between(kind, &two[1..2], &two[2..]),
    ];
    assert_eq!(create(&mut evening, session, given), [1, 2, 3]);
    let nothing = GetInteractions::default;
    let table = [
        (GetInteractions { complexes: vec![first.0], ..nothing() }, vec![1, 2]),
        (GetInteractions { molecules: vec![molecule.index], ..nothing() }, vec![2, 3]),
        (GetInteractions { chains: molecule.chains.index.to_vec(), ..nothing() }, vec![2, 3]),
        (GetInteractions { residues: molecule.residues.index.to_vec(), ..nothing() }, vec![2, 3]),
        (GetInteractions { atoms: vec![one[1], two[2]], ..nothing() }, vec![1, 3]),
        (GetInteractions { complexes: vec![first.0], atoms: vec![two[2]], ..nothing() }, vec![1, 2, 3]),
        (GetInteractions { complexes: vec![987], ..nothing() }, vec![]),
        (GetInteractions { complexes: vec![first.0], kind: InteractionKind::IONIC, ..nothing() }, vec![]),
    ];
    for (wanted, expected) in table {
        assert_eq!(get(&mut evening, session, wanted.clone()), expected, "{wanted:?}");
    }
}

#[test]
fn they_go_with_their_atoms() {
    let (mut evening, alice, [first, second], [one, two], session) = evening(Limits::default());
    let kind = InteractionKind::CLASH;
    let given = vec![
        between(kind, &one[..1], &two[..1]),
        between(kind, &two[..1], &two[1..2]),
        between(kind, &two[1..2], &two[2..]),
    ];
    create(&mut evening, session, given);
    evening.ask_ok(alice, Intent::Remove { complex: first });
    let gone = Event::InteractionsRemoved { interactions: vec![InteractionId(1)] };
    assert!(evening.person(alice).events.contains(&gone));
    assert_eq!(seen(&mut evening, alice), [(2, Seen::Clash), (3, Seen::Clash)]);
    // A deep update that leaves an atom out.
    let asked = evening.request(session, ToApp::ComplexesRequest(vec![second.0]));
    let ToPlugin::ComplexesResponse(mut deep) = asked else { panic!("{asked:?}") };
    let residue = &mut deep.complexes[0].molecules[0].chains[0].residues[0];
    residue.atoms.remove(0);
    residue.bonds.clear();
    let update = UpdateStructures { atoms: deep.atoms, complexes: deep.complexes, ..UpdateStructures::default() };
    evening.request(session, ToApp::StructuresDeepUpdate(update));
    assert_eq!(seen(&mut evening, alice), [(3, Seen::Clash)]);
    evening.ask_ok(alice, Intent::Remove { complex: second });
    assert_eq!(seen(&mut evening, alice), []);
}

#[test]
fn what_makes_no_sense_is_refused_and_answered() {
    let (mut evening, alice, _, [atoms, _], session) = evening(Limits::default());
    let kind = InteractionKind::IONIC;
    let given = vec![
        between(kind, &atoms[..1], &[987_654]),
        between(kind, &atoms[..1], &[]),
        between(InteractionKind::ALL, &atoms[..1], &atoms[1..2]),
        between(InteractionKind(77), &atoms[..1], &atoms[1..2]),
        between(kind, &vec![atoms[0]; 1001], &atoms[1..2]),
        between(kind, &atoms[..1], &atoms[1..2]),
    ];
    assert_eq!(create(&mut evening, session, given), [-1, -1, -1, -1, -1, 1]);
    assert_eq!(seen(&mut evening, alice), [(1, Seen::Ionic)]);
    let told = evening.person(alice).notifications();
    assert!(
        told.last().unwrap().1.contains("5 of its interactions were refused: the atom 987654 is not there."),
        "{told:?}"
    );
    assert_eq!(create(&mut evening, session, vec![]), Vec::<i64>::new());
}

#[test]
fn they_count_with_the_room() {
    let (mut evening, alice, _, [atoms, _], session) = evening(Limits { bytes: 20_000, ..Limits::default() });
    let one = || between(InteractionKind::PROXIMAL, &vec![atoms[0]; 100], &vec![atoms[1]; 100]);
    let indices = create(&mut evening, session, (0..20).map(|_| one()).collect());
    let there = indices.iter().filter(|index| **index > 0).count();
    assert!((1..19).contains(&there), "{indices:?}");
    evening.say(session, ToApp::DeleteInteractions(indices.clone()));
    assert_eq!(seen(&mut evening, alice), []);
    let again = create(&mut evening, session, (0..20).map(|_| one()).collect());
    assert_eq!(again.iter().filter(|index| **index > 0).count(), there, "they let go what they held");
}

/// Two waters, 2.8 angstrom apart.
fn waters() -> molecule::Complex {
    let text = b"HETATM    1  O   HOH A   1       0.000   0.000   0.000  1.00  0.00           O  \n\
                 HETATM    2  O   HOH A   2       2.800   0.000   0.000  1.00  0.00           O  \n";
    molecule::read(text, molecule::Format::Pdb, "waters").unwrap().remove(0)
}

#[test]
fn hydrogen_bonds_are_found_where_complexes_stand() {
    let (mut evening, alice) = Evening::new();
    let complexes = load_complexes(&mut evening, alice, vec![waters(), waters()]);
    let session = evening.activate_and_connect(alice, CHARTS);
    let move_to = |x: f32| ComplexChange { position: Some([x, 0.0, 0.0]), ..ComplexChange::default() };
    let compute = |evening: &mut Evening| {
        assert_eq!(evening.request(session, ToApp::ComputeHbonds), ToPlugin::ComputeHbondsDone);
        let structures = evening.person(alice).structures().clone();
        let atoms = |complex: ComplexId| structures[&complex.0][0].atoms.clone();
        let place = |index: i64| {
            let found = complexes.iter().position(|complex| atoms(*complex).index.contains(&index)).unwrap();
            (found, atoms(complexes[found]).index.iter().position(|other| *other == index).unwrap())
        };
        let known = evening.person(alice).room().interactions.clone();
        assert!(known.iter().all(|bond| bond.kind == Seen::HydrogenBond && bond.visible && bond.conformer1.is_none()));
        known.iter().map(|bond| (place(bond.atoms1[0]), place(bond.atoms2[0]))).collect::<Vec<_>>()
    };
    evening.ask_ok(alice, Intent::Change { complex: complexes[1], change: move_to(20.0) });
    assert_eq!(compute(&mut evening), [((0, 0), (0, 1)), ((1, 0), (1, 1))]);
    let atoms = evening.person(alice).structures()[&complexes[0].0][0].atoms.clone();
    assert_eq!((&atoms.donor[..], &atoms.acceptor[..]), (&[true; 2][..], &[true; 2][..]));

    // One behind the other; what was found before makes way, what a plugin made stays.
    let mine = between(InteractionKind::HYDROGEN_BOND, &atoms.index[..1], &atoms.index[1..]);
    create(&mut evening, session, vec![mine]);
    evening.ask_ok(alice, Intent::Change { complex: complexes[1], change: move_to(5.6) });
    let found = compute(&mut evening);
    assert_eq!(found, [((0, 0), (0, 1)), ((0, 0), (0, 1)), ((0, 1), (1, 0)), ((1, 0), (1, 1))]);
    assert_eq!(seen(&mut evening, alice).len(), 4);

    let hide = ComplexChange { visible: Some(false), ..ComplexChange::default() };
    evening.ask_ok(alice, Intent::Change { complex: complexes[1], change: hide });
    assert_eq!(compute(&mut evening).len(), 2);
}

#[test]
fn members_remove_interactions() {
    let (mut evening, alice, _, [atoms, _], session) = evening(Limits::default());
    let one = || between(InteractionKind::HYDROGEN_BOND, &atoms[..1], &atoms[1..2]);
    create(&mut evening, session, vec![one(), one(), one()]);
    let remove =
        |ids: &[i64]| Intent::RemoveInteractions { interactions: ids.iter().copied().map(InteractionId).collect() };
    let bob = evening.join(Role::Guest, "Bob");
    assert_eq!(evening.ask(bob, remove(&[1])).unwrap_err().code, ErrorCode::NotAllowed);
    evening.ask_ok(alice, remove(&[1, 3, 77]));
    assert_eq!(seen(&mut evening, alice), [(2, Seen::HydrogenBond)]);
    assert_eq!(get(&mut evening, session, GetInteractions::default()), [2]);
    let before = evening.person(alice).events.len();
    evening.ask_ok(alice, remove(&[1, 3]));
    assert_eq!(evening.person(alice).events.len(), before, "they were gone");
}
