//! Plugins show menus, the presenter operates them, everybody sees the same.

use proptest::prelude::*;
use protocol::ui::{
    Batch, Button, ButtonEvent, Content, ContentId, Image, ImageEvent, Label, Layout, LayoutNode, LayoutNodeDeep, List,
    Menu, NodeId, Slider, SliderEvent, TextEvent, TextInput, UiHook, UiHookKind, UpdateContent, UpdateMenu, UpdateNode,
};
use protocol::{ToApp, ToPlugin};
use room::{ConnectionId, SessionEnd};
use room_api::{ErrorCode, Intent, Role, SessionId, SessionState, TouchPhase};

use crate::support::{DOCKING, Evening};

const BUTTON: i32 = 1;
const SLIDER: i32 = 2;
const TEXT: i32 = 3;

fn button(id: i32) -> Content {
    Content::Button(Box::new(Button { content_id: ContentId(id), toggle_on_press: true, ..Button::default() }))
}

fn label(id: i32, text: &str) -> Content {
    Content::Label(Label { content_id: ContentId(id), text_value: text.into(), ..Label::default() })
}

/// A menu in which these stand one below the other.
fn menu(contents: Vec<Content>) -> ToApp {
    let node = |id: i32, children: Vec<NodeId>, content_id| LayoutNode {
        layout: Layout { id: NodeId(id), ..Layout::default() },
        children,
        content_id,
    };
    let leaves = (1001..).zip(&contents).map(|(id, content)| node(id, Vec::new(), Some(content.id())));
    let leaves: Vec<LayoutNode> = leaves.collect();
    let root = node(1000, leaves.iter().map(|leaf| leaf.layout.id).collect(), None);
    let menu = Menu { root: NodeId(1000), ..Menu::default() };
    ToApp::MenuUpdate(UpdateMenu { index: 0, shallow: false, menu, nodes: [vec![root], leaves].concat(), contents })
}

fn controls() -> ToApp {
    menu(vec![
        button(BUTTON),
        Content::Slider(Slider { content_id: ContentId(SLIDER), max_value: 100.0, ..Slider::default() }),
        Content::TextInput(TextInput { content_id: ContentId(TEXT), ..TextInput::default() }),
    ])
}

fn with_menu() -> (Evening, ConnectionId, SessionId) {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.say(session, controls());
    (evening, alice, session)
}

fn slide(session: SessionId, value: f32) -> Intent {
    Intent::Slide { session, content: SLIDER, value, released: false }
}

fn typed(session: SessionId, text: &str, submit: bool) -> Intent {
    Intent::Type { session, content: TEXT, text: text.into(), submit }
}

fn slid(value: f32) -> ToPlugin {
    ToPlugin::SliderChange(SliderEvent { content_id: ContentId(SLIDER), value })
}

fn text(text: &str) -> TextEvent {
    TextEvent { content_id: ContentId(TEXT), text: text.into() }
}

#[test]
fn the_menus_of_a_session_close_when_it_ends() {
    let (mut evening, alice, session) = with_menu();
    assert!(evening.person(alice).room().menus[0].menu.enabled);
    evening.end(session, SessionEnd::PluginStopped);
    assert!(!evening.person(alice).room().menus[0].menu.enabled);
}

#[test]
fn a_menu_is_shown_pressed_and_closed() {
    let (mut evening, alice, session) = with_menu();
    let bob = evening.join(Role::Guest, "Bob");
    assert_eq!(evening.person(bob).room().menus.len(), 1);
    let seen = evening.person(alice).room().menus.clone();
    assert_eq!(evening.person(bob).room().menus, seen);

    evening.ask_ok(alice, Intent::Press { session, content: BUTTON });
    let pressed = ToPlugin::ButtonPress(ButtonEvent { content_id: ContentId(BUTTON), state: true });
    assert_eq!(evening.session(session).told(), [pressed]);
    let shown = evening.person(bob).room().menus[0].menu.root.children[0].content.clone();
    assert!(matches!(shown, Some(room_api::menu::Content::Button(button)) if button.selected), "Bob sees it as well");

    let refused = evening.ask(bob, Intent::Press { session, content: BUTTON }).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);

    evening.ask_ok(alice, Intent::Deactivate { session });
    assert!(evening.person(bob).room().menus.is_empty());
}

#[test]
fn a_press_that_is_left_unanswered() {
    let (mut evening, alice, session) = with_menu();
    evening.ask_ok(alice, slide(session, 1.0));
    evening.pass(40_000);
    assert_eq!(evening.person(alice).state_of(session), SessionState::Running, "a slider need not be answered");
    evening.ask_ok(alice, Intent::Press { session, content: BUTTON });
    evening.pass(30_000);
    assert_eq!(evening.person(alice).state_of(session), SessionState::NotAnswering);
    evening.say(session, ToApp::ContentUpdate(UpdateContent { contents: Batch(vec![label(9, "still there")]) }));
    assert_eq!(evening.person(alice).state_of(session), SessionState::Running);
}

#[test]
fn a_slider_is_told_20_times_a_second_and_the_last_place_at_the_end() {
    let (mut evening, alice, session) = with_menu();
    for millis in 0..=100 {
        evening.ask_ok(alice, slide(session, millis as f32));
        evening.pass(1);
    }
    let released = Intent::Slide { session, content: SLIDER, value: 70.0, released: true };
    evening.ask_ok(alice, released);
    evening.pass(1000);
    let end = ToPlugin::SliderRelease(SliderEvent { content_id: ContentId(SLIDER), value: 70.0 });
    // At 0, 50 and 100 ms; the last one hurries before the release.
    let places = [0.0, 49.0, 99.0, 100.0].map(slid);
    assert_eq!(evening.session(session).told(), [&places[..], &[end]].concat());
}

#[test]
fn what_waits_comes_before_a_press() {
    let (mut evening, alice, session) = with_menu();
    evening.ask_ok(alice, typed(session, "a", false));
    evening.ask_ok(alice, slide(session, 1.0));
    evening.ask_ok(alice, typed(session, "ab", false));
    evening.ask_ok(alice, slide(session, 2.0));
    evening.ask_ok(alice, typed(session, "abc", true));
    let [a, ab] = ["a", "ab"].map(|typed| ToPlugin::TextChange(text(typed)));
    let submitted = ToPlugin::TextSubmit(text("abc"));
    assert_eq!(evening.session(session).told(), [a, slid(1.0), ab, slid(2.0), submitted]);
    evening.pass(1000);
    assert_eq!(evening.session(session).told(), []);
}

#[test]
fn a_menu_of_a_session_that_is_over_is_dead() {
    let (mut evening, alice, session) = with_menu();
    evening.end(session, SessionEnd::LinkLost);
    assert_eq!(evening.person(alice).room().menus.len(), 1, "it can still be read");
    let over = evening.ask(alice, Intent::Press { session, content: BUTTON }).unwrap_err();
    assert_eq!(over.code, ErrorCode::Conflict);
}

#[test]
fn a_menu_that_json_could_not_carry_is_shown_all_the_same() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let broken =
        Slider { content_id: ContentId(5), min_value: f32::NAN, max_value: f32::INFINITY, current_value: f32::NAN };
    evening.say(session, menu(vec![Content::Slider(broken)]));
    let mut deep = label(6, "down here");
    for id in 100..160 {
        let node = LayoutNodeDeep { content: Some(deep), ..LayoutNodeDeep::default() };
        deep = Content::List(List { content_id: ContentId(id), items: vec![node], ..List::default() });
        evening.say(session, menu(vec![deep.clone()]));
    }
    // Every frame could be read (see `Person::hear`), and a snapshot can be as well.
    let bob = evening.join(Role::Guest, "Bob");
    assert_eq!(evening.person(bob).room().menus.len(), 1);
}

#[test]
fn nodes_that_nest_without_end_change_nothing_and_people_are_told() {
    let (mut evening, alice, session) = with_menu();
    let before = evening.person(alice).room().menus.clone();
    let mut node = LayoutNodeDeep { layout: Layout { id: NodeId(1000), ..Layout::default() }, ..Default::default() };
    for _ in 0..1000 {
        node = LayoutNodeDeep { children: vec![node], ..LayoutNodeDeep::default() };
    }
    evening.say(session, ToApp::NodeUpdate(UpdateNode { nodes: Batch(vec![node]) }));
    assert_eq!(evening.person(alice).room().menus, before);
    let told = evening.person(alice).notifications();
    assert!(told[0].1.contains("lists are nested deeper than 64"), "{told:?}");
    // The session goes on, and gets its answers.
    evening.request(session, ToApp::MenuTransformRequest(0));

    let mut deep = label(6, "down here");
    for id in 100..140 {
        let node = LayoutNodeDeep { content: Some(deep), ..LayoutNodeDeep::default() };
        deep = Content::List(List { content_id: ContentId(id), items: vec![node], ..List::default() });
    }
    evening.say(session, menu(vec![deep]));
    let told = evening.person(alice).notifications();
    assert!(told[1].1.contains("nests too deeply"), "what is left out is told: {told:?}");
}

#[test]
fn nodes_that_are_their_own_children_are_shown_once() {
    let (mut evening, alice, session) = with_menu();
    let layout = Layout { id: NodeId(1000), ..Layout::default() };
    let nodes = vec![LayoutNode { layout, children: vec![NodeId(1000), NodeId(1000)], content_id: None }];
    let menu = Menu { root: NodeId(1000), ..Menu::default() };
    evening.say(session, ToApp::MenuUpdate(UpdateMenu { menu, nodes, ..UpdateMenu::default() }));
    assert_eq!(evening.person(alice).room().menus[0].menu.root.children, []);
}

#[test]
fn an_image_that_was_never_hooked_cannot_be_held() {
    let (mut evening, alice, session) = with_menu();
    let image = Content::Image(Image { content_id: ContentId(4), ..Image::default() });
    evening.say(session, menu(vec![image]));
    let touch = |phase| Intent::TouchImage { session, content: 4, phase, x: 0.25, y: 2.0 };
    for phase in [TouchPhase::Press, TouchPhase::Hold, TouchPhase::Release] {
        assert_eq!(evening.ask(alice, touch(phase)).unwrap_err().code, ErrorCode::Conflict);
    }
    assert_eq!(evening.session(session).told(), []);
    evening.say(session, ToApp::HookUiCallback(UiHook { kind: UiHookKind::IMAGE_HELD, content_id: ContentId(4) }));
    evening.ask_ok(alice, touch(TouchPhase::Hold));
    assert_eq!(evening.ask(alice, touch(TouchPhase::Press)).unwrap_err().code, ErrorCode::Conflict);
    let held = ImageEvent { content_id: ContentId(4), x: 0.25, y: 1.0 };
    assert_eq!(evening.session(session).told(), [ToPlugin::ImageHold(held)]);
}

/// What a plugin may send: few ids, so that they meet.
fn update() -> impl Strategy<Value = ToApp> {
    let leaf = (0..5_i32, "[a-c]").prop_map(|(id, text)| label(id, &text));
    let content = leaf.prop_recursive(3, 12, 3, |inner| {
        let node = (2000..2004_i32, inner).prop_map(|(id, content)| LayoutNodeDeep {
            layout: Layout { id: NodeId(id), ..Layout::default() },
            content: Some(content),
            ..LayoutNodeDeep::default()
        });
        let children = prop::collection::vec(node.clone(), 0..3);
        let nested = (node, children).prop_map(|(node, children)| LayoutNodeDeep { children, ..node });
        let list = |(id, items)| Content::List(List { content_id: ContentId(id), items, ..List::default() });
        (0..5_i32, prop::collection::vec(nested, 0..3)).prop_map(list)
    });
    let contents = prop::collection::vec(content, 1..4);
    (contents, 0..4_i32, 1000..1004_i32).prop_map(|(contents, kind, node)| match kind {
        0 => menu(contents),
        1 => {
            let child = |content| LayoutNodeDeep { content: Some(content), ..LayoutNodeDeep::default() };
            let layout = Layout { id: NodeId(node), ..Layout::default() };
            let children = contents.into_iter().map(child).collect();
            ToApp::NodeUpdate(UpdateNode { nodes: Batch(vec![LayoutNodeDeep { layout, children, content: None }]) })
        }
        _ => ToApp::ContentUpdate(UpdateContent { contents: Batch(contents) }),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// Whatever a plugin does with its menus: who saw it happen sees what a latecomer sees.
    #[test]
    fn everybody_sees_the_same_menus(updates in prop::collection::vec(update(), 1..12)) {
        let (mut evening, alice, session) = with_menu();
        for update in updates {
            evening.say(session, update);
        }
        let bob = evening.join(Role::Guest, "Bob");
        let late = evening.person(bob).room().menus.clone();
        prop_assert_eq!(&evening.person(alice).room().menus, &late);
    }
}
