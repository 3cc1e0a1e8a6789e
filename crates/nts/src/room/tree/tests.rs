//! Menus as text, and what stands in them by name.

use client::View;
use room_api::menu::{Button, Dropdown, DropdownItem, Image, Label, List, LoadingBar, Multi, Slider, TextInput};
use room_api::{MemberId, PluginButton, PluginId, Seq, Session, SessionId, SessionMenu, SessionState, Snapshot};

use super::super::arguments::Of;
use super::super::contents::{Standing, pick, standing};
use super::*;

#[test]
fn a_menu_is_drawn() {
    let mut off = node(vec![], Some(label(90, "not shown")));
    off.enabled = false;
    let row = |rank, score| Node { orientation: 1, ..node(vec![leaf(label(91, rank)), leaf(label(92, score))], None) };
    let list = List {
        id: 93,
        items: vec![row("1", "-7.1"), row("2", "-6.9")],
        display_columns: 1,
        display_rows: 5,
        total_columns: 1,
        unusable: false,
    };
    let menu = menu(vec![
        Node {
            orientation: 1,
            ..node(vec![leaf(label(1, "<b>Receptor</b>")), leaf(dropdown(2, &["1of6", "ligand"], 0))], None)
        },
        leaf(slider(3)),
        leaf(input(4, "", "seed")),
        leaf(input(5, "42", "seed")),
        leaf(bar(6, f32::NAN)),
        leaf(bar(7, 0.5)),
        leaf(button(8, "Dock", |button| button.unusable = true)),
        leaf(button(9, "Keep\nwater", |button| (button.toggle_on_press, button.selected) = (true, true))),
        leaf(button(12, "Chosen", |button| button.selected = true)),
        leaf(button(13, "--", |button| {
            (button.text.active, button.icon.active) = (false, true);
            button.icon.value.idle = "7-icons/run.png".into();
        })),
        leaf(button(14, "--", |button| (button.text.active, button.icon.active) = (false, true))),
        leaf(Content::List(list)),
        leaf(image(10)),
        leaf(Content::Mesh { id: 11, color: 0 }),
        off,
    ]);
    let expected = [
        "Receptor   <1of6> #2 of 1of6 | ligand",
        "8 of 1 to 32 #3",
        "\"\" #4 seed",
        "\"42\" #5",
        "-------------------- 0 % Vina: 25 of 50",
        "==========---------- 50 % Vina: 25 of 50",
        "[Dock] #8 (not now)",
        "[x] Keep water #9",
        "[Chosen] #12 (selected)",
        "[run] #13",
        "[icon] #14",
        "  1   -7.1",
        "  2   -6.9",
        "(image 7-logo.png) #10",
    ];
    assert_eq!(draw(&menu), expected);
}

#[test]
fn what_is_meant_is_found_by_text_label_name_or_number() {
    let rows = vec![
        leaf(label(1, "Receptor")),
        leaf(dropdown(2, &["1of6", "ligand"], 0)),
        leaf(label(3, "Ligand")),
        leaf(dropdown(4, &["1of6", "ligand"], 1)),
        leaf(button(5, "Dock", |button| button.name = "start".into())),
        leaf(button(6, "Show", |_| {})),
        leaf(button(7, "Show", |_| {})),
    ];
    let view = view(vec![(7, menu(rows))]);
    let all = standing(&view, &nobody()).unwrap();
    let found = |kind, said| {
        let of_kind = |one: &&Standing| matches!(&one.content, Content::Button(_)) == (kind == "button");
        let those: Vec<&Standing> =
            all.iter().filter(of_kind).filter(|one| one.content.id() % 2 == 0 || kind == "button").collect();
        pick(kind, said, &those).map(|one| one.content.id()).map_err(|problem| problem.to_string())
    };
    let cases = [
        ("dropdown", "Receptor", 2),
        ("dropdown", "receptor", 2),
        ("dropdown", "1of6", 2),
        ("dropdown", "#4", 4),
        ("button", "Dock", 5),
        ("button", "start", 5),
        ("button", "Show#7", 7),
    ];
    for (kind, said, id) in cases {
        assert_eq!(found(kind, said), Ok(id), "{said}");
    }
    // The second dropdown shows "ligand", and the label before it says "Ligand".
    assert_eq!(found("dropdown", "ligand"), Ok(4));
    assert_eq!(found("button", "Show"), Err("Show may mean several: say Show#6 or Show#7".into()));
    let sentence = "no menu that is open shows a button Run. There are: Dock#5, Show#6, Show#7";
    assert_eq!(found("button", "Run"), Err(sentence.into()));
}

#[test]
fn menus_of_two_sessions_are_told_apart_and_closed_ones_do_not_count() {
    let dock = || menu(vec![leaf(button(5, "Dock", |_| {}))]);
    let mut closed = dock();
    closed.enabled = false;
    let view = view(vec![(7, dock()), (8, dock()), (9, closed)]);
    let said = |of: &Of| {
        let all = standing(&view, of).unwrap();
        let found = pick("button", "Dock", &all.iter().collect::<Vec<_>>()).map(|one| one.session.0);
        found.map_err(|problem| problem.to_string())
    };
    let sentence = "Dock may mean several: say Dock#5 with --session 7 (Docking) or Dock#5 with --session 8 (Docking)";
    assert_eq!(said(&nobody()), Err(sentence.into()));
    assert_eq!(said(&Of { plugin: None, session: Some(8) }), Ok(8));
    assert_eq!(
        said(&Of { plugin: None, session: Some(9) }),
        Err("no menu that is open shows a button. One may be on its way: nts room wait menu".into())
    );
}

fn nobody() -> Of {
    Of { plugin: None, session: None }
}

fn view(menus: Vec<(u32, Menu)>) -> View {
    let session = |id: u32| Session {
        id: SessionId(id),
        plugin: PluginId(1),
        name: "Docking".into(),
        state: SessionState::Running,
        run: PluginButton { text: "Run".into(), usable: true },
        advanced_settings: None,
        permissions: vec![],
    };
    let room = Snapshot {
        name: "Alice's Room".into(),
        presenter: MemberId(1),
        sessions: menus.iter().map(|(id, _)| session(*id)).collect(),
        menus: menus.into_iter().map(|(id, menu)| SessionMenu { session: SessionId(id), menu }).collect(),
        ..Snapshot::default()
    };
    View::new(MemberId(1), Seq(1), room)
}

fn menu(rows: Vec<Node>) -> Menu {
    let root = node(rows, None);
    Menu {
        index: 0,
        enabled: true,
        title: "Docking".into(),
        locked: false,
        width: 1.0,
        height: 1.0,
        transform: None,
        root,
    }
}

fn leaf(content: Content) -> Node {
    node(vec![], Some(content))
}

fn node(children: Vec<Node>, content: Option<Content>) -> Node {
    Node {
        id: 0,
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

fn dropdown(id: i32, names: &[&str], selected: usize) -> Content {
    let item = |(place, name): (usize, &&str)| DropdownItem {
        name: (*name).into(),
        selected: place == selected,
        close_on_selected: true,
    };
    Content::Dropdown(Dropdown {
        id,
        use_permanent_title: false,
        permanent_title: String::new(),
        max_displayed_items: 5,
        items: names.iter().enumerate().map(item).collect(),
    })
}

fn slider(id: i32) -> Content {
    Content::Slider(Slider { id, value: 8.0, min: 1.0, max: 32.0 })
}

fn input(id: i32, text: &str, placeholder: &str) -> Content {
    Content::TextInput(TextInput {
        id,
        max_length: 0,
        placeholder: placeholder.into(),
        text: text.into(),
        password: false,
        number: false,
        placeholder_color: 0,
        text_color: 0,
        background_color: 0,
        text_size: 1.0,
        horizontal_align: 0,
        multi_line: false,
        padding: [0.0; 4],
    })
}

fn bar(id: i32, percentage: f32) -> Content {
    let (title, description) = ("Vina".into(), "25 of 50".into());
    Content::LoadingBar(LoadingBar { id, percentage, title, description, failure: false })
}

fn image(id: i32) -> Content {
    Content::Image(Image {
        id,
        image: "7-logo.png".into(),
        color: 0,
        scaling: 0,
        press_hooked: true,
        hold_hooked: false,
        release_hooked: false,
    })
}

fn button(id: i32, text: &str, change: impl FnOnce(&mut Button)) -> Content {
    let content = serde_json::json!({
        "id": id, "name": "", "selected": false, "unusable": false, "disable_on_press": false, "toggle_on_press": false,
        "text": {
            "active": true, "value": Multi { idle: text.to_owned(), ..Multi::default() }, "auto_size": true,
            "min_size": 0.1, "max_size": 0.5, "size": 0.5, "underlined": false, "ellipsis": true,
            "bold": Multi::<bool>::default(), "color": Multi::<u32>::default(), "padding": [0.0, 0.0, 0.0, 0.0],
            "line_spacing": 0.0, "vertical_align": 1, "horizontal_align": 1,
        },
        "icon": {
            "active": false, "value": Multi::<String>::default(), "color": Multi::<u32>::default(), "sharpness": 0.5,
            "size": 1.0, "ratio": 0.5, "position": [0.0, 0.0, 0.0], "rotation": [0.0, 0.0, 0.0],
        },
        "mesh": { "active": false, "enabled": Multi::<bool>::default(), "color": Multi::<u32>::default() },
        "outline": { "active": false, "size": Multi::<f32>::default(), "color": Multi::<u32>::default() },
        "tooltip": {
            "title": "", "content": "", "bounds": [0.0, 0.0, 0.0], "positioning_target": 0, "positioning_origin": 0,
        },
        "switch": { "active": false, "on_color": 0, "off_color": 0 },
        "hooked": false,
    });
    let mut button: Button = serde_json::from_value(content).unwrap();
    change(&mut button);
    Content::Button(Box::new(button))
}
