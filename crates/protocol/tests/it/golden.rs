//! Byte for byte what the Python library writes and reads: `tests/golden/payloads.txt`, made by `conformance/golden`.

use std::fmt::Debug;

use protocol::codec::{Reader, Wire, encode};
use protocol::macros::Macro;
use protocol::structure::*;
use protocol::ui::*;
use protocol::volumes::{UnitCell, VolumeData, VolumeProperties};
use protocol::{Agreed, Text, ToApp, ToPlugin, Versions, shapes};

use crate::fixtures::{self, Numbers, file};

const PAYLOADS: &str = include_str!("../golden/payloads.txt");

/// One line of the file: what was written, at which versions, and its bytes.
struct Case<'a> {
    name: &'a str,
    numbers: Numbers,
    /// Whether everything is at its newest version, so that nothing is lost on the way, and images have keys.
    newest: bool,
    agreed: Agreed,
    bytes: Vec<u8>,
}

impl<'a> Case<'a> {
    fn parse(line: &'a str) -> Self {
        let mut words = line.split(' ');
        let mut word = || words.next().expect("four words in a line");
        let (name, round, versions, bytes) = (word(), word(), word(), word());
        let bytes = if bytes == "-" { Vec::new() } else { unhex(bytes) };
        let newest = versions == "-";
        let numbers = Numbers::counting(round.parse().unwrap());
        let numbers = if newest { numbers.without_old_fields() } else { numbers };
        Case { name, numbers, newest, agreed: agreed(versions), bytes }
    }

    /// Written from the fixture, read back, and written again.
    fn check<T: Wire + Debug + PartialEq>(&mut self, make: impl FnOnce(&mut Numbers) -> T) {
        let value = make(&mut self.numbers);
        assert_eq!(hex(&encode(&value, 0, &self.agreed)), hex(&self.bytes), "{} is written otherwise", self.name);
        let read = self.read::<T>();
        assert_eq!(hex(&encode(&read, 0, &self.agreed)), hex(&self.bytes), "{} is read otherwise", self.name);
        if self.newest {
            assert_eq!(read, value, "{}", self.name);
        }
    }

    fn read<T: Wire>(&self) -> T {
        let mut input = Reader::new(&self.bytes, &self.agreed);
        let read = input.get(0).unwrap_or_else(|error| panic!("{}: {error}", self.name));
        input.finish().unwrap_or_else(|error| panic!("{}: {error}", self.name));
        read
    }
}

/// The versions that a line names; `-` for the library's newest of everything.
fn agreed(overrides: &str) -> Agreed {
    let mut table = Versions::offered();
    table.0.insert(Text::from_static_str("ToClientProtocol"), 0);
    for (name, version) in overrides.split(',').filter_map(|one| one.split_once('=')) {
        table.0.insert(name.into(), version.parse().unwrap());
    }
    Agreed::with(&table)
}

#[test]
fn every_case_is_written_and_read_as_python_does() {
    let mut cases = 0;
    for line in PAYLOADS.lines() {
        check(Case::parse(line));
        cases += 1;
    }
    assert!(cases > 700, "only {cases} cases");
}

fn check(mut case: Case<'_>) {
    let name = case.name;
    if let Some(message) = name.strip_prefix("ToApp.") {
        return check_to_app(message, case);
    }
    if let Some(command) = name.strip_prefix("ToPlugin.") {
        return check_to_plugin(command, case);
    }
    if name.ends_with(".plugin5") {
        return check_plugin_id(case);
    }
    if let Some(of) = name.strip_prefix("Default.") {
        return check_default(of, case);
    }
    let atoms = &mut Atoms::new();
    match name {
        "Atom" => case.check(|n| fixtures::atom(n, 1)),
        "Atom.conformers" => case.check(|n| fixtures::atom(n, 3)),
        "Bond" => case.check(|n| fixtures::residue(n, atoms, 1).bonds.remove(0)),
        "Bond.conformers" => case.check(|n| fixtures::residue(n, atoms, 2).bonds.remove(0)),
        "Residue" => case.check(|n| fixtures::residue(n, atoms, 1)),
        "Chain" => case.check(|n| fixtures::chain(n, atoms, 1)),
        "Molecule" => case.check(|n| fixtures::molecule(n, atoms, 1)),
        "Molecule.conformers" => case.check(|n| fixtures::molecule(n, atoms, 2)),
        "Complex" => case.check(|n| fixtures::complex(n, atoms, 1)),
        "Workspace" => case.check(|n| fixtures::workspace(n).workspace),
        "Button" => {
            let keyed = case.newest;
            case.check(|n| fixtures::button(n, MultiState::all(file(0, keyed, false))));
        }
        "Button.icons" => {
            let keyed = case.newest;
            let icon = |index, cached: bool| file(index, keyed, cached && keyed);
            let icons = MultiState {
                idle: icon(1, false),
                selected: icon(0, false),
                highlighted: icon(2, false),
                selected_highlighted: icon(1, true),
                unusable: icon(0, false),
            };
            case.check(|n| fixtures::button(n, icons));
        }
        "Mesh" => case.check(fixtures::mesh),
        "Slider" => case.check(fixtures::slider),
        "TextInput" => case.check(fixtures::text_input),
        "Label" => case.check(fixtures::label),
        "List" => case.check(fixtures::list),
        "Image" => {
            let keyed = case.newest;
            case.check(|n| fixtures::image(n, file(1, keyed, false)));
        }
        "Image.none" => {
            let keyed = case.newest;
            case.check(|n| fixtures::image(n, file(0, keyed, false)));
        }
        "Image.twice" => case.check(|n| {
            let first = fixtures::image(n, file(1, true, false));
            let again = Image { image: file(1, true, true), ..first.clone() };
            (first, again)
        }),
        "LoadingBar" => case.check(fixtures::loading_bar),
        "Dropdown" => case.check(fixtures::dropdown),
        "LayoutNode" => case.check(fixtures::layout_node),
        "LayoutNode.empty" => {
            case.check(|n| LayoutNode { layout: fixtures::layout(n), ..Default::default() });
        }
        "LayoutNodeDeep" => case.check(fixtures::layout_node_deep),
        "Menu" => case.check(|n| fixtures::update_menu(n, true).menu),
        "Macro" => case.check(fixtures::a_macro),
        "Anchor" => case.check(fixtures::anchor),
        "Interaction" => case.check(|n| fixtures::interaction(n, true)),
        "Interaction.anywhere" => case.check(|n| fixtures::interaction(n, false)),
        _ => match name.strip_prefix("Content.").and_then(|kind| kind.parse().ok()) {
            Some(kind) => case.check(|n| fixtures::content(n, kind)),
            None => panic!("no fixture for the case {name}"),
        },
    }
}

fn check_to_app(message: &str, mut case: Case<'_>) {
    let value = fixtures::to_app(message, &mut case.numbers);
    assert_eq!(hex(&value.encode(7, true, &case.agreed)), hex(&case.bytes), "{message} is written otherwise");
    let incoming = ToApp::decode(&case.bytes, &case.agreed).unwrap_or_else(|error| panic!("{message}: {error}"));
    assert_eq!(incoming.request, 7);
    let flagged = case.agreed.says_if_it_expects_a_response();
    assert_eq!(incoming.expects_response, flagged.then_some(true), "{message}");
    assert_eq!(hex(&incoming.message.encode(7, true, &case.agreed)), hex(&case.bytes), "{message} is read otherwise");
    if case.newest {
        assert_eq!(incoming.message, value, "{message}");
    }
}

fn check_to_plugin(command: &str, mut case: Case<'_>) {
    let value = fixtures::to_plugin(command, &mut case.numbers);
    assert_eq!(hex(&value.encode(7, &case.agreed)), hex(&case.bytes), "{command} is written otherwise");
    let incoming = ToPlugin::decode(&case.bytes, &case.agreed).unwrap_or_else(|error| panic!("{command}: {error}"));
    assert_eq!((incoming.request, incoming.expects_response), (7, None));
    assert_eq!(hex(&incoming.message.encode(7, &case.agreed)), hex(&case.bytes), "{command} is read otherwise");
    if case.newest {
        assert_eq!(incoming.message, value, "{command}");
    }
}

/// What Python's objects are when they are made, ours are, too.
fn check_default(of: &str, mut case: Case<'_>) {
    let no_image = || file(0, true, false);
    match of {
        "Atom" => case.check(|_| Atom::default()),
        "Residue" => case.check(|_| Residue::default()),
        "Chain" => case.check(|_| Chain::default()),
        "Molecule" => case.check(|_| {
            let conformers = Conformers { current: 0, each: vec![Conformer::default()] };
            Molecule { conformers, ..Molecule::default() }
        }),
        // A complex that was never placed has a rotation that is none; ours has the identity.
        "Complex" => case.check(|_| Complex { rotation: Quaternion::new(0.0, 0.0, 0.0, 0.0), ..Complex::default() }),
        "Workspace" => case.check(|_| Workspace::default()),
        "Button" => case.check(|_| {
            let icon = ButtonIcon { value: MultiState::all(no_image()), ..ButtonIcon::default() };
            Button { icon, ..Button::default() }
        }),
        "Mesh" => case.check(|_| Mesh::default()),
        "Slider" => case.check(|_| Slider::default()),
        "TextInput" => case.check(|_| TextInput::default()),
        "Label" => case.check(|_| Label::default()),
        "List" => case.check(|_| List::default()),
        "Image" => case.check(|_| Image { image: no_image(), ..Image::default() }),
        "LoadingBar" => case.check(|_| LoadingBar::default()),
        "Dropdown" => case.check(|_| Dropdown::default()),
        "DropdownItem" => case.check(|_| DropdownItem::default()),
        "LayoutNodeDeep" => case.check(|_| LayoutNodeDeep::default()),
        "Menu" => case.check(|_| Menu::default()),
        "Macro" => case.check(|_| Macro::default()),
        "Anchor" => case.check(|_| shapes::Anchor::default()),
        "Sphere" => case.check(|_| shapes::Sphere::default()),
        "Line" => case.check(|_| shapes::Line::default()),
        "LabelShape" => case.check(|_| shapes::Label::default()),
        "MeshShape" => case.check(|_| shapes::Mesh::default()),
        "UnitCell" => case.check(|_| UnitCell::default()),
        "VolumeData" => case.check(|_| VolumeData::default()),
        "VolumeProperties" => case.check(|_| VolumeProperties::default()),
        unknown => panic!("no default of {unknown}"),
    }
}

/// Version 0 of an id has the plugin's in the top byte, but for a dropdown's. It is gone once read.
fn check_plugin_id(case: Case<'_>) {
    let id: ContentId = match case.name.trim_end_matches(".plugin5") {
        "Mesh" => case.read::<Mesh>().content_id,
        "Slider" => case.read::<Slider>().content_id,
        "Label" => case.read::<Label>().content_id,
        "TextInput" => case.read::<TextInput>().content_id,
        "LoadingBar" => case.read::<LoadingBar>().content_id,
        "List" => case.read::<List>().content_id,
        "Button" => case.read::<Button>().content_id,
        "Image" => case.read::<Image>().content_id,
        "Dropdown" => case.read::<Dropdown>().content_id,
        "LayoutNode" => {
            let content_id = case.read::<LayoutNode>().content_id;
            let expected = fixtures::layout_node(&mut Numbers::counting(0)).content_id;
            assert_eq!(content_id, expected);
            return;
        }
        unknown => panic!("no fixture for the plugin id in {unknown}"),
    };
    assert_eq!(id, ContentId(1), "{}", case.name);
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn unhex(text: &str) -> Vec<u8> {
    let digits = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("two hexadecimal digits");
    (0..text.len()).step_by(2).map(digits).collect()
}
