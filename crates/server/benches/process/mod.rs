//! The server in a process of its own: the bench itself, run again with `serve` as its argument.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use super::kit::{Doors, House};

/// Whether this process is to be the server.
pub fn is_server() -> bool {
    std::env::args().nth(1).as_deref() == Some("serve")
}

/// Serves until the bench closes the pipe.
pub async fn serve(configure: impl FnOnce(&mut server::Config)) {
    let folder = Arc::new(tempfile::tempdir().expect("a folder"));
    let house = House::run_unheard(folder, "127.0.0.1:0", configure).await;
    println!("{} {} {}", house.plugins, house.rooms, hex::encode(&house.ca));
    std::io::stdout().flush().expect("a pipe");
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().lines().count()).await;
}

/// Such a process.
pub struct Server(Child);

impl Server {
    pub fn start() -> Self {
        let program = std::env::current_exe().expect("this program");
        let child = Command::new(program).arg("serve").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        Self(child.expect("the server starts"))
    }

    /// Where it is reached.
    pub fn doors(&mut self) -> Doors {
        let mut line = String::new();
        BufReader::new(self.0.stdout.take().expect("a pipe")).read_line(&mut line).expect("the server's addresses");
        let mut words = line.split_whitespace();
        let mut word = || words.next().expect("three words");
        let (plugins, rooms) = (word().parse().expect("an address"), word().parse().expect("an address"));
        let ca = hex::decode(word()).expect("a certificate").into();
        Doors { plugins, rooms, ca }
    }

    /// What it takes of the machine's memory.
    #[allow(dead_code)] // Not every bench asks.
    pub fn resident_kib(&self) -> usize {
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
