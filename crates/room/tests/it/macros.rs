//! Macros: kept, run one at a time, stopped; what they did comes all at once.

use protocol::macros::{Macro as Wire, MacroResult, OwnedMacro};
use protocol::{ToApp, ToPlugin};
use room::{Effect, Input, MacroDone};
use room_api::{Answer, Intent, MacroDeed, MacroId, Role};

use crate::structures::try_load;
use crate::support::{CHARTS, Evening};

fn deed(deed: MacroDeed) -> Intent {
    Intent::Macro { deed }
}

fn save(title: &str) -> Intent {
    deed(MacroDeed::Save { title: title.into(), logic: "Selection_All()".into() })
}

fn owned(title: &str, all_users: bool) -> OwnedMacro {
    let content = Wire { title: title.into(), logic: "x = 1".into() };
    OwnedMacro { content, all_users, plugin_identifier: "Charts".into() }
}

#[test]
fn people_save_run_and_stop_them() {
    let (mut evening, alice) = Evening::new();
    let complex = try_load(&mut evening, alice).unwrap();
    evening.ask_ok(alice, save("focus"));
    evening.ask_ok(alice, save("focus"));
    let kept = evening.person(alice).room().macros.clone();
    assert_eq!(kept.len(), 1, "one of a title");
    let run = || deed(MacroDeed::Run { id: MacroId(1) });
    let request = evening.begin(alice, run());
    let Some(Effect::RunMacro { run: number, logic, complexes }) = evening.files.pop() else {
        panic!("it does not run")
    };
    assert_eq!(logic, "Selection_All()");
    assert_eq!(evening.person(alice).room().macro_running.as_deref(), Some("focus"));
    assert!(evening.ask(alice, run()).unwrap_err().message.contains("focus runs already"));
    let late = evening.join(Role::Guest, "Late");
    assert_eq!(evening.person(late).room().macros, kept);
    assert!(evening.ask(late, deed(MacroDeed::Stop)).unwrap_err().message.contains("may use macros"));

    // Meanwhile Alice selects an atom, and the macro another one, and a name.
    let mut after = complexes[0].clone();
    after.name = "in focus".into();
    after.molecules[0].atoms.color.edit()[1] = 7;
    evening.ask_ok(alice, Intent::Select { complex, atoms: room_api::AtomSelection::All });
    let changed = vec![(complexes[0].clone(), after)];
    let look = Some(vec![complexes[0].molecules[0].atoms.index[1]]);
    let done = MacroDone { changed, notices: vec!["hello".into()], look, said: Some("Success".into()) };
    evening.apply(Input::MacroRan { run: number + 1, result: Ok(done.clone()) });
    assert_eq!(evening.answer(alice, request), None, "that was another run");
    evening.apply(Input::MacroRan { run: number, result: Ok(done) });
    assert_eq!(evening.answer(alice, request), Some(Ok(Answer::Done)));
    for person in [alice, late] {
        let person = evening.person(person);
        assert_eq!((person.room().complexes[0].name.as_str(), person.room().macro_running.clone()), ("in focus", None));
        let atoms = &person.structures()[&complex.0][0].atoms;
        assert_eq!((atoms.color[1], atoms.selected[..].to_vec()), (7, vec![true; 3]), "both changes are there");
        let told: Vec<String> = person.notifications().into_iter().map(|(_, text)| text).collect();
        assert!(told[0].ends_with("focus: hello") && told[1].ends_with("focus: Success"), "{told:?}");
        assert!(person.room().view.is_some());
        assert_eq!(person.room().steps.undo[0], "Alice ran the macro focus");
    }
    evening.ask_ok(alice, Intent::Undo);
    let undone = evening.person(late);
    assert_eq!(undone.room().complexes[0].name, "Ligand");
    assert_eq!(undone.structures()[&complex.0][0].atoms.color[1], complexes[0].molecules[0].atoms.color[1]);

    let request = evening.begin(alice, run());
    let Some(Effect::RunMacro { run: number, .. }) = evening.files.pop() else { panic!("it does not run") };
    evening.ask_ok(alice, deed(MacroDeed::Stop));
    assert!(matches!(evening.files.pop(), Some(Effect::StopMacro)));
    evening.apply(Input::MacroRan { run: number, result: Err("The macro failed: it was stopped.".into()) });
    assert_eq!(evening.answer(alice, request).unwrap().unwrap_err().message, "The macro failed: it was stopped.");
    assert!(evening.ask(alice, deed(MacroDeed::Stop)).is_err());
    evening.ask_ok(alice, deed(MacroDeed::Delete { id: MacroId(1) }));
    assert_eq!(evening.person(alice).room().macros, []);
    assert!(evening.ask(alice, deed(MacroDeed::Delete { id: MacroId(1) })).is_err());
}

#[test]
fn plugins_keep_theirs_and_are_answered() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, CHARTS);
    evening.ask_ok(alice, save("of people"));
    evening.say(session, ToApp::SaveMacro(owned("mine", false)));
    evening.say(session, ToApp::SaveMacro(owned("ours", true)));
    let titles = |evening: &mut Evening| match evening.request(session, ToApp::GetMacros("Charts".into())) {
        ToPlugin::GetMacrosResponse(macros) => macros.iter().map(|kept| kept.title.to_string()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(titles(&mut evening), ["mine", "ours"]);
    evening.say(session, ToApp::DeleteMacro(owned("mine", true)));
    assert_eq!(titles(&mut evening), ["mine", "ours"], "that is another one");
    evening.say(session, ToApp::DeleteMacro(owned("mine", false)));
    assert_eq!(titles(&mut evening), ["ours"]);

    for (result, success) in [(Ok(MacroDone::default()), true), (Err("The macro failed: no.".to_owned()), false)] {
        let wire = Wire { title: "run".into(), logic: "x = 1".into() };
        let request = evening.say(session, ToApp::RunMacro(wire.clone()));
        assert_eq!(evening.session(session).answers_to(request), []);
        let second = evening.request(session, ToApp::RunMacro(wire));
        assert_eq!(second, ToPlugin::RunMacroResult(MacroResult { success: false }), "one at a time");
        let Some(Effect::RunMacro { run, .. }) = evening.files.pop() else { panic!("it does not run") };
        evening.apply(Input::MacroRan { run, result });
        let answers = evening.session(session).answers_to(request);
        assert_eq!(answers, [ToPlugin::RunMacroResult(MacroResult { success })]);
    }
    let told = evening.person(alice).notifications().pop().unwrap().1;
    assert!(told.ends_with("run: The macro failed: no."), "{told}");
}

#[test]
fn a_room_keeps_only_so_much() {
    let (mut evening, alice) = Evening::new();
    let logic = "x".repeat(600_000);
    evening.ask_ok(alice, deed(MacroDeed::Save { title: "a".into(), logic: logic.clone() }));
    for (title, logic) in [("b", logic.as_str()), ("", "x"), (&*"t".repeat(201), "x")] {
        let refused = evening.ask(alice, deed(MacroDeed::Save { title: title.into(), logic: logic.into() }));
        assert!(refused.is_err(), "{title}");
    }
    assert_eq!(evening.person(alice).room().macros.len(), 1);
}
