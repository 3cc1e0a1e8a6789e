//! What follows the results: the demo stays up, for people to go on with it, to kill its plugin and to start that again.

use std::io::BufRead;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use super::children::{Child, Ending};
use super::{Addresses, Demo};
use crate::process;

/// How often one looks whether something ended.
const LOOK: Duration = Duration::from_millis(200);

/// Says what can be done now, and returns when somebody asked for the end. A plugin that ends is told, and started again when somebody
/// presses Enter.
pub fn stay(demo: &Demo, addresses: &Addresses, mut server: Child, plugin: Child, ending: &Ending) -> Result<()> {
    let enters = enters();
    // As it is typed, where no Enter is heard.
    let again = match enters {
        Some(_) => "Enter starts it again.".to_owned(),
        None => format!("This starts it again:\n    {}", process::describe(&demo.plugin(addresses))),
    };
    tell(demo, addresses, plugin.id(), &again);
    let mut plugin = Some(plugin);
    while !ending.is_asked_within(LOOK) {
        if let Some(status) = server.ended() {
            demo.print_logs();
            bail!("the server ended ({status})");
        }
        if let Some(child) = &mut plugin
            && let Some(status) = child.ended()
        {
            // Ctrl-C on a terminal ends it as well, and that is no news.
            if ending.is_asked_within(LOOK) {
                break;
            }
            println!("The docking plugin, process {}, ended ({status}). {again}", child.id());
            plugin = None;
        }
        // Keys that were pressed in a row are one wish.
        if enters.as_ref().is_some_and(|enters| enters.try_iter().count() > 0) {
            plugin = Some(match plugin.take() {
                Some(child) => {
                    println!("The docking plugin runs: process {}.", child.id());
                    child
                }
                None => start_again(demo, addresses)?,
            });
        }
    }
    Ok(())
}

fn tell(demo: &Demo, addresses: &Addresses, plugin: u32, again: &str) {
    println!("\nFurther plugins connect to {} (this is loopback: no key is needed), such as", addresses.plugins);
    println!("    python plugin.py -a 127.0.0.1 -p {}", addresses.plugin_port());
    println!(
        "Open a link above in a browser, or go on with `nts room --link LINK ...` ({}).",
        demo.program("nts").display()
    );
    println!("{} makes rooms of your own.", addresses.rooms);
    println!("See what the rooms say when the docking plugin dies: `kill -9 {plugin}` ends it. {again}");
    println!("Ctrl-C ends the demo.");
}

fn start_again(demo: &Demo, addresses: &Addresses) -> Result<Child> {
    let child = demo.start_plugin(addresses)?;
    println!(
        "The docking plugin runs again: process {}. In a room, Reconnect (`nts room reconnect Docking`) starts a session of it.",
        child.id()
    );
    Ok(child)
}

/// Says whenever somebody presses Enter; none where nobody can. A program in the background must not read from its terminal: the
/// system would stop it.
fn enters() -> Option<Receiver<()>> {
    if !is_at_the_terminal() {
        return None;
    }
    let (tell, told) = channel();
    thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            if line.is_err() || tell.send(()).is_err() {
                return;
            }
        }
    });
    Some(told)
}

#[cfg(unix)]
fn is_at_the_terminal() -> bool {
    rustix::termios::tcgetpgrp(std::io::stdin()).is_ok_and(|group| group == rustix::process::getpgrp())
}

#[cfg(not(unix))]
fn is_at_the_terminal() -> bool {
    use std::io::IsTerminal;
    std::io::stdin().is_terminal()
}
