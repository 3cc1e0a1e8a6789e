//! Files into the room and out of it; columns; control that does not wait behind bulk.

use std::fmt::Write;

use room_api::bulk::Chunk;
use room_api::columns::Tables;
use room_api::{
    Answer, ApiError, ComplexChange, ComplexId, ErrorCode, Event, FileFormat, Intent, ToMember, TransferId,
};

use crate::kit::{Heard, House, Person, soon};

/// A PDB with so many lonely atoms.
fn pdb(atoms: usize) -> Vec<u8> {
    let mut text = String::new();
    for atom in 0..atoms {
        let (serial, x, y) = (atom % 99_999 + 1, (atom % 900) * 5, atom / 900 * 5);
        let residue = atom % 9_999 + 1;
        writeln!(text, "HETATM{serial:>5} ZN    ZN A{residue:>4}    {x:>8.3}{y:>8.3}{:>8.3}  1.00  0.00          ZN", 0.0)
            .unwrap();
    }
    text.into_bytes()
}

/// Sends a file as a member does; what came of it.
async fn load(person: &mut Person, name: &str, content: &[u8]) -> Result<Vec<ComplexId>, ApiError> {
    let asked = person.send(Intent::Load { name: name.into(), size: content.len() as u32 }).await;
    let transfer = match person.answer_to(asked).await? {
        Answer::Upload { transfer } => transfer,
        other => panic!("{other:?}"),
    };
    for chunk in Chunk::split(transfer, content) {
        person.send_binary(chunk.encode()).await;
    }
    match person.answer_to(asked).await? {
        Answer::Loaded { complexes } => Ok(complexes),
        other => panic!("{other:?}"),
    }
}

/// All chunks of a transfer.
async fn content(person: &mut Person, of: TransferId) -> Vec<u8> {
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
    let complexes = load(&mut alice, "zinc.pdb", &pdb(3)).await.unwrap();

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
        let error = load(&mut alice, name, content).await.unwrap_err();
        assert_eq!(error.code, code, "{name}: {error}");
        assert!(error.message.contains(says), "{name}: {error}");
    }
    assert!(load(&mut alice, "zinc.pdb", &pdb(1)).await.is_ok());
}

#[tokio::test]
async fn control_does_not_wait_behind_bulk() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let complex = load(&mut alice, "many.pdb", &pdb(150_000)).await.unwrap()[0];
    let (_, link) = alice.links().await;
    let mut bob = Person::join(&house, &link, "Bob").await;
    // Bob reads nothing while the columns fill his socket; then something happens.
    let name = Some("Zinc".to_owned());
    alice.ask(Intent::Change { complex, change: ComplexChange { name, ..ComplexChange::default() } }).await.unwrap();
    let mut is_renamed = false;
    loop {
        match soon("a frame", bob.hear()).await {
            Heard::Text(ToMember::Event { event: Event::ComplexChanged { complex, .. }, .. }) => {
                is_renamed = complex.name == "Zinc";
            }
            Heard::Chunk { last: true, .. } => break,
            Heard::Closed => panic!("closed"),
            _ => {}
        }
    }
    assert!(is_renamed, "the event came before the last chunk");
}
