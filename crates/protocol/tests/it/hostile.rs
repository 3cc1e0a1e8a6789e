//! Payloads that are wrong: each is refused with the field at fault, and still answered where it can be.

use bytes::Bytes;
use protocol::codec::{MAX_NESTING, encode};
use protocol::shapes::{Form, Mesh, SetShapes, Shape};
use protocol::structure::{Atom, Conformers, DeepComplexes, Molecule};
use protocol::ui::{Batch, Content, LayoutNodeDeep, List, UpdateNode};
use protocol::{Agreed, CommandKind, MessageKind, Refused, Text, ToApp, ToPlugin};

fn envelope(kind: MessageKind, body: &[u8]) -> Vec<u8> {
    // The newest table has the flag that says if a response is expected.
    [&7u32.to_le_bytes()[..], &kind.hash().to_le_bytes(), &[1], body].concat()
}

fn refusal(payload: &[u8]) -> Refused<MessageKind> {
    ToApp::decode(payload, &Agreed::newest()).expect_err("it should be refused")
}

#[test]
fn an_error_names_the_field() {
    let agreed = Agreed::newest();
    let atoms = (0..4).map(|key| (key, Atom { name: Text::from_static_str("12345678"), ..Atom::default() })).collect();
    let message = ToApp::AddToWorkspace(DeepComplexes { atoms, complexes: Vec::new() });
    let payload = message.encode(7, false, &agreed);
    let last_name = payload.windows(8).rposition(|bytes| bytes == b"12345678").unwrap();
    let cut = last_name + 3;
    let refused = refusal(&payload[..cut]);
    assert_eq!(refused.to_string(), "AddToWorkspace.atoms[3].name: needs 8 bytes, 3 left (request 7)");
    assert_eq!((refused.request(), refused.kind()), (Some(7), Some(MessageKind::AddToWorkspace)));
}

#[test]
fn whatever_has_a_request_id_can_be_answered() {
    let unknown = [&7u32.to_le_bytes()[..], &0x3FFF_FFFFu32.to_le_bytes(), &[1]].concat();
    let cases = [
        (unknown, "unknown message with hash 0x3fffffff (request 7)", None),
        (
            envelope(MessageKind::StreamCreate, b"whatever"),
            "StreamCreate.targets: claims 1986360417 items, but only 2 bytes are left (request 7)",
            Some(MessageKind::StreamCreate),
        ),
        (
            envelope(MessageKind::ComplexesRequest, &[1, 0, 0, 0]),
            "ComplexesRequest: claims 1 items, but only 0 bytes are left (request 7)",
            Some(MessageKind::ComplexesRequest),
        ),
        (
            envelope(MessageKind::WorkspaceRequest, b"??"),
            "WorkspaceRequest: 2 bytes are left over (request 7)",
            Some(MessageKind::WorkspaceRequest),
        ),
    ];
    for (payload, sentence, kind) in cases {
        let refused = refusal(&payload);
        assert_eq!(refused.to_string(), sentence);
        assert_eq!(refused.request(), Some(7), "{sentence}");
        assert_eq!(refused.expects_response(), Some(true), "{sentence}");
        assert_eq!(refused.kind(), kind, "{sentence}");
    }
}

#[test]
fn without_a_request_id_there_is_nothing_to_answer() {
    for length in 0..8 {
        let refused = refusal(&vec![0; length]);
        assert_eq!((refused.request(), refused.kind()), (None, None));
    }
    let refused = ToPlugin::decode(&[7, 0, 0, 0], &Agreed::newest()).unwrap_err();
    assert_eq!(refused.to_string(), "payload without request id and message kind: needs 4 bytes, 0 left");
}

#[test]
fn a_flag_that_is_missing_costs_the_message_but_not_its_request_id() {
    let payload = [&7u32.to_le_bytes()[..], &MessageKind::WorkspaceRequest.hash().to_le_bytes()].concat();
    let refused = refusal(&payload);
    assert_eq!((refused.request(), refused.expects_response()), (Some(7), None));
    assert_eq!(refused.to_string(), "WorkspaceRequest.expects_response: needs 1 bytes, 0 left (request 7)");
}

#[test]
fn counts_are_checked_before_anything_is_allocated() {
    let lists: [(MessageKind, &[u8]); 12] = [
        (MessageKind::AddToWorkspace, &[]),
        (MessageKind::ComplexesRequest, &[]),
        (MessageKind::NodeUpdate, &[]),
        (MessageKind::StreamCreate, &[0, 0]),
        (MessageKind::StreamCreate, &[5, 0]),
        (MessageKind::StreamFeed, &[1, 0, 0, 0, 0]),
        (MessageKind::FileSave, &[]),
        (MessageKind::LoadFile, &[]),
        (MessageKind::ExportFiles, &[1, 1]),
        (MessageKind::SetShape, &[]),
        (MessageKind::SetShape, &[1, 0, 0, 0, 3]),
        (MessageKind::CreateInteractions, &[]),
    ];
    for (kind, before) in lists {
        let room_for_one = [0; 40]; // Or the list of shapes would be refused before that of vertices.
        let refused = refusal(&envelope(kind, &[before, &[0xFF; 4], &room_for_one].concat()));
        assert!(refused.to_string().contains("claims 4294967295 items, but only 40 bytes are left"), "{refused}");
    }
}

#[test]
fn lists_take_no_more_memory_than_their_payload_may() {
    // Nodes within nodes, each of which claims as many children as could just follow: none of them does.
    let leaf = encode(&LayoutNodeDeep::default(), 0, &Agreed::newest());
    let (before, after) = leaf.split_at(leaf.len() - 5);
    assert_eq!(after, [0; 5], "no children, no content");
    let filler = vec![0; 32 << 20];
    let mut body = 1u32.to_le_bytes().to_vec();
    for _ in 0..60 {
        body.extend_from_slice(before);
        body.extend_from_slice(&((filler.len() / leaf.len()) as u32).to_le_bytes());
    }
    let refused = refusal(&envelope(MessageKind::NodeUpdate, &[body, filler].concat()));
    assert!(refused.to_string().contains("bytes of memory: more than a payload of this length may"), "{refused}");

    // Files without names and bytes.
    let files = |count: u32| {
        envelope(MessageKind::FileSave, &[&count.to_le_bytes()[..], &vec![0; 8 * count as usize]].concat())
    };
    let refused = refusal(&files(4 << 20));
    assert!(refused.to_string().starts_with("FileSave: has 4194304 items, which would take"), "{refused}");
    assert!(ToApp::decode(&files(100_000), &Agreed::newest()).is_ok(), "many are no crime");
}

#[test]
fn data_is_no_longer_than_the_payload() {
    let lengths: [(MessageKind, &[u8]); 3] = [
        (MessageKind::Put, &[0, 0, 0, 0]),
        (MessageKind::StreamFeed, &[1, 0, 0, 0, 1]),
        (MessageKind::FileSave, &[1, 0, 0, 0, 0, 0, 0, 0]),
    ];
    for (kind, before) in lengths {
        let refused = refusal(&envelope(kind, &[before, &[0xFF; 4], &[0; 40]].concat()));
        assert!(refused.to_string().contains("needs 4294967295 bytes, 40 left"), "{refused}");
    }
}

/// What it names need not be there: that is for the one who draws it.
#[test]
fn a_mesh_of_16_megabytes_comes_back_byte_for_byte() {
    let agreed = Agreed::newest();
    let vertices: Vec<f32> = (0..3 << 20).map(|number| number as f32).collect();
    let triangles = (0..1 << 20).map(|number| number - 7).collect();
    let mesh = Mesh { vertices, triangles, ..Mesh::default() };
    let shape = Shape { form: Form::Mesh(Box::new(mesh)), ..Shape::default() };
    let message = ToApp::SetShape(SetShapes { shapes: Batch(vec![shape]) });
    let payload = message.encode(7, true, &agreed);
    assert!(payload.len() > 16 << 20);
    let read = ToApp::decode(&payload, &agreed).unwrap();
    assert!(read.message.encode(7, true, &agreed) == payload);
    assert_eq!(read.message, message);
}

#[test]
fn kinds_without_a_length_are_refused() {
    let cases: [(MessageKind, &[u8], &str); 4] = [
        (MessageKind::SetShape, &[1, 0, 0, 0, 9], "SetShape.shapes[0].form: is of the unknown kind 9 (request 7)"),
        (MessageKind::StreamFeed, &[1, 0, 0, 0, 3], "StreamFeed.data: is of the unknown kind 3 (request 7)"),
        (
            MessageKind::ExportFiles,
            &[1, 1, 1, 0, 0, 0, 2],
            "ExportFiles.entities[0]: is of the unknown kind 2 (request 7)",
        ),
        (
            MessageKind::Integration,
            &[3, 0, 0, 0, 255, 0, 0, 0],
            "Integration.call: is of the unknown kind 255 (request 7)",
        ),
    ];
    for (kind, body, sentence) in cases {
        let refused = refusal(&envelope(kind, &[body, &[0; 40]].concat()));
        assert_eq!(refused.to_string(), sentence);
    }
}

#[test]
fn an_error_within_an_integration_names_the_call() {
    let call = protocol::integrations::CallKind::ExportSmiles.hash().to_le_bytes();
    let payload = envelope(MessageKind::Integration, &[&[3, 0, 0, 0][..], &call, &[9, 0, 0, 0]].concat());
    let sentence = "Integration.ExportSmiles: claims 9 items, but only 0 bytes are left (request 7)";
    assert_eq!(refusal(&payload).to_string(), sentence);
}

#[test]
fn layout_nodes_nest_no_deeper_than_the_bound() {
    let agreed = Agreed::newest();
    let nested = |depth: u8| {
        let mut node = LayoutNodeDeep::default();
        for level in 1..depth {
            let items = vec![node];
            // Both ways to nest: as children, and as the items of a list.
            node = if level % 3 == 0 {
                let list = List { items, ..List::default() };
                LayoutNodeDeep { content: Some(Content::List(list)), ..LayoutNodeDeep::default() }
            } else {
                LayoutNodeDeep { children: items, ..LayoutNodeDeep::default() }
            };
        }
        let nodes = vec![node];
        ToApp::NodeUpdate(UpdateNode { nodes: Batch(nodes) }).encode(7, false, &agreed)
    };
    // The innermost node has an empty list of children, which counts as well.
    assert!(ToApp::decode(&nested(MAX_NESTING - 1), &agreed).is_ok());
    let refused = refusal(&nested(MAX_NESTING));
    assert!(refused.to_string().ends_with("lists are nested deeper than 64 (request 7)"), "{refused}");
    assert!(refused.to_string().starts_with("NodeUpdate.nodes[0].content.items[0].children[0]"), "{refused}");
}

#[test]
fn conformers_are_as_many_as_they_say() {
    let agreed = Agreed::newest();
    let molecule = |conformers: &[u8]| {
        let whole = encode(&Molecule::default(), 0, &agreed);
        let without = whole.len() - encode(&Conformers::default(), 1, &agreed).len();
        [&whole[..without], &[1], conformers].concat()
    };
    let i = |number: i32| number.to_le_bytes();
    let cases = [
        ([i(0), i(0), i(0), i(0)].concat(), "conformers: has no conformers"),
        ([i(0), i(-1), i(0), i(0)].concat(), "conformers: has no conformers"),
        ([i(0), i(2), i(1), i(0), i(0)].concat(), "conformers: has 1 entries, but there are 2 conformers"),
        ([i(0), i(1), i(1), i(0), i(0)].concat(), "conformers: has 0 entries, but there are 1 conformers"),
    ];
    for (conformers, sentence) in cases {
        let bytes = molecule(&conformers);
        let error = protocol::codec::Reader::new(&bytes, &agreed).get::<Molecule>(0).unwrap_err();
        assert_eq!(error.to_string(), sentence);
    }
}

#[test]
fn positions_and_their_flags_are_equally_many() {
    let agreed = Agreed::newest();
    let place = [0u8; 12];
    let cases = [
        ([&[1, 0, 0, 0, 0, 0, 0, 0, 0][..]].concat(), "has no conformers"),
        ([&[1, 1, 0, 0, 0][..], &place, &[0, 0, 0, 0]].concat(), "has 0 entries, but there are 1 conformers"),
        ([&[1, 0, 0, 0, 0, 1, 0, 0, 0, 1][..]].concat(), "has no conformers"),
    ];
    for (bytes, sentence) in cases {
        let mut input = protocol::codec::Reader::new(&bytes, &agreed);
        let error = input.get::<protocol::structure::Positions>(8).unwrap_err();
        assert_eq!(error.to_string(), sentence);
    }
}

#[test]
fn texts_are_utf8_and_contents_are_known() {
    let bad_text = envelope(MessageKind::NotificationSend, &[0, 0, 0, 0, 1, 0, 0, 0, 0xFF]);
    assert_eq!(refusal(&bad_text).to_string(), "NotificationSend.text: text is not UTF-8 (request 7)");
    let hologram = envelope(MessageKind::ContentUpdate, &[1, 0, 0, 0, 9, 0, 0, 0]);
    assert_eq!(refusal(&hologram).to_string(), "ContentUpdate.contents[0]: is of the unknown kind 9 (request 7)");
}

#[test]
fn connect_never_says_if_it_expects_a_response() {
    let agreed = Agreed::newest();
    let connect = ToApp::Connect(protocol::control::Connect::default());
    assert_eq!(connect.encode(0, true, &agreed), connect.encode(0, true, &Agreed::default()));
    assert_eq!(ToApp::decode(&connect.encode(0, true, &agreed), &agreed).unwrap().expects_response, None);
}

#[test]
fn an_answer_is_a_command_that_exists() {
    let answered = MessageKind::ALL.iter().filter_map(|kind| kind.answer_kind()).count();
    assert_eq!(answered, 39);
    assert_eq!(MessageKind::WorkspaceUpdate.answer_kind(), Some(CommandKind::WorkspaceUpdated));
    assert_eq!(MessageKind::StructuresCenter.answer_kind(), Some(CommandKind::PositionStructuresDone));
    assert_eq!(MessageKind::StructuresShallowUpdate.answer_kind(), None);
}

#[test]
fn an_image_without_bytes_is_written_at_every_version() {
    let image = protocol::ui::Image {
        image: protocol::ui::CachedImage { key: Text::from_static_str("7-a"), data: None },
        ..Default::default()
    };
    for agreed in [Agreed::newest(), Agreed::default()] {
        let bytes = encode(&image, 0, &agreed);
        let read: protocol::ui::Image = protocol::codec::Reader::new(&bytes, &agreed).get(0).unwrap();
        let travelled = if agreed == Agreed::default() { Some(Bytes::new()) } else { None };
        assert_eq!(read.image.data, travelled);
    }
}
