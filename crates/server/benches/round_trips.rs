//! How long it takes from a plugin's socket through its room and back, over TLS on loopback: a small request, and 16 MB
//! there and back. JSON lines.

#[allow(dead_code, unused_imports)]
#[path = "../tests/it/kit/mod.rs"]
mod kit;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use kit::{FakePlugin, House, Person};
use protocol::structure::{Atom, Atoms, Chain, Complex, Conformer, Conformers, DeepComplexes, Molecule, Residue, Vec3};
use protocol::{Agreed, Packet, PacketKind, Text, ToApp};
use room_api::{Intent, SessionState};
use tokio::io::AsyncReadExt;

const SMALL_ROUNDS: usize = 10_000;
const MEDIUM_ROUNDS: usize = 200;
const LARGE_ROUNDS: usize = 20;
const LARGE_BYTES: usize = 16_000_000;

#[tokio::main]
async fn main() {
    let folder = Arc::new(tempfile::tempdir().expect("a folder"));
    let house = House::run_unheard(folder, "127.0.0.1:0", |_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut plugin = FakePlugin::register(&house, "Echo").await;
    let session = alice.activate(plugin.id).await;
    plugin.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;

    let small = ToApp::ComplexListRequest.encode(1, true, &Agreed::newest());
    round_trips(&mut plugin, session, &small, SMALL_ROUNDS / 10).await;
    report("complex_list_request", small.len(), round_trips(&mut plugin, session, &small, SMALL_ROUNDS).await);

    report_first_bytes(&mut alice, &mut plugin, session).await;
    drop(alice);

    let times = there(&mut plugin, session, &small).await;
    report("16 MB that the room does not read, then complex_list_request", LARGE_BYTES, times);
    let large = large().encode(1, true, &Agreed::newest());
    report("add_to_workspace", large.len(), round_trips(&mut plugin, session, &large, LARGE_ROUNDS).await);
}

/// Sends a request again and again, each time when the answer is there.
async fn round_trips(plugin: &mut FakePlugin, session: u32, payload: &Bytes, rounds: usize) -> Vec<Duration> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let packet = Packet { kind: PacketKind::MESSAGE_TO_CLIENT, session, plugin: 0, payload: payload.clone() };
        let began = Instant::now();
        plugin.send(packet).await;
        let answer = plugin.next().await;
        times.push(began.elapsed());
        assert_eq!(answer.session, session);
    }
    times
}

/// How long it takes from a request for 6ef0 to the first byte of the answer.
async fn report_first_bytes(alice: &mut Person, plugin: &mut FakePlugin, session: u32) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/pdb/6ef0.pdb");
    let Ok(file) = std::fs::read(&path) else {
        println!("complexes_request is not measured: {} is not there", path.display());
        return;
    };
    let complexes = alice.load("6ef0.pdb", &file).await.expect("a structure");
    let asked = complexes.iter().map(|complex| complex.0).collect();
    let payload = ToApp::ComplexesRequest(asked).encode(1, true, &Agreed::newest());
    let (mut times, mut bytes) = (Vec::new(), 0);
    for _ in 0..MEDIUM_ROUNDS {
        let packet = Packet { kind: PacketKind::MESSAGE_TO_CLIENT, session, plugin: 0, payload: payload.clone() };
        let began = Instant::now();
        plugin.send(packet).await;
        let come = plugin.stream.read_buf(&mut plugin.decoder.room()).await.expect("the answer");
        assert_ne!(come, 0, "the server closed the link");
        times.push(began.elapsed());
        bytes = plugin.next().await.payload.len();
    }
    for complex in complexes {
        alice.ask(Intent::Remove { complex }).await.expect("removed");
        plugin.next().await; // It is told of that.
    }
    report("complexes_request of 6ef0, to the first byte of the answer", bytes, times);
}

/// Sends 16 MB that mean nothing, and then a request: when its answer is there, so are they.
async fn there(plugin: &mut FakePlugin, session: u32, request: &Bytes) -> Vec<Duration> {
    let kind = PacketKind::MESSAGE_TO_CLIENT;
    let packet = |payload: Bytes| Packet { kind, session, plugin: 0, payload };
    let (large, request) = (packet(vec![0; LARGE_BYTES].into()), packet(request.clone()));
    let mut times = Vec::with_capacity(LARGE_ROUNDS);
    for _ in 0..LARGE_ROUNDS {
        let (large, request) = (large.clone(), request.clone());
        let began = Instant::now();
        plugin.send(large).await;
        plugin.send(request).await;
        while plugin.next().await.payload.len() > 100 {}
        times.push(began.elapsed());
    }
    times
}

fn report(bench: &str, bytes: usize, mut times: Vec<Duration>) {
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!(r#"{{"bench":"{bench}","bytes":{bytes},"p50_ms":{:.3},"p99_ms":{:.3}}}"#, at(50), at(99));
}

/// A message that is as large on the wire as is asked for.
fn large() -> ToApp {
    const ATOMS: usize = 1000;
    let bytes_per_atom = add_to_workspace(ATOMS).encode(0, true, &Agreed::newest()).len() / ATOMS;
    add_to_workspace(LARGE_BYTES / bytes_per_atom)
}

/// A complex with so many atoms, ten a residue.
fn add_to_workspace(count: usize) -> ToApp {
    let keys = || 1..=count as i64;
    let atom = |key: i64| Atom {
        index: key,
        name: Text::from_static_str("CA"),
        positions: Vec3::new(key as f32, 0.0, 0.0).into(),
        serial: key as i32,
        ..Atom::default()
    };
    let atoms: Atoms = keys().map(|key| (key, atom(key))).collect();
    let keys: Vec<i64> = keys().collect();
    let residues = keys.chunks(10).map(|atoms| Residue { atoms: atoms.to_vec(), ..Residue::default() }).collect();
    let chain = Chain { residues, ..Chain::default() };
    let conformers = Conformers { current: 0, each: vec![Conformer::default()] };
    let molecule = Molecule { chains: vec![chain], conformers, ..Molecule::default() };
    let complex = Complex { molecules: vec![molecule], ..Complex::default() };
    ToApp::AddToWorkspace(DeepComplexes { atoms, complexes: vec![complex] })
}
