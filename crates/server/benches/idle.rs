//! What an idle room and an idle plugin link take, by the resident memory of a server process with 1,000 of each. JSON lines.
//!
//! The server is this program itself, run again with `serve` as its argument.

#[allow(dead_code, unused_imports)]
#[path = "../tests/it/kit/mod.rs"]
mod kit;
mod process;

use kit::{Doors, FakePlugin, Person};
use process::Server;

const COUNT: usize = 1000;

#[tokio::main]
async fn main() {
    if process::is_server() {
        return process::serve(|config| {
            (config.links, config.connections, config.connections_per_address) = (3 * COUNT, 3 * COUNT, 3 * COUNT);
            (config.rooms_at_once, config.rooms_per_address) = (3 * COUNT, 3 * COUNT);
        })
        .await;
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
