//! Writing streams: a plugin feeds 10,000 positions 60 times a second to a room of 20 members, all over TLS on loopback. How long it
//! takes from the feed to a member's socket, when the whole update was read there. A JSON line.
//!
//! The server is this program itself, run again with `serve` as its argument; plugin and members share this process.

#[allow(dead_code, unused_imports)]
#[path = "../tests/it/kit/mod.rs"]
mod kit;
mod process;

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use kit::{Doors, FakePlugin, Person, pdb};
use process::Server;
use room_api::bulk::Chunk;
use room_api::columns::{Data, Table, Tables};
use room_api::{Enter, SessionState};
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;
use tokio_tungstenite::tungstenite::Message;

const ATOMS: usize = 10_000;
const MEMBERS: usize = 20;
const FEEDS_PER_SECOND: u32 = 60;
const FEEDS: usize = 600;
/// What is fed before anything is measured.
const WARM_UP: usize = 60;

#[tokio::main]
async fn main() {
    if process::is_server() {
        return process::serve(|_| {}).await;
    }
    let mut server = Server::start();
    let house = server.doors();
    let mut alice = Person::arrive_securely(&house).await;
    let create = Enter::Create { room: "Room".into(), member: "Alice".into(), invitation: None };
    alice.enter(create).await.expect("a room");
    alice.load("zinc.pdb", &pdb(ATOMS)).await.expect("a structure");
    let (_, link) = alice.links().await;
    let mut plugin = FakePlugin::register(&house, "Streams").await;
    let session = alice.activate(plugin.id).await;
    plugin.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;

    let mut members = vec![join(&house, &link).await];
    let atoms = atoms_in(&members[0].columns().await);
    while members.len() + 1 < MEMBERS {
        let mut member = join(&house, &link).await;
        member.columns().await;
        members.push(member);
    }
    members.push(alice);

    let stream = plugin.stream_positions(session, atoms).await;
    let began = Arc::new(Instant::now());
    // When each feed was sent, in the order of their numbers.
    let (sent, when) = watch::channel(Vec::new());
    let listening: Vec<_> = members.into_iter().map(|member| tokio::spawn(listen(member, when.clone()))).collect();
    let mut clock = tokio::time::interval(Duration::from_secs(1) / FEEDS_PER_SECOND);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for feed in 0..WARM_UP + FEEDS {
        clock.tick().await;
        sent.send_modify(|sent| sent.push(Instant::now()));
        plugin.feed_positions(session, stream, ATOMS, feed as f32).await;
    }
    let took = began.elapsed();
    let mut delays = Vec::new();
    for listening in listening {
        delays.extend(listening.await.expect("a member who heard the last feed"));
    }
    report(delays, took);
}

async fn join(house: &Doors, link: &str) -> Person {
    let mut person = Person::arrive_securely(house).await;
    person.enter(Enter::Join { link: link.into(), member: "Guest".into(), password: None }).await.expect("let in");
    person
}

/// Reads updates until the last one; how long each was on its way.
async fn listen(mut member: Person, when: watch::Receiver<Vec<Instant>>) -> Vec<Duration> {
    let mut delays = Vec::new();
    loop {
        let frame = member.socket.next().await.expect("a frame").expect("a frame");
        let now = Instant::now();
        let Message::Binary(frame) = frame else { continue };
        let chunk = Chunk::decode(&frame).expect("a chunk");
        assert!(chunk.last && chunk.sequence == 0, "an update of {ATOMS} positions is one chunk");
        let tables = Tables::decode(chunk.content).expect("columns");
        let Some(feed) = tables.table("0/atoms").and_then(first_x) else { continue };
        let feed = feed as usize;
        if feed >= WARM_UP {
            delays.push(now - when.borrow()[feed]);
        }
        if feed + 1 == WARM_UP + FEEDS {
            return delays;
        }
    }
}

fn first_x(atoms: &Table<'_>) -> Option<f32> {
    match atoms.column("positions/0") {
        Some(Data::F32x3(positions)) => positions.first().map(|[x, ..]| *x),
        _ => None,
    }
}

/// The indices of a complex's atoms.
fn atoms_in(columns: &[u8]) -> Vec<i64> {
    let tables = Tables::decode(columns).expect("columns");
    match tables.table("0/atoms").and_then(|atoms| atoms.column("index")) {
        Some(Data::F64(index)) => index.iter().map(|index| *index as i64).collect(),
        _ => panic!("a snapshot has all columns"),
    }
}

fn report(mut delays: Vec<Duration>, took: Duration) {
    delays.sort();
    let at = |permille: usize| delays[(delays.len() - 1) * permille / 1000].as_secs_f64() * 1e3;
    let per_second = (WARM_UP + FEEDS) as f64 / took.as_secs_f64();
    let told = delays.len() as f64 / (FEEDS * MEMBERS) as f64;
    println!(
        r#"{{"bench":"stream feed to member","atoms":{ATOMS},"members":{MEMBERS},"feeds_per_second":{per_second:.1},"told":{told:.3},"p50_ms":{:.2},"p99_ms":{:.2},"max_ms":{:.2}}}"#,
        at(500),
        at(990),
        at(1000)
    );
}
