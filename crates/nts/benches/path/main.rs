//! The whole path, over real sockets and with real processes: a room's member, the server, a plugin's host, its session process. JSON
//! lines, times in milliseconds. What the parts of it take alone follows, to compare with: figures say little without it.
//!
//! The server is the `nts` binary. The plugin, host and session process, is this program itself, started again.

mod crew;
mod floor;
mod probe;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crew::{Plugin, Server};

const ACTIVATIONS: usize = 100;

fn main() -> ExitCode {
    if crew::is_plugin() {
        return probe::main();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(measure());
    floor::measure(probe::LARGE);
    conditions();
    ExitCode::SUCCESS
}

async fn measure() {
    let server = Server::start().await;
    let mut alice = server.open_room().await;
    let _plugin = Plugin::start(&server);
    let plugin = alice.plugin().await;
    conditions();

    let mut times = Vec::new();
    for _ in 0..ACTIVATIONS {
        let begin = Instant::now();
        let session = alice.activate(plugin).await;
        alice.hears_from(session).await;
        times.push(begin.elapsed());
        alice.deactivate(session).await;
    }
    println!("{}", line("activate_to_first_message", times));

    let session = alice.activate(plugin).await;
    alice.hears_from(session).await;
    alice.run(session).await;
    for _ in 0..probe::REPORTS {
        println!("{}", alice.hears_from(session).await);
    }
    conditions();
    alice.close().await;
}

/// What else the machine does: figures say little without it.
fn conditions() {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<&str> = load.split(' ').take(1).collect();
    println!(r#"{{"bench":"path/conditions","cores":{cores},"load_average":{}}}"#, load.first().unwrap_or(&"null"));
}

fn line(name: &str, mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    let (samples, p50, p99) = (times.len(), at(50), at(99));
    format!(r#"{{"bench":"path/{name}","samples":{samples},"p50_ms":{p50:.4},"p99_ms":{p99:.4}}}"#)
}
