//! Hashes and the version table, against the library's and a real client's.

use std::collections::BTreeMap;

use protocol::hash::{INTEGRATIONS, PERMISSIONS, hash, name_of};
use protocol::integrations::CallKind;
use protocol::versions::OFFERED;
use protocol::{CommandKind, MessageKind};

use crate::real;

/// Of each set: name and hash.
fn python(set: &str) -> BTreeMap<&'static str, u32> {
    let lines = include_str!("../golden/hashes.txt").lines().map(|line| line.split(' ').collect::<Vec<_>>());
    lines.filter(|words| words[0] == set).map(|words| (words[1], words[2].parse().unwrap())).collect()
}

fn hashed(names: &[&'static str]) -> BTreeMap<&'static str, u32> {
    names.iter().map(|name| (*name, hash(name))).collect()
}

#[test]
fn every_command_and_message_of_the_library_is_known() {
    let commands: BTreeMap<_, _> = CommandKind::ALL.iter().map(|kind| (kind.name(), kind.hash())).collect();
    assert_eq!(commands, python("command"));
    let messages: BTreeMap<_, _> = MessageKind::ALL.iter().map(|kind| (kind.name(), kind.hash())).collect();
    assert_eq!(messages, python("message"));
    for kind in CommandKind::ALL {
        assert_eq!(CommandKind::of_hash(kind.hash()), Some(*kind));
    }
    for kind in MessageKind::ALL {
        assert_eq!(MessageKind::of_hash(kind.hash()), Some(*kind));
    }
}

#[test]
fn integrations_and_permissions_have_sets_of_their_own() {
    assert_eq!(hashed(&INTEGRATIONS), python("integration"));
    let calls: BTreeMap<_, _> = CallKind::ALL.iter().map(|kind| (kind.name(), kind.hash())).collect();
    assert_eq!(calls, python("integration_call"));
    assert!(CallKind::ALL.iter().all(|kind| INTEGRATIONS.contains(&kind.integration())));
    assert_eq!(hashed(&PERMISSIONS), python("permission"));
    assert_eq!(CallKind::ExportSmiles.integration(), "smiles");
    assert_eq!(name_of(hash("smiles"), &INTEGRATIONS), Some("smiles"));
    assert_eq!(name_of(0, &INTEGRATIONS), None);
}

#[test]
fn we_offer_what_the_library_has() {
    for line in include_str!("../golden/versions.txt").lines() {
        let (name, version) = line.split_once(' ').unwrap();
        assert!(OFFERED.contains(&(name, version.parse().unwrap())), "{line} is not offered");
    }
    assert!(OFFERED.is_sorted());
    assert!(OFFERED.contains(&("ToClientProtocol", 1)));
}

#[test]
fn the_rest_of_what_we_offer_is_what_a_real_client_has() {
    let Some(client) = real::file("version_table_1_24_2.json") else { return };
    let client: BTreeMap<String, u8> = serde_json::from_slice(&client).unwrap();
    let library: Vec<&str> =
        include_str!("../golden/versions.txt").lines().filter_map(|line| line.split(' ').next()).collect();
    for (name, version) in client.iter().filter(|(name, _)| !library.contains(&name.as_str())) {
        assert!(OFFERED.contains(&(name, *version)), "{name} {version} is not offered");
    }
    let known = |name: &str| client.contains_key(name) || library.contains(&name);
    assert!(OFFERED.iter().all(|(name, _)| known(name)), "we offer a name that nobody has");
}
