//! Runs one outside program: no input, bounded output, a time limit, and a certain end.
//!
//! A program stays in the process group of the session that runs it, so that it ends with the session, however that
//! ends: the host kills the whole group.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};

use super::error::PipelineError;

/// How much of a program's output is kept, from its end.
const KEPT_OUTPUT: usize = 64 << 10;

/// A program and its arguments.
#[derive(Clone, Debug)]
pub struct Tool {
    program: OsString,
    arguments: Vec<OsString>,
    advice: String,
}

/// How a program ended and the end of what it said.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Whether it ended with exit code 0.
    pub success: bool,
    /// The end of its standard output.
    pub stdout: String,
    /// The end of its standard error.
    pub stderr: String,
}

impl Tool {
    /// This program; `advice` says how to get it when it is not there.
    pub fn new(program: impl AsRef<OsStr>, advice: &str) -> Self {
        Self { program: program.as_ref().to_owned(), arguments: Vec::new(), advice: advice.to_owned() }
    }

    /// With more arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    /// Runs it in `folder` until it ends; `on_stdout` hears each piece of its output as it comes.
    ///
    /// Dropping the future ends the program. A wrapper script must `exec` the real one.
    pub async fn run(
        self,
        folder: &Path,
        limit: Duration,
        mut on_stdout: impl FnMut(&[u8]),
    ) -> Result<Outcome, PipelineError> {
        let name = self.name();
        tracing::debug!(program = name, arguments = ?self.arguments, "starting");
        let mut running = Running::start(&self, folder)?;
        let stdout = running.child.stdout.take();
        let stderr = running.child.stderr.take();
        let work = async {
            let mut silent = |_: &[u8]| ();
            let (stdout, stderr) = tokio::join!(read_end(stdout, &mut on_stdout), read_end(stderr, &mut silent));
            let status = running.child.wait().await;
            (stdout, stderr, status)
        };
        let (stdout, stderr, status) = tokio::time::timeout(limit, work)
            .await
            .map_err(|_| PipelineError::TooSlow { program: name.clone(), limit_secs: limit.as_secs() })?;
        let status = status.map_err(|error| PipelineError::NoStart { program: name, error })?;
        Ok(Outcome { success: status.success(), stdout, stderr })
    }

    fn name(&self) -> String {
        self.program.to_string_lossy().into_owned()
    }
}

/// A started program; dropping it ends it.
struct Running {
    child: Child,
}

impl Running {
    fn start(tool: &Tool, folder: &Path) -> Result<Self, PipelineError> {
        let mut command = Command::new(&tool.program);
        command
            .args(&tool.arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        match command.spawn() {
            Ok(child) => Ok(Self { child }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(PipelineError::MissingProgram { program: tool.name(), advice: tool.advice.clone() })
            }
            Err(error) => Err(PipelineError::NoStart { program: tool.name(), error }),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.child.id().is_none() {
            return;
        }
        let _ = self.child.start_kill();
        // A killed program is gone within a moment; only then can its folder be removed for good.
        for _ in 0..100 {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Reads to the end, hands every piece on, keeps the last ones.
async fn read_end(pipe: Option<impl AsyncRead + Unpin>, on_piece: &mut impl FnMut(&[u8])) -> String {
    let Some(mut pipe) = pipe else { return String::new() };
    let mut kept = Vec::new();
    let mut piece = vec![0; 4096];
    while let Ok(count) = pipe.read(&mut piece).await {
        if count == 0 {
            break;
        }
        on_piece(&piece[..count]);
        kept.extend_from_slice(&piece[..count]);
        if kept.len() > 2 * KEPT_OUTPUT {
            kept.drain(..kept.len() - KEPT_OUTPUT);
        }
    }
    kept.drain(..kept.len().saturating_sub(KEPT_OUTPUT));
    String::from_utf8_lossy(&kept).into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn shell(script: &str) -> Tool {
        Tool::new("sh", "").args(["-c", script])
    }

    #[tokio::test]
    async fn output_comes_as_it_is_made_and_is_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let mut heard = 0;
        let script = "head -c 300000 /dev/zero | tr '\\0' x; echo end; echo oh >&2; exit 3";
        let outcome = shell(script).run(folder.path(), LONG, |piece| heard += piece.len()).await.unwrap();
        assert_eq!(heard, 300_004);
        assert_eq!(outcome.stdout.len(), KEPT_OUTPUT);
        assert!(outcome.stdout.ends_with("xend\n"));
        assert_eq!((outcome.success, outcome.stderr.as_str()), (false, "oh\n"));
    }

    #[tokio::test]
    async fn a_missing_program_says_how_to_get_it() {
        let tool = Tool::new("no-such-program-here", "Install it.");
        let error = tool.run(Path::new("/"), LONG, |_| ()).await.unwrap_err();
        assert_eq!(error.to_string(), "no-such-program-here is not there. Install it.");
    }

    #[tokio::test]
    async fn what_takes_too_long_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        let script = "echo $$ > pid; exec sleep 3600";
        let error = shell(script).run(folder.path(), Duration::from_millis(500), |_| ()).await.unwrap_err();
        assert!(matches!(error, PipelineError::TooSlow { .. }));
        let pid = std::fs::read_to_string(folder.path().join("pid")).unwrap();
        let found = std::process::Command::new("ps").args(["-p", pid.trim()]).output().unwrap();
        assert!(!found.status.success(), "the program is still there");
    }
}
