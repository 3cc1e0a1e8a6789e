//! What a plugin does wrong is logged, but it does not fill the log.

use std::io;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use protocol::control::Connect;
use protocol::{Agreed, ToApp};
use room::Input;
use tracing::Level;

use crate::support::{CHARTS, DOCKING, Evening};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines, of warnings and worse, that this makes a room log.
fn lines_of(happening: impl FnOnce()) -> Vec<String> {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::WARN)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, happening);
    let bytes = log.0.lock().unwrap();
    String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()
}

#[test]
fn a_plugin_that_is_wrong_all_the_time_does_not_fill_the_log() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let silent = evening.activate(alice, CHARTS);
    let lines = lines_of(|| {
        for _ in 0..1000 {
            let junk = Bytes::from_static(b"junk");
            evening.apply(Input::FromPlugin { session: silent, payload: junk.clone() });
            evening.apply(Input::FromPlugin { session, payload: junk });
            let connect = ToApp::Connect(Connect::default()).encode(0, false, &Agreed::default());
            evening.apply(Input::FromPlugin { session, payload: connect });
            // There is none of that title.
            evening.say(session, ToApp::DeleteMacro(Default::default()));
        }
        for index in 0..5000 {
            evening.say(session, ToApp::HookComplexUpdated(index));
        }
    });
    for what in ["before connect", "not understood", "connected already", "not watched", "not done"] {
        let of_it: Vec<&String> = lines.iter().filter(|line| line.contains(what)).collect();
        assert!((1..=10).contains(&of_it.len()), "{what}: {of_it:#?}");
        assert!(of_it[0].contains("plugin="), "{}", of_it[0]);
    }
    assert!(lines.len() <= 60, "{lines:#?}");
}
