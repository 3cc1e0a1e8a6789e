//! Files into the room and out of it; columns; control that does not wait behind bulk.

use room_api::columns::Tables;
use room_api::{Answer, ComplexChange, Enter, ErrorCode, Event, FileFormat, Intent, ToMember, TransferId};

use crate::kit::{Heard, House, Person, pdb, soon};

/// All chunks of a transfer.
pub async fn content(person: &mut Person, of: TransferId) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        if let Heard::Chunk { transfer, last, content } = soon("a chunk", person.hear()).await {
            assert_eq!(transfer, of);
            whole.extend(content);
            if last {
                return whole;
            }
        }
    }
}

#[tokio::test]
async fn a_file_goes_in_and_comes_out() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let (_, link) = alice.links().await;
    let mut bob = Person::join(&house, &link, "Bob").await;
    let complexes = alice.load("zinc.pdb", &pdb(3)).await.unwrap();

    let (complex, transfer) = bob
        .until("the complex", |heard| match heard {
            ToMember::Event { event: Event::ComplexAdded { complex }, bulk, .. } => Some((complex, bulk.unwrap())),
            _ => None,
        })
        .await;
    assert_eq!((complex.id, complex.name.as_str(), complex.frames[0].atoms), (complexes[0], "zinc", 3));
    let columns = content(&mut bob, transfer).await;
    let tables = Tables::decode(&columns).unwrap();
    assert!(tables.tables.iter().any(|table| table.name == "0/atoms" && table.rows == 3));

    let export = bob.send(Intent::Export { complex: complexes[0], format: FileFormat::Sdf }).await;
    match bob.answer_to(export).await.unwrap() {
        Answer::Download { transfer, name } => {
            assert_eq!(name, "zinc.sdf");
            let file = String::from_utf8(content(&mut bob, transfer).await).unwrap();
            assert!(file.contains("$$$$") && file.matches("Zn").count() == 3, "{file}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_bad_file_is_named_by_its_place_and_the_room_is_unchanged() {
    let house = House::open(|config| config.file_size = server::config::Size(1000)).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let broken = b"HETATM    1 ZN    ZN A   1       x.000   0.000   0.000  1.00  0.00          ZN\n";
    for (name, content, code, says) in [
        ("zinc.pdb", &broken[..], ErrorCode::BadFile, "line 1"),
        ("zinc.xyz", b"1", ErrorCode::BadFile, ".pdb"),
        ("zinc", b"1", ErrorCode::BadFile, ".pdb"),
        ("zinc.cif", b"\xff\xfe", ErrorCode::BadFile, "zinc.cif"),
        ("zinc.pdb", &[b' '; 1001], ErrorCode::Limit, "1000"),
    ] {
        let error = alice.load(name, content).await.unwrap_err();
        assert_eq!(error.code, code, "{name}: {error}");
        assert!(error.message.contains(says), "{name}: {error}");
    }
    assert!(alice.load("zinc.pdb", &pdb(1)).await.is_ok());
}

#[tokio::test]
async fn control_does_not_wait_behind_bulk() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let complex = alice.load("many.pdb", &pdb(40_000)).await.unwrap()[0];
    let (_, link) = alice.links().await;
    let mut bob = Person::arrive_narrowly(&house).await;
    bob.enter(Enter::Join { link, member: "Bob".into(), password: None }).await.unwrap();
    // Bob reads nothing while the columns fill his socket; then something happens.
    let name = Some("Zinc".to_owned());
    alice.ask(Intent::Change { complex, change: ComplexChange { name, ..ComplexChange::default() } }).await.unwrap();
    let mut is_renamed = false;
    loop {
        match soon("a frame", bob.hear()).await {
            Heard::Text(text) => {
                if let ToMember::Event { event: Event::ComplexChanged { complex, .. }, .. } = *text {
                    is_renamed = complex.name == "Zinc";
                }
            }
            Heard::Chunk { last: true, .. } => break,
            Heard::Chunk { .. } => {}
            Heard::Closed => panic!("closed"),
        }
    }
    assert!(is_renamed, "the event came before the last chunk");
}
