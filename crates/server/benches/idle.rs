//! What an idle room and an idle plugin link take, by the resident memory of a server process with 1,000 of each. JSON lines.
//!
//! The server is this program itself, run again with `serve` as its argument.

#[allow(dead_code, unused_imports)]
#[path = "../tests/it/kit/mod.rs"]
mod kit;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use kit::{Doors, FakePlugin, House, Person};

const COUNT: usize = 1000;

#[tokio::main]
async fn main() {
    if std::env::args().nth(1).as_deref() == Some("serve") {
        return serve().await;
    }
    for what in ["link", "room", "room with its presenter"] {
        let mut server = Server::start();
        let house = server.doors();
        // What the first ones bring with them is not what one more takes.
        let mut first = Crowd::default();
        first.grow(&house, what, 50).await;
        let before = server.resident_kib();
        let mut crowd = Crowd::default();
        crowd.grow(&house, what, COUNT).await;
        crowd.settle(&house).await;
        let after = server.resident_kib();
        let each = after.saturating_sub(before) as f64 / COUNT as f64;
        println!(
            r#"{{"bench":"idle {what}","count":{COUNT},"kib_each":{each:.1},"before_kib":{before},"after_kib":{after}}}"#
        );
    }
}

/// Those who are connected.
#[derive(Default)]
struct Crowd {
    plugins: Vec<FakePlugin>,
    people: Vec<Person>,
}

impl Crowd {
    async fn grow(&mut self, house: &Doors, what: &str, count: usize) {
        for number in 0..count {
            match what {
                "link" => self.plugins.push(FakePlugin::register(house, &format!("Plugin {number}")).await),
                "room" => drop(Person::create(house, "A Room").await),
                _ => self.people.push(Person::create(house, "A Room").await),
            }
        }
    }

    /// Everything that was begun is done.
    async fn settle(&mut self, house: &Doors) {
        for plugin in &mut self.plugins {
            plugin.is_alive().await;
        }
        for person in &mut self.people {
            person.links().await;
        }
        Person::create(house, "The Last").await.links().await;
    }
}

async fn serve() {
    let folder = Arc::new(tempfile::tempdir().expect("a folder"));
    let configure = |config: &mut server::Config| {
        (config.links, config.connections, config.connections_per_address) = (3 * COUNT, 3 * COUNT, 3 * COUNT);
        (config.rooms_at_once, config.rooms_per_address) = (3 * COUNT, 3 * COUNT);
    };
    let house = House::run_unheard(folder, "127.0.0.1:0", configure).await;
    println!("{} {} {}", house.plugins, house.rooms, hex::encode(&house.ca));
    std::io::stdout().flush().expect("a pipe");
    // Until the bench closes the pipe.
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().lines().count()).await;
}

struct Server(Child);

impl Server {
    fn start() -> Self {
        let program = std::env::current_exe().expect("this program");
        let child = Command::new(program).arg("serve").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        Self(child.expect("the server starts"))
    }

    fn doors(&mut self) -> Doors {
        let mut line = String::new();
        BufReader::new(self.0.stdout.take().expect("a pipe")).read_line(&mut line).expect("the server's addresses");
        let mut words = line.split_whitespace();
        let mut word = || words.next().expect("three words");
        let (plugins, rooms) = (word().parse().expect("an address"), word().parse().expect("an address"));
        let ca = hex::decode(word()).expect("a certificate").into();
        Doors { plugins, rooms, ca }
    }

    fn resident_kib(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).expect("Linux");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("VmRSS");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
