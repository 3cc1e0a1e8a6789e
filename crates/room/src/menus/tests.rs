//! Menus as plugins send them and people use them.

mod hostile;
mod updates;

use bytes::Bytes;
use protocol::structure::Vec3;
use protocol::ui::{
    Batch, Button, ButtonEvent, CachedImage, Content, ContentId, Dropdown, DropdownEvent, DropdownItem, Image,
    ImageEvent, Label, Layout, LayoutNode, LayoutNodeDeep, List, LoadingBar, Menu, MenuToggle, MultiState, NodeId,
    Slider, SliderEvent, TextEvent, TextInput, UiHook, UiHookKind, UpdateContent, UpdateMenu, UpdateNode,
};
use protocol::{ToApp, ToPlugin};
use room_api::{ErrorCode, Intent, SessionId, TouchPhase, menu};

use super::{MenuChanges, Menus};

const SESSION: SessionId = SessionId(7);

fn layout(id: i32) -> Layout {
    Layout { id: NodeId(id), ..Layout::default() }
}

fn named(id: i32, children: &[i32], content: Option<i32>) -> LayoutNode {
    let children = children.iter().map(|child| NodeId(*child)).collect();
    LayoutNode { layout: layout(id), children, content_id: content.map(ContentId) }
}

fn deep(id: i32, children: Vec<LayoutNodeDeep>, content: Option<Content>) -> LayoutNodeDeep {
    LayoutNodeDeep { layout: layout(id), children, content }
}

fn label(id: i32, text: &str) -> Content {
    Content::Label(Label { content_id: ContentId(id), text_value: text.into(), ..Label::default() })
}

fn button(id: i32) -> Button {
    Button { content_id: ContentId(id), ..Button::default() }
}

fn list(id: i32, items: Vec<LayoutNodeDeep>) -> Content {
    Content::List(List { content_id: ContentId(id), items, ..List::default() })
}

fn update(index: u8, nodes: Vec<LayoutNode>, contents: Vec<Content>) -> ToApp {
    let root = nodes.first().map_or(NodeId(0), |node| node.layout.id);
    let menu = Menu { index: i32::from(index), root, ..Menu::default() };
    ToApp::MenuUpdate(UpdateMenu { index, shallow: false, menu, nodes, contents })
}

fn contents(contents: Vec<Content>) -> ToApp {
    ToApp::ContentUpdate(UpdateContent { contents: Batch(contents) })
}

fn nodes(nodes: Vec<LayoutNodeDeep>) -> ToApp {
    ToApp::NodeUpdate(UpdateNode { nodes: Batch(nodes) })
}

fn hook(kind: UiHookKind, id: i32) -> ToApp {
    ToApp::HookUiCallback(UiHook { kind, content_id: ContentId(id) })
}

/// The main menu with one content each in a node of its own.
fn menus(each: Vec<Content>) -> Menus {
    let mut menus = Menus::new(1 << 30);
    let ids: Vec<i32> = (1..=each.len() as i32).collect();
    let mut nodes = vec![named(0, &ids, None)];
    nodes.extend(ids.iter().zip(&each).map(|(node, content)| named(*node, &[], Some(content.id().0))));
    let changes = menus.handle(update(0, nodes, each));
    assert_eq!((changes.menus, changes.problem), (menus.menus(), None));
    menus
}

fn error(menus: &mut Menus, intent: Intent) -> (ErrorCode, String) {
    let before = menus.menus();
    let error = menus.intent(&intent).unwrap_err();
    assert_eq!(menus.menus(), before);
    (error.code, error.message)
}

fn press(content: i32) -> Intent {
    Intent::Press { session: SESSION, content }
}

fn only<T: Clone>(items: &[T]) -> T {
    assert_eq!(items.len(), 1);
    items[0].clone()
}

#[test]
fn updates_for_ids_nobody_knows_are_ignored() {
    let mut menus = Menus::new(1 << 30);
    for message in [contents(vec![label(1, "a")]), nodes(vec![deep(1, vec![], None)]), hook(UiHookKind::IMAGE_HELD, 4)]
    {
        assert_eq!(menus.handle(message), MenuChanges::default());
    }
    assert_eq!(menus.menus(), []);
}

#[test]
fn a_shallow_menu_keeps_its_tree() {
    let mut menus = menus(vec![label(5, "a")]);
    let root = menus.menus()[0].root.clone();
    let frame = Menu { title: "New".into(), enabled: false, ..Menu::default() };
    let shallow = UpdateMenu { shallow: true, menu: frame, ..UpdateMenu::default() };
    let menu = only(&menus.handle(ToApp::MenuUpdate(shallow)).menus);
    assert_eq!((menu.title.as_str(), menu.enabled, menu.root), ("New", false, root));
}

#[test]
fn several_menus_stand_side_by_side() {
    let mut menus = Menus::new(1 << 30);
    for index in [220, 1] {
        menus.handle(update(index, vec![named(0, &[], Some(1))], vec![label(1, "a")]));
    }
    assert_eq!(menus.menus().iter().map(|menu| menu.index).collect::<Vec<_>>(), [1, 220]);
    let changes = menus.handle(contents(vec![label(1, "b")]));
    assert_eq!(changes.contents.len(), 1, "told once, wherever it stands");
    assert!(
        menus
            .menus()
            .iter()
            .all(|menu| matches!(&menu.root.content, Some(menu::Content::Label(label)) if label.text == "b"))
    );
}

#[test]
fn content_ids_reach_into_nested_lists() {
    let inner = list(2, vec![deep(11, vec![deep(12, vec![], Some(label(3, "a")))], None)]);
    let mut menus = menus(vec![list(1, vec![deep(10, vec![], Some(inner))])]);
    let changed = only(&menus.handle(contents(vec![label(3, "b")])).contents);
    assert_eq!(changed.id(), 3);
    let again = menus.handle(contents(vec![label(3, "b")]));
    assert_eq!(again, MenuChanges::default(), "nothing changed");
    let changes = menus.handle(nodes(vec![deep(12, vec![], Some(Content::Button(Box::new(button(4)))))]));
    assert_eq!(only(&changes.menus), menus.menus()[0]);
    menus.intent(&press(4)).unwrap();
}

#[test]
fn circles_missing_children_and_doubles_are_tolerated() {
    let mut menus = Menus::new(1 << 30);
    let tree = vec![named(0, &[1, 9, 1], None), named(1, &[0, 1, 2], Some(5)), named(2, &[1], Some(5))];
    menus.handle(update(0, tree, vec![label(5, "a")]));
    let root = only(&menus.menus()).root;
    let first = only(&root.children);
    assert_eq!((first.id, first.content.is_some()), (1, true));
    assert_eq!((only(&first.children).id, only(&first.children).content), (2, None));

    menus.handle(update(1, Vec::new(), Vec::new()));
    assert_eq!(menus.menus()[1].root.children, []);
}

/// The number of the node that stands last, and here deepest.
fn last_node(root: &menu::Node) -> i32 {
    super::tree::inner(root).last().map_or(root.id, last_node)
}

#[test]
fn trees_are_never_too_deep_for_json() {
    let mut menus = Menus::new(1 << 30);
    let chain = (0..10_000).map(|id| named(id, &[id + 1], None)).collect();
    menus.handle(update(0, chain, Vec::new()));
    for round in 0..100 {
        let deepest = last_node(&menus.menus()[0].root);
        let items = vec![deep(20_000 + 2 * round, vec![deep(20_001 + 2 * round, vec![], None)], None)];
        menus.handle(nodes(vec![deep(deepest, vec![], Some(list(round, items)))]));
    }
    let json = serde_json::to_string(&menus.menus()).unwrap();
    let read: Vec<menu::Menu> = serde_json::from_str(&json).unwrap();
    assert_eq!(read, menus.menus());
}

#[test]
fn menus_that_are_too_large_are_refused() {
    let mut menus = menus(vec![label(5, "a")]);
    let long = "x".repeat(9 << 20);
    assert_eq!(menus.handle(contents(vec![label(5, &long)])).problem, None);
    let changes = menus.handle(update(1, vec![named(0, &[], Some(6))], vec![label(6, &long)]));
    assert!(changes.problem.unwrap().contains("16 MiB"));
    assert_eq!((changes.menus, menus.menus().len()), (vec![], 1));
}

#[test]
fn numbers_that_json_lacks_become_zero() {
    let slider =
        Slider { content_id: ContentId(1), current_value: f32::NAN, max_value: f32::INFINITY, ..Slider::default() };
    let mut wild = button(2);
    wild.tooltip.bounds = Vec3::new(f32::NEG_INFINITY, 1.0, f32::NAN);
    let menus = menus(vec![Content::Slider(slider), Content::Button(Box::new(wild))]);
    let json = serde_json::to_string(&menus.menus()).unwrap();
    assert_eq!(serde_json::from_str::<Vec<menu::Menu>>(&json).unwrap(), menus.menus());
}

#[test]
fn a_toggle_carries_its_new_state() {
    let mut menus = menus(vec![Content::Button(Box::new(Button { toggle_on_press: true, ..button(3) }))]);
    for state in [true, false] {
        let (command, changes) = menus.intent(&press(3)).unwrap();
        assert_eq!(command, ToPlugin::ButtonPress(ButtonEvent { content_id: ContentId(3), state }));
        assert!(matches!(only(&changes.contents), menu::Content::Button(button) if button.selected == state));
    }
}

#[test]
fn a_plain_button_keeps_its_state() {
    let mut menus = menus(vec![Content::Button(Box::new(Button { selected: true, ..button(3) }))]);
    let (command, changes) = menus.intent(&press(3)).unwrap();
    assert_eq!(command, ToPlugin::ButtonPress(ButtonEvent { content_id: ContentId(3), state: true }));
    assert_eq!(changes, MenuChanges::default());
}

#[test]
fn a_button_that_is_disabled_on_press_waits_for_the_plugin() {
    let once = Button { disable_on_press: true, ..button(3) };
    let mut menus = menus(vec![Content::Button(Box::new(once.clone()))]);
    let (_, changes) = menus.intent(&press(3)).unwrap();
    assert!(matches!(only(&changes.contents), menu::Content::Button(button) if button.unusable));
    assert_eq!(error(&mut menus, press(3)), (ErrorCode::Conflict, "\"text\" cannot be pressed now.".into()));
    menus.handle(contents(vec![Content::Button(Box::new(once))]));
    menus.intent(&press(3)).unwrap();
}

#[test]
fn what_is_not_there_or_not_shown_cannot_be_pressed() {
    let mut menus = menus(vec![Content::Button(Box::new(button(3))), label(4, "a")]);
    assert_eq!(error(&mut menus, press(9)).0, ErrorCode::NotFound);
    assert_eq!(error(&mut menus, press(4)).1, "Content 4 of the plugin's menus is a label, not a button.");
    menus.intent(&Intent::ToggleMenu { session: SESSION, menu: 0, enabled: false }).unwrap();
    let (code, words) = error(&mut menus, press(3));
    assert_eq!((code, words.contains("not shown")), (ErrorCode::Conflict, true));
    // The same button in another menu that is open.
    menus.handle(update(1, vec![named(50, &[], Some(3))], vec![Content::Button(Box::new(button(3)))]));
    menus.intent(&press(3)).unwrap();
    let hidden = LayoutNodeDeep {
        layout: Layout { enabled: false, ..layout(50) },
        children: vec![],
        content: Some(Content::Button(Box::new(button(3)))),
    };
    menus.handle(nodes(vec![hidden]));
    assert_eq!(error(&mut menus, press(3)).0, ErrorCode::Conflict);
}

#[test]
fn a_menu_is_toggled() {
    let mut menus = menus(vec![]);
    let (command, changes) = menus.intent(&Intent::ToggleMenu { session: SESSION, menu: 0, enabled: false }).unwrap();
    assert_eq!(command, ToPlugin::MenuToggle(MenuToggle { index: 0, enabled: false }));
    assert!(!only(&changes.menus).enabled);
    assert_eq!(
        error(&mut menus, Intent::ToggleMenu { session: SESSION, menu: 9, enabled: true }).0,
        ErrorCode::NotFound
    );
}

#[test]
fn closed_for_good_they_are_empty_and_everybody_knows() {
    let mut menus = menus(vec![label(5, "a")]);
    menus.handle(update(1, vec![named(0, &[], Some(6))], vec![label(6, "hidden")]));
    menus.intent(&Intent::ToggleMenu { session: SESSION, menu: 1, enabled: false }).unwrap();
    let closed = menus.close();
    assert_eq!(closed.menus, menus.menus());
    assert!(
        closed.menus.iter().all(|menu| !menu.enabled && menu.root.children.is_empty() && menu.root.content.is_none())
    );
    assert_eq!(menus.close(), MenuChanges::default(), "once");
}

#[test]
fn a_slider_stays_between_its_ends() {
    let slider = Slider { content_id: ContentId(2), min_value: 5.0, max_value: -5.0, ..Slider::default() };
    let mut menus = menus(vec![Content::Slider(slider)]);
    let slide = |value, released| Intent::Slide { session: SESSION, content: 2, value, released };
    let event = |value| SliderEvent { content_id: ContentId(2), value };
    let (command, changes) = menus.intent(&slide(9.0, false)).unwrap();
    assert_eq!(command, ToPlugin::SliderChange(event(5.0)));
    assert!(matches!(only(&changes.contents), menu::Content::Slider(slider) if slider.value == 5.0));
    assert_eq!(menus.intent(&slide(-9.0, true)).unwrap().0, ToPlugin::SliderRelease(event(-5.0)));
    assert_eq!(error(&mut menus, slide(f32::NAN, true)).0, ErrorCode::Malformed);
}

#[test]
fn a_text_is_as_long_as_its_bound_and_a_number_where_one_is_wanted() {
    let input = |id, max_length, number| {
        Content::TextInput(TextInput { content_id: ContentId(id), max_length, number, ..TextInput::default() })
    };
    let mut menus = menus(vec![input(1, 3, false), input(2, 0, true)]);
    let type_text = |content, text: &str, submit| Intent::Type { session: SESSION, content, text: text.into(), submit };
    let (command, changes) = menus.intent(&type_text(1, "äöü", false)).unwrap();
    assert_eq!(command, ToPlugin::TextChange(TextEvent { content_id: ContentId(1), text: "äöü".into() }));
    assert!(matches!(only(&changes.contents), menu::Content::TextInput(input) if input.text == "äöü"));
    assert_eq!(error(&mut menus, type_text(1, "four", false)).1, "At most 3 letters fit here.");
    assert_eq!(error(&mut menus, type_text(1, "a\nb", true)).0, ErrorCode::Malformed);
    menus.intent(&type_text(2, "-1.", false)).unwrap();
    let (command, _) = menus.intent(&type_text(2, "-1.5e3", true)).unwrap();
    assert_eq!(command, ToPlugin::TextSubmit(TextEvent { content_id: ContentId(2), text: "-1.5e3".into() }));
    assert_eq!(error(&mut menus, type_text(2, "-", true)).0, ErrorCode::Malformed);
    assert_eq!(error(&mut menus, type_text(2, "ten", false)).0, ErrorCode::Malformed);
}

#[test]
fn choosing_an_item_unselects_the_others() {
    let item = |name: &str| DropdownItem { name: name.into(), selected: name == "a", ..DropdownItem::default() };
    let items = vec![item("a"), item("b")];
    let mut menus = menus(vec![Content::Dropdown(Dropdown { content_id: ContentId(1), items, ..Dropdown::default() })]);
    let choose = |item| Intent::Choose { session: SESSION, content: 1, item };
    let (command, changes) = menus.intent(&choose(1)).unwrap();
    assert_eq!(command, ToPlugin::DropdownItemClick(DropdownEvent { content_id: ContentId(1), item_index: 1 }));
    let menu::Content::Dropdown(dropdown) = only(&changes.contents) else { panic!("{changes:?}") };
    assert_eq!(dropdown.items.iter().map(|item| item.selected).collect::<Vec<_>>(), [false, true]);
    assert_eq!(error(&mut menus, choose(2)).0, ErrorCode::NotFound);
}

#[test]
fn only_what_was_hooked_is_told() {
    let image = Image { content_id: ContentId(1), ..Image::default() };
    let mut menus = menus(vec![Content::Image(image.clone()), Content::Button(Box::new(button(2)))]);
    let touch = |phase| Intent::TouchImage { session: SESSION, content: 1, phase, x: 0.25, y: 7.0 };
    let hover = |over| Intent::Hover { session: SESSION, content: 2, over };
    assert_eq!(error(&mut menus, touch(TouchPhase::Hold)).0, ErrorCode::Conflict);
    assert_eq!(error(&mut menus, hover(true)).0, ErrorCode::Conflict);

    let changes = menus.handle(hook(UiHookKind::IMAGE_HELD, 1));
    assert!(matches!(only(&changes.contents), menu::Content::Image(image) if image.hold_hooked && !image.press_hooked));
    menus.handle(hook(UiHookKind::BUTTON_HOVER, 2));
    // What is hooked stays so when the plugin sends the content again.
    menus.handle(contents(vec![Content::Image(Image { color: protocol::structure::Color(1), ..image })]));
    let event = ImageEvent { content_id: ContentId(1), x: 0.25, y: 1.0 };
    assert_eq!(menus.intent(&touch(TouchPhase::Hold)).unwrap().0, ToPlugin::ImageHold(event));
    assert_eq!(error(&mut menus, touch(TouchPhase::Press)).0, ErrorCode::Conflict);
    let event = ButtonEvent { content_id: ContentId(2), state: false };
    assert_eq!(menus.intent(&hover(false)).unwrap(), (ToPlugin::ButtonHover(event), MenuChanges::default()));
}

#[test]
fn images_come_once_and_then_by_their_key() {
    let image = |key: &str, data: Option<&'static [u8]>| {
        let image = CachedImage { key: key.into(), data: data.map(Bytes::from_static) };
        Content::Image(Image { content_id: ContentId(1), image, ..Image::default() })
    };
    let mut menus = menus(vec![image("7-a.png", Some(b"\x89PNG\r\n\x1a\n"))]);
    let shown = |menus: &Menus| match &menus.menus()[0].root.children[0].content {
        Some(menu::Content::Image(image)) => image.image.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(shown(&menus), "7-a.png");
    menus.handle(contents(vec![image("7-", Some(b""))]));
    assert_eq!(shown(&menus), "");
    menus.handle(contents(vec![image("7-a.png", None)]));
    assert_eq!(shown(&menus), "7-a.png");
    menus.handle(contents(vec![image("7-", None)]));
    assert_eq!(shown(&menus), "");
}

#[test]
fn images_past_their_quota_are_told_once() {
    let mut menus = Menus::new(12 << 20);
    let icons = |round: usize| {
        let mut icons = 0;
        let value = MultiState::all(()).map(|()| {
            icons += 1;
            let png = [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 1 << 20]].concat();
            CachedImage { key: format!("{round}-{icons}").into(), data: Some(png.into()) }
        });
        let mut button = button(1);
        button.icon.value = value;
        contents(vec![Content::Button(Box::new(button))])
    };
    let rounds: Vec<MenuChanges> = (0..4).map(|round| menus.handle(icons(round))).collect();
    let told: Vec<bool> = rounds.iter().map(|changes| changes.problem.is_some()).collect();
    assert_eq!(told, [false, false, true, false]);
    assert_eq!(rounds.iter().map(|changes| changes.images.len()).sum::<usize>(), 11);
    assert!(menus.image("2-2").is_err() && menus.image("2-1").is_ok());
}

#[test]
fn a_loading_bar_moves_by_content_updates_alone() {
    let bar =
        |percentage| Content::LoadingBar(LoadingBar { content_id: ContentId(8), percentage, ..LoadingBar::default() });
    let mut menus = menus(vec![bar(0.0)]);
    for percentage in [0.25, 0.5] {
        let changes = menus.handle(contents(vec![bar(percentage)]));
        assert_eq!(changes.menus, []);
        assert!(matches!(only(&changes.contents), menu::Content::LoadingBar(bar) if bar.percentage == percentage));
    }
}

#[test]
fn other_messages_are_a_problem() {
    assert!(Menus::new(1 << 30).handle(ToApp::WorkspaceRequest).problem.unwrap().contains("workspace_request"));
}
