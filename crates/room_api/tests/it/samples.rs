//! One of each thing that members see, for the tests of its JSON.

use room_api::interaction::*;
use room_api::menu::*;
use room_api::shape::*;
use room_api::volume::*;
use room_api::*;

pub fn shapes() -> [Shape; 4] {
    let anchor = |to| Anchor { to, local_offset: [1.0, 2.0, 3.0], global_offset: [0.0; 3], viewer_offset: [0.0; 3] };
    let anchors = vec![anchor(AnchorTo::Complex { complex: ComplexId(3) }), anchor(AnchorTo::Atom { atom: 12 })];
    let shape = |id, form| Shape {
        id: ShapeId(id),
        session: SessionId(7),
        form,
        color: 0xFF00_00FF,
        anchors: vec![anchor(AnchorTo::Workspace)],
    };
    let line = Form::Line { thickness: 0.5, dash_length: 0.25, dash_distance: 0.125 };
    [
        shape(1, Form::Sphere { radius: 1.5 }),
        Shape { anchors, ..shape(2, line) },
        shape(3, Form::Label { text: "3.2 A".into(), font_size: 0.5 }),
        shape(4, Form::Mesh { vertices: 24, triangles: 12, textured: false, unlit: true }),
    ]
}

pub fn interaction() -> Interaction {
    Interaction {
        id: InteractionId(1),
        kind: InteractionKind::HydrogenBond,
        atoms1: vec![12],
        atoms2: vec![40, 41],
        conformer1: None,
        conformer2: Some(0),
        visible: true,
    }
}

pub fn volume() -> Volume {
    Volume {
        id: VolumeId(1),
        complex: ComplexId(3),
        name: "1of6_ESP".into(),
        kind: VolumeKind::Electrostatic,
        size: [2, 3, 4],
        mean: 0.0,
        rmsd: 1.0,
        cell: Cell { edges: [1.0, 2.0, 3.0], angles: [90.0, 90.0, 120.0], origin: [0.5, 0.0, -0.5] },
        visible: false,
        boxed: false,
        map_mover: false,
        style: VolumeStyle::SmoothSurface,
        layers: vec![VolumeLayer { color: 0xDC14_3CBE, rmsd: -1.0 }],
    }
}

pub fn error() -> ApiError {
    ApiError::new(ErrorCode::NotAllowed, "Only the presenter may do this: ask Alice.")
}

pub fn steps() -> Steps {
    Steps { undo: vec!["Docking added 9 poses (ligand)".into()], redo: vec!["Alice removed 1of6".into()] }
}

pub fn said() -> Said {
    Said { member: MemberId(2), name: "Bob".into(), text: "Look at the pocket".into() }
}

pub fn member() -> Member {
    Member { id: MemberId(1), name: "Alice".into(), role: Role::Presenter, here: true }
}

pub fn plugin() -> Plugin {
    Plugin {
        id: PluginId(1),
        name: "Docking".into(),
        description: "Docks ligands.".into(),
        category: "Docking".into(),
        tags: vec!["Docking".into()],
        has_advanced: false,
        permissions: vec![Permission::LocalFilesAccess],
        integrations: vec![Integration::Hydrogen],
        connected: true,
    }
}

pub fn session(state: SessionState) -> Session {
    Session {
        id: SessionId(7),
        plugin: PluginId(1),
        name: "Docking".into(),
        state,
        run: PluginButton { text: "Run".into(), usable: true },
        advanced_settings: None,
        permissions: vec![SessionPermission { permission: Permission::LocalFilesAccess, consent: Consent::Asked }],
    }
}

pub fn complex() -> Complex {
    Complex {
        id: ComplexId(3),
        name: "1of6".into(),
        visible: true,
        locked: false,
        boxed: false,
        box_label: String::new(),
        computing: false,
        selected: false,
        current_frame: 0,
        position: [0.0; 3],
        rotation: [0.0, 0.0, 0.0, 1.0],
        remarks: vec![("HEADER".into(), "LYASE".into())],
        frames: vec![Frame {
            index: 4,
            atoms: 2,
            bonds: 1,
            residues: 1,
            chains: 1,
            current_conformer: 0,
            conformers: vec![Conformer { name: "1of6".into(), associated: vec![("score".into(), "-7.1".into())] }],
        }],
    }
}

pub fn notification() -> Notification {
    let session = Some(SessionId(7));
    Notification { session, from: "Docking".into(), kind: NotificationKind::Success, text: "Docked.".into() }
}

pub fn wanted_url() -> WantedUrl {
    let (url, host) = ("https://rcsb.org/1of6".into(), "rcsb.org".into());
    WantedUrl { id: UrlId(3), session: SessionId(7), url, host, desktop: true }
}

pub fn menu() -> Menu {
    let [first, ..] = contents();
    Menu {
        index: 0,
        enabled: true,
        title: "Docking".into(),
        locked: false,
        width: 0.7,
        height: 0.7,
        transform: Some(Transform { position: [0.0, 0.5, 1.0], rotation: [0.0, 0.0, 0.0, 1.0], scale: [1.0; 3] }),
        root: node(1, None, vec![node(2, Some(first), vec![])]),
    }
}

pub fn node(id: i32, content: Option<Content>, children: Vec<Node>) -> Node {
    Node {
        id,
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

pub fn contents() -> [Content; 9] {
    let label = Label {
        id: 15,
        text: "Score".into(),
        vertical_align: 0,
        horizontal_align: 0,
        auto_size: true,
        max_size: 0.5,
        min_size: 0.25,
        size: 0.5,
        color: 0xFFFF_FFFF,
        bold: false,
        italic: false,
        underlined: false,
    };
    let list = List {
        id: 16,
        items: vec![node(3, Some(Content::Label(label.clone())), vec![])],
        display_columns: 1,
        display_rows: 10,
        total_columns: 1,
        unusable: false,
    };
    let input = TextInput {
        id: 14,
        max_length: 10,
        placeholder: "seed".into(),
        text: String::new(),
        password: false,
        number: true,
        placeholder_color: 0x8888_88FF,
        text_color: 0xFFFF_FFFF,
        background_color: 0x0000_00FF,
        text_size: 0.5,
        horizontal_align: 0,
        multi_line: false,
        padding: [0.0; 4],
    };
    let image = Image {
        id: 17,
        image: "7-logo.png".into(),
        color: 0xFFFF_FFFF,
        scaling: 2,
        press_hooked: true,
        hold_hooked: false,
        release_hooked: false,
    };
    let bar =
        LoadingBar { id: 18, percentage: 0.5, title: "Vina".into(), description: "25 of 50".into(), failure: false };
    let items = vec![DropdownItem { name: "1of6".into(), selected: true, close_on_selected: true }];
    let dropdown =
        Dropdown { id: 19, use_permanent_title: false, permanent_title: String::new(), max_displayed_items: 5, items };
    [
        Content::Button(Box::new(button())),
        Content::Mesh { id: 13, color: 0x1122_33FF },
        Content::Slider(Slider { id: 20, value: 8.0, min: 1.0, max: 32.0 }),
        Content::TextInput(input),
        Content::Label(label),
        Content::List(list),
        Content::Image(image),
        Content::LoadingBar(bar),
        Content::Dropdown(dropdown),
    ]
}

pub fn button() -> Button {
    Button {
        id: 12,
        name: "dock".into(),
        selected: false,
        unusable: false,
        disable_on_press: true,
        toggle_on_press: false,
        text: ButtonText {
            active: true,
            value: Multi { idle: "Dock".into(), unusable: "Docking".into(), ..Multi::default() },
            auto_size: true,
            min_size: 0.25,
            max_size: 0.5,
            size: 0.5,
            underlined: false,
            ellipsis: true,
            bold: Multi::default(),
            color: Multi::default(),
            padding: [0.0; 4],
            line_spacing: 0.0,
            vertical_align: 1,
            horizontal_align: 1,
        },
        icon: ButtonIcon {
            active: false,
            value: Multi::default(),
            color: Multi::default(),
            sharpness: 0.5,
            size: 1.0,
            ratio: 0.5,
            position: [0.0; 3],
            rotation: [0.0; 3],
        },
        mesh: ButtonMesh { active: false, enabled: Multi::default(), color: Multi::default() },
        outline: ButtonOutline { active: true, size: Multi::default(), color: Multi::default() },
        tooltip: Tooltip {
            title: String::new(),
            content: "Starts Vina".into(),
            bounds: [1.0, 0.5, 0.0],
            positioning_target: 7,
            positioning_origin: 6,
        },
        switch: ButtonSwitch { active: false, on_color: 0, off_color: 0 },
        hooked: false,
    }
}
