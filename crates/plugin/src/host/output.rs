//! What a session process prints: logged with the session's number, and its last lines kept.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use protocol::session_end::MAX_LOG_LINES;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::process::Child;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tracing::Level;

use crate::log;

/// A longer line becomes several.
const MAX_LINE: u64 = 4096;
/// For the last lines to arrive in, once the process is gone.
const LAST_LINES_TIMEOUT: Duration = Duration::from_millis(300);

/// What a session process prints, on stdout and stderr.
pub(crate) struct Output {
    last: Arc<Mutex<VecDeque<String>>>,
    readers: JoinSet<()>,
}

impl Output {
    /// Logs what a process prints, until it is gone.
    pub(crate) fn follow(session: u32, child: &mut Child) -> Self {
        let mut output = Self { last: Arc::default(), readers: JoinSet::new() };
        if let Some(stdout) = child.stdout.take() {
            output.readers.spawn(read(stdout, session, output.last.clone()));
        }
        if let Some(stderr) = child.stderr.take() {
            output.readers.spawn(read(stderr, session, output.last.clone()));
        }
        output
    }

    /// The last lines, once all are read.
    pub(crate) async fn last_lines(mut self) -> Vec<String> {
        let all_read = async { while self.readers.join_next().await.is_some() {} };
        // Something that left the process group may hold stdout open: its lines are not waited for.
        let _ = timeout(LAST_LINES_TIMEOUT, all_read).await;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *last).into()
    }
}

async fn read(output: impl AsyncRead + Unpin, session: u32, last: Arc<Mutex<VecDeque<String>>>) {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    while let Ok(1..) = (&mut output).take(MAX_LINE).read_until(b'\n', &mut line).await {
        let text = String::from_utf8_lossy(&line).trim_end().to_owned();
        line.clear();
        log_line(session, &text);
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() == MAX_LOG_LINES {
            last.pop_front();
        }
        last.push_back(text);
    }
}

fn log_line(session: u32, line: &str) {
    match log::level_of(line) {
        (Level::ERROR, text) => tracing::error!(session, "{text}"),
        (Level::WARN, text) => tracing::warn!(session, "{text}"),
        (Level::DEBUG, text) => tracing::debug!(session, "{text}"),
        (Level::TRACE, text) => tracing::trace!(session, "{text}"),
        (_, text) => tracing::info!(session, "{text}"),
    }
}
