//! The fold, event by event.

use room_api::columns::{Data, Table, Tables};
use room_api::menu::{Label, List};
use room_api::{Complex, Notification, NotificationKind, Plugin, PluginButton, PluginId, Role, SessionState};

use super::*;

#[test]
fn members_come_change_and_leave() {
    let mut view = room();
    play(&mut view, [Event::Member { member: member(2, "Bob", true) }]);
    assert_eq!(names(&view), "Alice, Bob");
    play(&mut view, [Event::Member { member: member(1, "Alice", false) }]);
    assert_eq!(names(&view), "Alice (away), Bob");
    play(&mut view, [Event::Presenter { member: MemberId(2) }, Event::MemberLeft { member: MemberId(1) }]);
    assert_eq!((names(&view).as_str(), view.room.presenter), ("Bob", MemberId(2)));
    assert!(view.myself().is_none() && !view.i_present());
}

#[test]
fn a_session_takes_its_menus_with_it() {
    let mut view = room();
    play(&mut view, [7, 8].map(|id| Event::Session { session: session(id, SessionState::Connecting) }));
    play(&mut view, [7, 8].map(|id| Event::Menu { session: SessionId(id), menu: menu(0, "Docking") }));
    play(&mut view, [Event::Session { session: session(7, SessionState::Running) }]);
    assert_eq!(view.session(SessionId(7)).unwrap().state, SessionState::Running);
    play(&mut view, [Event::SessionGone { session: SessionId(7) }]);
    assert!(view.session(SessionId(7)).is_none());
    assert_eq!((view.menus(SessionId(7)).count(), view.menus(SessionId(8)).count()), (0, 1));
}

#[test]
fn the_last_view_counts() {
    let mut view = room();
    let look = |radius| room_api::View { center: [0.0; 3], radius, zoom: true };
    play(&mut view, [2.0, 3.0].map(|radius| Event::View { view: look(radius) }));
    assert_eq!(view.room.view, Some(look(3.0)));
}

#[test]
fn interactions_come_change_and_go() {
    use room_api::InteractionId;
    use room_api::interaction::{Interaction, InteractionKind};
    let interaction = |id, kind| Interaction {
        id: InteractionId(id),
        kind,
        atoms1: vec![1],
        atoms2: vec![2],
        conformer1: None,
        conformer2: None,
        visible: true,
    };
    let (clash, polar) = (InteractionKind::Clash, InteractionKind::Polar);
    let mut view = room();
    let mut come = |interactions: Vec<Interaction>| play(&mut view, [Event::Interactions { interactions }]);
    come(vec![interaction(1, clash), interaction(3, clash)]);
    come(vec![interaction(3, polar), interaction(2, clash)]);
    let gone = vec![InteractionId(1), InteractionId(9)];
    play(&mut view, [Event::InteractionsRemoved { interactions: gone }]);
    assert_eq!(view.room.interactions, [interaction(2, clash), interaction(3, polar)]);
}

#[test]
fn a_menu_is_replaced_by_its_number() {
    let mut view = room();
    let of = |index, title| Event::Menu { session: SessionId(7), menu: menu(index, title) };
    play(&mut view, [of(0, "Docking"), of(1, "Poses"), of(0, "Docking...")]);
    let titles: Vec<&str> = view.menus(SessionId(7)).map(|menu| menu.title.as_str()).collect();
    assert_eq!(titles, ["Docking...", "Poses"]);
}

#[test]
fn a_content_changes_wherever_it_stands() {
    let mut view = room();
    let mut nested = menu(0, "Docking");
    let list = List {
        id: 4,
        items: vec![node(Some(label(5, "-7.1")), vec![])],
        display_columns: 1,
        display_rows: 1,
        total_columns: 1,
        unusable: false,
    };
    nested.root.children = vec![node(Some(label(3, "Score")), vec![node(Some(Content::List(list)), vec![])])];
    play(&mut view, [7, 8].map(|id| Event::Menu { session: SessionId(id), menu: nested.clone() }));

    let new = |id, text| Event::Content { session: SessionId(7), content: label(id, text) };
    play(&mut view, [new(3, "Energy"), new(5, "-8.2"), new(99, "of no menu")]);
    assert_eq!(texts(&view, 7), ["Energy", "-8.2"]);
    assert_eq!(texts(&view, 8), ["Score", "-7.1"], "another session's contents of the same numbers");
}

#[test]
fn columns_come_change_and_go_with_their_complex() {
    let mut view = room();
    let (id, added) = (ComplexId(3), Event::ComplexAdded { complex: complex(3, "1of6") });
    view.apply(Seq(2), &added, Some(columns("name", &["CA", "CB"])));
    assert_eq!(atom_names(&view, id), ["CA", "CB"]);

    let changed = |whole| Event::ComplexChanged { complex: complex(3, "1OF6"), whole };
    view.apply(Seq(3), &changed(false), None);
    assert_eq!((view.complex(id).unwrap().name.as_str(), atom_names(&view, id).len()), ("1OF6", 2));
    view.apply(Seq(4), &changed(false), Some(columns("symbol", &["C", "C"])));
    assert_eq!(atom_names(&view, id), ["CA", "CB"], "columns that did not change");
    view.apply(Seq(5), &changed(true), Some(columns("name", &["O"])));
    assert_eq!(atom_names(&view, id), ["O"]);

    play(&mut view, [Event::ComplexRemoved { complex: id }]);
    assert!(view.complex(id).is_none() && view.structures.is_empty());
}

#[test]
fn a_part_of_columns_without_the_rest_is_no_structure() {
    let mut view = room();
    play(&mut view, [Event::ComplexAdded { complex: complex(3, "1of6") }]);
    let changed = Event::ComplexChanged { complex: complex(3, "1of6"), whole: false };
    view.apply(Seq(9), &changed, Some(columns("symbol", &["C"])));
    assert!(view.structures.is_empty());
    view.set_structure(Thing::Complex(ComplexId(4)), columns("name", &["CA"]));
    assert!(view.structures.is_empty(), "of a complex that is gone");
}

#[test]
fn the_last_notifications_are_kept() {
    let mut view = room();
    play(
        &mut view,
        (0..NOTIFICATIONS_KEPT + 5).map(|number| Event::Notification { notification: notification(number) }),
    );
    let kept = &view.room.notifications;
    assert_eq!((kept.len(), kept[0].text.as_str()), (NOTIFICATIONS_KEPT, "5"));
}

#[test]
fn the_rest_is_taken_over() {
    let mut view = room();
    play(&mut view, [Event::GuestsMayEdit { on: true }, Event::Plugins { plugins: vec![plugin()] }]);
    play(&mut view, [Event::Closed { reason: "Alice closed the room.".into() }]);
    assert!(view.room.guests_may_edit && view.room.plugins.len() == 1 && view.closed.is_some());
    assert_eq!(view.seq, Seq(4));
}

#[test]
fn what_is_said_of_unknown_things_is_ignored() {
    let mut view = room();
    let before = view.room.clone();
    let content = label(1, "?");
    play(
        &mut view,
        [
            Event::MemberLeft { member: MemberId(9) },
            Event::SessionGone { session: SessionId(9) },
            Event::ComplexRemoved { complex: ComplexId(9) },
            Event::Content { session: SessionId(9), content },
        ],
    );
    assert_eq!(view.room, before);
}

fn room() -> View {
    let room = Snapshot {
        name: "Alice's Room".into(),
        members: vec![member(1, "Alice", true)],
        presenter: MemberId(1),
        ..Snapshot::default()
    };
    View::new(MemberId(1), Seq(1), room)
}

fn play(view: &mut View, events: impl IntoIterator<Item = Event>) {
    for event in events {
        view.apply(Seq(view.seq.0 + 1), &event, None);
    }
}

fn names(view: &View) -> String {
    let name = |member: &Member| member.name.clone() + if member.here { "" } else { " (away)" };
    view.room.members.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn texts(view: &View, session: u32) -> Vec<String> {
    fn collect(node: &Node, texts: &mut Vec<String>) {
        match &node.content {
            Some(Content::Label(label)) => texts.push(label.text.clone()),
            Some(Content::List(list)) => list.items.iter().for_each(|item| collect(item, texts)),
            _ => {}
        }
        node.children.iter().for_each(|child| collect(child, texts));
    }
    let mut texts = Vec::new();
    view.menus(SessionId(session)).for_each(|menu| collect(&menu.root, &mut texts));
    texts
}

fn atom_names(view: &View, complex: ComplexId) -> Vec<&str> {
    let table = view.structures[&complex].tables().table("0/atoms").unwrap();
    (0..table.rows).filter_map(|row| table.column("name")?.text(row)).collect()
}

fn columns(name: &'static str, texts: &[&str]) -> Structure {
    let columns = vec![(name.into(), Data::texts(texts.iter().copied()))];
    let tables = Tables { tables: vec![Table { name: "0/atoms".into(), rows: texts.len(), columns }] };
    Structure::read(&tables.encode()).unwrap()
}

fn member(id: u32, name: &str, here: bool) -> Member {
    Member { id: MemberId(id), name: name.into(), role: Role::Presenter, here }
}

fn plugin() -> Plugin {
    Plugin {
        id: PluginId(1),
        name: "Docking".into(),
        description: String::new(),
        category: String::new(),
        tags: vec![],
        has_advanced: false,
        permissions: vec![],
        integrations: Vec::new(),
        connected: true,
    }
}

fn session(id: u32, state: SessionState) -> Session {
    let run = PluginButton { text: "Run".into(), usable: true };
    let (id, plugin) = (SessionId(id), PluginId(1));
    Session { id, plugin, name: "Docking".into(), state, run, advanced_settings: None, permissions: vec![] }
}

fn complex(id: i64, name: &str) -> Complex {
    Complex {
        id: ComplexId(id),
        name: name.into(),
        visible: true,
        locked: false,
        boxed: false,
        box_label: String::new(),
        computing: false,
        selected: false,
        current_frame: 0,
        position: [0.0; 3],
        rotation: [0.0, 0.0, 0.0, 1.0],
        remarks: vec![],
        frames: vec![],
    }
}

fn notification(number: usize) -> Notification {
    Notification { session: None, from: "the room".into(), kind: NotificationKind::Message, text: number.to_string() }
}

fn menu(index: u8, title: &str) -> Menu {
    Menu {
        index,
        enabled: true,
        title: title.into(),
        locked: false,
        width: 1.0,
        height: 1.0,
        transform: None,
        root: node(None, vec![]),
    }
}

fn node(content: Option<Content>, children: Vec<Node>) -> Node {
    Node {
        id: 1,
        enabled: true,
        layer: 0,
        orientation: 0,
        sizing: 0,
        sizing_value: 1.0,
        forward_dist: 0.0,
        padding_type: 0,
        padding: [0.0; 4],
        children,
        content,
    }
}

fn label(id: i32, text: &str) -> Content {
    Content::Label(Label {
        id,
        text: text.into(),
        vertical_align: 0,
        horizontal_align: 0,
        auto_size: false,
        max_size: 1.0,
        min_size: 1.0,
        size: 1.0,
        color: 0,
        bold: false,
        italic: false,
        underlined: false,
    })
}
