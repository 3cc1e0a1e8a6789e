//! The host: the plugin's main process. It holds the link to the server, and runs a process for each session.
//!
//! One thread does it all: it moves packets between one TLS connection and a few pipes, and opens none of them but the
//! first of each session.

mod backoff;
mod link;
mod output;
mod session;
mod sessions;
mod trust;

use std::process::ExitCode;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

use crate::os;
use crate::settings::Settings;
use crate::{Description, log, memory};
use backoff::Backoff;
use link::{Link, Lost, Server};
use session::Stop;
use sessions::{Launcher, Sessions};

/// How long sessions go on without a link. The server gives up on them by its own clock.
const SESSION_GRACE: Duration = Duration::from_secs(30);

/// Runs until somebody ends it, or the server refuses it.
pub(crate) fn run(description: Description, settings: Settings) -> ExitCode {
    log::start_host(settings.is_verbose);
    let served = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("No runtime could be started: {error}."))
        .and_then(|runtime| runtime.block_on(serve(&description, &settings)));
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            tracing::error!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(description: &Description, settings: &Settings) -> Result<(), String> {
    let server = Server::new(description, settings)?;
    let launcher = Launcher::of_this_program(settings.is_verbose)?;
    let (from_sessions, waiting) = mpsc::channel(1);
    let sessions = Sessions::new(settings.max_sessions, launcher, from_sessions);
    let mut host = Host { server, sessions, waiting, id: 0, link: None };
    let served = tokio::select! {
        refused = host.stay_connected() => Err(refused),
        asked = os::asked_to_end() => asked.map_err(|error| format!("No signal can be heard: {error}.")),
        never = memory::give_back_unused() => match never {},
    };
    host.stop().await;
    served
}

struct Host {
    server: Server,
    sessions: Sessions,
    /// What sessions want to send: one packet waits, and each session holds one more, so that they take turns.
    waiting: mpsc::Receiver<protocol::Packet>,
    /// The plugin's id; 0 before the server gave one.
    id: u32,
    link: Option<Link>,
}

impl Host {
    /// Connects, serves, and connects again. Returns a sentence when there is no point in going on.
    async fn stay_connected(&mut self) -> String {
        let mut backoff = Backoff::default();
        let mut lost_at = Instant::now();
        let mut was_registered = false;
        loop {
            let lost = match self.connect().await {
                Ok(link) => {
                    backoff.reset();
                    was_registered = true;
                    let lost = self.link.insert(link).serve(&mut self.sessions, &mut self.waiting).await;
                    lost_at = Instant::now();
                    lost
                }
                Err(lost) => lost,
            };
            match lost {
                Lost::Refused(sentence) => return sentence,
                Lost::Untrusted(sentence) if !was_registered => return sentence,
                Lost::Untrusted(sentence) | Lost::Broken(sentence) => tracing::warn!("{sentence}"),
                Lost::EndedByServer => {
                    tracing::warn!("The server ended the connection.");
                    self.id = 0;
                    self.sessions.stop_all(Stop::Forgotten);
                }
            }
            let delay = backoff.next_delay();
            tracing::info!("Trying again in {:.1} s.", delay.as_secs_f32());
            sleep(delay).await;
            if lost_at.elapsed() > SESSION_GRACE {
                self.sessions.stop_all(Stop::Unreachable);
            }
        }
    }

    async fn connect(&mut self) -> Result<Link, Lost> {
        let unsent = self.link.take().and_then(Link::into_unsent);
        let link = match self.server.connect(self.id).await {
            Ok(link) => link,
            Err(Lost::EndedByServer) if self.id == 0 => return Err(Lost::Refused(self.server.refusal())),
            Err(lost) => return Err(lost),
        };
        let is_known = self.id == link.id();
        if self.id != 0 && !is_known {
            tracing::warn!("The server gave up on this plugin's sessions.");
            self.sessions.stop_all(Stop::Forgotten);
        }
        self.id = link.id();
        let (name, address) = (self.server.name(), self.server.address());
        tracing::info!("Registered at {address} as \"{name}\", with the plugin id {}.", self.id);
        Ok(link.with_unsent(unsent.filter(|_| is_known)))
    }

    /// Ends all sessions, says so, and closes the link.
    async fn stop(&mut self) {
        self.sessions.stop_all(Stop::ByHost);
        let Self { sessions, waiting, link, .. } = self;
        let writing = async {
            if let Some(link) = link {
                link.write(waiting).await;
            }
            while waiting.recv().await.is_some() {} // Nobody hears it, but nobody waits for it either.
        };
        tokio::select! {
            () = sessions.all_ended() => {}
            () = writing => {}
        }
        if let Some(link) = &mut self.link {
            link.close(&mut self.waiting).await;
        }
    }
}
