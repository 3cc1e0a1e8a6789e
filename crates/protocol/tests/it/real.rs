//! Payloads that a real client 1.24.2 sent, where they are at hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use protocol::codec::{Reader, encode};
use protocol::structure::DeepComplexes;
use protocol::{Agreed, CommandKind, Refused, ToPlugin, Versions};

/// A file of the data beside the repository; says so where it is absent.
pub fn file(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    let read = fs::read(&path).ok();
    if read.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    read
}

fn agreed() -> Option<Agreed> {
    let table: BTreeMap<String, u8> = serde_json::from_slice(&file("version_table_1_24_2.json")?).unwrap();
    Some(Agreed::with(&Versions(table.into_iter().map(|(name, version)| (name.into(), version)).collect())))
}

/// What follows the payload in the file is padding, and as a part of the payload an error.
#[test]
fn a_workspace_comes_back_byte_for_byte() {
    let (Some(padded), Some(agreed)) = (file("ReceiveWorkspaceMessage.bin"), agreed()) else { return };
    let payload = &padded[..378_688];
    let incoming = ToPlugin::decode(payload, &agreed).unwrap();
    assert_eq!(incoming.message.kind(), CommandKind::WorkspaceResponse);
    assert!(incoming.message.encode(incoming.request, &agreed) == payload, "it is written otherwise");
    let ToPlugin::WorkspaceResponse(deep) = incoming.message else { return };
    assert_eq!(deep.atoms.len(), 2265);
    assert!(deep.workspace.complexes.iter().all(|complex| complex.index > 0));

    let refused = ToPlugin::decode(&padded, &agreed).unwrap_err();
    assert_eq!(refused.to_string(), "WorkspaceResponse: 669888 bytes are left over (request 2)");
}

/// An `integration`, whose calls are known by name alone, that carries complexes.
#[test]
fn the_complexes_of_an_integration_come_back_byte_for_byte() {
    let (Some(payload), Some(agreed)) = (file("structureprep.bin"), agreed()) else { return };
    let refused = ToPlugin::decode(&payload, &agreed).unwrap_err();
    assert!(matches!(refused, Refused::Unsupported { kind: CommandKind::Integration, request: 0, .. }), "{refused}");

    let (envelope, call) = (8, 8);
    let body = &payload[envelope + call..];
    let mut input = Reader::new(body, &agreed);
    let deep: DeepComplexes = input.get(0).unwrap();
    input.finish().unwrap();
    assert!(encode(&deep, 0, &agreed) == body, "it is written otherwise");
}
