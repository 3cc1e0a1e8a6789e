//! Secondary structure by `mkdssp` (Debian's package `dssp`), which is run with a time-out and reads and writes through pipes.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// How long one structure may take.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The most that run at once, whoever asked.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What `mkdssp` makes of each structure, or why it did not.
pub(crate) async fn run(structures: Vec<String>) -> Vec<Result<String, String>> {
    let Ok(_turn) = AT_ONCE.acquire().await else { return Vec::new() };
    let mut outputs = Vec::with_capacity(structures.len());
    for structure in structures {
        outputs.push(match structure.is_empty() {
            true => Ok(String::new()),
            false => {
                let output = timeout(TIMEOUT, run_one(structure)).await;
                output.unwrap_or_else(|_| Err(format!("mkdssp took longer than {} s", TIMEOUT.as_secs())))
            }
        });
    }
    outputs
}

async fn run_one(structure: String) -> Result<String, String> {
    let mut command = Command::new("mkdssp");
    command.args(["--quiet", "--output-format", "dssp", "/dev/stdin", "/dev/stdout"]).kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command
        .current_dir(std::env::temp_dir())
        .spawn()
        .map_err(|error| format!("the server cannot run mkdssp, which comes with the package dssp ({error})"))?;
    let stdin = child.stdin.take();
    let write = async {
        if let Some(mut stdin) = stdin {
            // One that reads no further tells by its exit code.
            let _ = stdin.write_all(structure.as_bytes()).await;
        }
    };
    let ((), output) = tokio::join!(write, child.wait_with_output());
    let output = output.map_err(|error| format!("mkdssp could not be read ({error})"))?;
    if !output.status.success() {
        return Err(format!("mkdssp failed ({})", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_no_structure_is_an_error_and_nothing_stays_nothing() {
        let outputs = run(vec![String::new(), "HEADER    NOTHING\nEND\n".into(), String::new()]).await;
        let [Ok(first), Err(why), Ok(last)] = &outputs[..] else { panic!("{outputs:?}") };
        assert_eq!((first.as_str(), last.as_str()), ("", ""));
        assert!(why.contains("mkdssp"), "{why}");
    }
}
