//! Payloads that a real client 1.24.2 sent, where they are at hand.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use protocol::integrations::{Integration, IntegrationCall};
use protocol::{Agreed, CommandKind, ToPlugin, Versions};

/// A file of the data beside the repository; says so where it is absent.
pub fn file(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    let read = fs::read(&path).ok();
    if read.is_none() {
        // Not by `eprintln!`, which a passing test keeps to itself.
        let _ = writeln!(std::io::stderr(), "skipped: {} is not there", path.display());
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

#[test]
fn an_integration_call_comes_back_byte_for_byte() {
    let (Some(payload), Some(agreed)) = (file("structureprep.bin"), agreed()) else { return };
    assert_eq!(payload.len(), 346_712);
    let incoming = ToPlugin::decode(&payload, &agreed).unwrap();
    assert_eq!(incoming.request, 0, "what answers what is said inside");
    assert!(incoming.message.encode(incoming.request, &agreed) == payload, "it is written otherwise");
    let ToPlugin::Integration(Integration { request, call: IntegrationCall::StructurePrep(deep) }) = incoming.message
    else {
        panic!("it is {:?}", incoming.message.kind());
    };
    assert_eq!((request, deep.complexes.len(), deep.atoms.len()), (7, 1, 2265));
}
