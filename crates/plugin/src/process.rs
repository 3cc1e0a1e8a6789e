//! The session process: a plugin in one session, between a pipe to its host and the author's code.
//!
//! Three threads: one reads the pipe, one writes it, and the main thread runs the plugin's methods. So the end of the pipe is
//! noticed and requests are answered whatever the plugin does, and what it said is on its way before it computes on.

mod events;
mod life;
mod outbox;
mod panics;
mod requests;
mod room;
mod wire;

use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use protocol::control::Connect;
use protocol::session_end::Cause;
use protocol::{Agreed, PacketKind, ToApp, ToPlugin, Versions};

use crate::{Plugin, Session, log, memory, os};
use wire::WireReader;

pub(crate) use room::{End, Room};

/// The first argument of a session process. Private between host and session process.
pub(crate) const ARGUMENT: &str = "--session-process";

/// For a plugin to stop in, when nobody is there to end its process.
const ORPHAN_GRACE: Duration = Duration::from_secs(3);

/// For tasks to end in, once the plugin stopped.
const TASKS_GRACE: Duration = Duration::from_millis(500);

/// Runs the plugin in the session that the host opened, until it ends.
pub(crate) fn run<P: Plugin>() -> ExitCode {
    log::start_session();
    match open() {
        Ok((room, reader, outbox)) => live::<P>(room, reader, outbox),
        Err(reason) => {
            eprintln!("{ARGUMENT} is how a plugin's host starts its session processes: {reason}");
            ExitCode::from(2)
        }
    }
}

fn live<P: Plugin>(room: Arc<Room>, reader: WireReader, outbox: outbox::Writing) -> ExitCode {
    panics::remember();
    let listener = room.clone();
    thread::spawn(move || listen(&listener, reader));

    let session = Session::new(room.clone());
    match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => {
            runtime.spawn(memory::give_back_unused());
            if let Err(message) = runtime.block_on(panics::guard(life::live::<P>(&session, &room))) {
                room.end(End::Failed(Cause::Panicked { message }));
            }
            runtime.shutdown_timeout(TASKS_GRACE);
        }
        Err(error) => room.end(End::Failed(Cause::Error { message: format!("No runtime could be started: {error}.") })),
    }

    let end = room.how_it_ended();
    let cause = match &end {
        End::Failed(cause) => Some(cause.clone()),
        End::Stopped | End::HostGone => None,
    };
    outbox.finish(&room, cause.clone());
    match (end, cause) {
        (End::HostGone, _) => os::end_own_group(),
        (_, None) => ExitCode::SUCCESS,
        (_, Some(Cause::Panicked { .. })) => ExitCode::from(101),
        (_, Some(_)) => ExitCode::FAILURE,
    }
}

/// Takes the pipe, and shakes hands with the app.
fn open() -> Result<(Arc<Room>, WireReader, outbox::Writing), String> {
    let wire = os::own_wire().map_err(|error| error.to_string())?;
    let mut reader = WireReader::new(wire.try_clone().map_err(|error| error.to_string())?);
    let first = reader.next().map_err(|error| error.to_string())?.ok_or("the pipe closed at once")?;
    let ToPlugin::Connect(theirs) =
        ToPlugin::decode(&first.payload, &Agreed::default()).map_err(|error| error.to_string())?.message
    else {
        return Err("the first command is not connect".into());
    };
    let (outbox, writing) = outbox::open(wire);
    let room = Arc::new(Room::new(first.session, Agreed::with(&theirs), outbox));
    room.say_now(ToApp::Connect(Connect { compression: 0, versions: Versions::offered() }));
    Ok((room, reader, writing))
}

/// Hears what the host says until it is gone, and sees to it that this process does not outlive it.
fn listen(room: &Room, mut reader: WireReader) {
    let heard = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        while let Ok(Some(packet)) = reader.next() {
            match packet.kind {
                PacketKind::MESSAGE_TO_PLUGIN => room.hear(&packet.payload),
                PacketKind::CLIENT_DISCONNECTION => room.end(End::Stopped),
                other => tracing::debug!("the host sent a packet of kind {}", other.0),
            }
        }
    }));
    if heard.is_err() {
        tracing::error!("what the room said could not be read");
    }
    os::silence();
    room.host_gone();
    thread::sleep(ORPHAN_GRACE);
    os::end_own_group();
}
