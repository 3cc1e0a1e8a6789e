//! Entries of the PDB from a mirror on this machine; and files of gzip.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use room_api::{Answer, ErrorCode, Intent};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::kit::{House, Person, soon};

const WATER: &str = "\
ATOM      1  O   HOH A   1       0.000   0.000   0.000  1.00  0.00           O
END
";

fn zipped(text: &[u8]) -> Vec<u8> {
    let mut zip = GzEncoder::new(Vec::new(), Compression::default());
    zip.write_all(text).unwrap();
    zip.finish().unwrap()
}

/// A mirror that sends so many bytes of a file that is longer, and no more; its address, and what is told when somebody asks it for one
/// and when they hang up.
async fn stalling_mirror(bytes: usize) -> (String, UnboundedReceiver<&'static str>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, told) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let sender = sender.clone();
            tokio::spawn(async move {
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", bytes + 1);
                let _ = stream.write_all(&[head.into_bytes(), vec![b' '; bytes]].concat()).await;
                let _ = sender.send("asked");
                let _ = stream.read_to_end(&mut Vec::new()).await;
                let _ = sender.send("hung up");
            });
        }
    });
    (format!("http://{address}/{{id}}.pdb"), told)
}

/// A mirror that answers by what it is asked for; its address.
async fn mirror() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            let head = String::from_utf8(head).unwrap();
            let (status, more, body) = match head.split(' ').nth(1).unwrap() {
                "/1wat.pdb.gz" | "/pdb_00001wat.pdb.gz" => ("200 OK", "", zipped(WATER.as_bytes())),
                "/2far.pdb.gz" => ("302 Found", "Location: http://127.0.0.1:1/\r\n", Vec::new()),
                "/3big.pdb.gz" => ("200 OK", "", zipped(&vec![b' '; 4 << 20])),
                "/4bad.pdb.gz" => ("200 OK", "", b"\x1f\x8b nothing".to_vec()),
                "/5ill.pdb.gz" => ("500 Oh", "", Vec::new()),
                _ => ("404 Not Found", "", Vec::new()),
            };
            let head = format!("HTTP/1.1 {status}\r\n{more}Content-Length: {}\r\n\r\n", body.len());
            stream.write_all(&[head.into_bytes(), body].concat()).await.unwrap();
        }
    });
    format!("http://{address}/{{id}}.pdb.gz")
}

async fn fetch(person: &mut Person, entry: &str) -> Result<Answer, (ErrorCode, String)> {
    person.ask(Intent::Fetch { entry: entry.into() }).await.map_err(|error| (error.code, error.message))
}

#[tokio::test]
async fn an_entry_is_fetched_from_the_one_address_that_is_configured() {
    let mirror = mirror().await;
    let house = House::open(|config| {
        config.entries_url = mirror;
        config.file_size.0 = 1 << 20;
    })
    .await;
    let mut alice = Person::create(&house, "A Room").await;
    for entry in ["1WAT", "pdb_00001wat"] {
        let Ok(Answer::Loaded { complexes }) = fetch(&mut alice, entry).await else { panic!("{entry}") };
        assert_eq!(complexes.len(), 1);
    }
    for (entry, code, words) in [
        ("9zzz", ErrorCode::NotFound, "There is no entry 9zzz at 127.0.0.1"),
        ("2far", ErrorCode::Conflict, "sends one elsewhere (302 Found), which is not followed"),
        ("3big", ErrorCode::Limit, "more than the 1048576 bytes"),
        ("4bad", ErrorCode::BadFile, "gzip"),
        ("5ill", ErrorCode::Conflict, "answered 500"),
        ("../x", ErrorCode::Malformed, "1of6"),
        ("1of6/", ErrorCode::Malformed, "1of6"),
        ("abcd", ErrorCode::Malformed, "1of6"),
    ] {
        let (found, message) = fetch(&mut alice, entry).await.unwrap_err();
        assert_eq!((found, message.contains(words)), (code, true), "{entry}: {message}");
    }
}

#[tokio::test]
async fn nothing_more_is_fetched_for_somebody_who_is_gone() {
    let (mirror, mut told) = stalling_mirror(1000).await;
    let house = House::open(|config| config.entries_url = mirror).await;
    let mut alice = Person::create(&house, "A Room").await;
    for _ in 0..4 {
        alice.send(Intent::Fetch { entry: "1wat".into() }).await;
        assert_eq!(soon("a fetch", told.recv()).await, Some("asked"));
    }
    assert_eq!(fetch(&mut alice, "1wat").await.unwrap_err().0, ErrorCode::Limit, "four at once");
    drop(alice);
    for _ in 0..4 {
        assert_eq!(soon("the end of the fetch", told.recv()).await, Some("hung up"));
    }
}

#[tokio::test]
async fn what_is_fetched_counts_as_memory_of_who_wants_it() {
    let (mirror, _told) = stalling_mirror(2 << 20).await;
    let house = House::open(|config| {
        config.entries_url = mirror;
        config.buffered_size.0 = 1 << 20;
    })
    .await;
    let mut alice = Person::create(&house, "A Room").await;
    let mut bob = Person::create(&house, "Bob's Room").await;
    alice.send(Intent::Fetch { entry: "1wat".into() }).await;
    let error = alice.goodbye().await;
    assert_eq!((error.code, error.message.contains("no memory left")), (ErrorCode::Limit, true), "{error}");
    bob.load("water.pdb", WATER.as_bytes()).await.unwrap();
}

#[tokio::test]
async fn a_mirror_that_is_not_there_is_said_and_so_is_none() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for (url, words) in
        [(format!("http://{closed}/{{id}}"), "cannot be reached"), (String::new(), "fetches no entries")]
    {
        let house = House::open(|config| config.entries_url = url).await;
        let mut alice = Person::create(&house, "A Room").await;
        let (_, message) = fetch(&mut alice, "1of6").await.unwrap_err();
        assert!(message.contains(words) && message.contains("as a file"), "{message}");
    }
}

#[tokio::test]
async fn a_file_of_gzip_is_read_and_one_that_would_burst_is_not() {
    let house = House::open(|config| config.file_size.0 = 1 << 20).await;
    let mut alice = Person::create(&house, "A Room").await;
    let zip = zipped(WATER.as_bytes());
    assert_eq!(alice.load("water.PDB.gz", &zip).await.unwrap().len(), 1);
    let bomb = zipped(&vec![b' '; 4 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(alice.load("bomb.pdb.gz", &bomb).await.unwrap_err().code, ErrorCode::Limit);
    assert_eq!(alice.load("water.gz", &zip).await.unwrap_err().code, ErrorCode::BadFile);
}
