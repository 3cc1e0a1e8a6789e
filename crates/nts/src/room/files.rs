//! One's own folder on the server: what plugins saved there is fetched, and what they need is put there.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use room_api::{Answer, FileDeed, FileEntry, Intent};
use serde_json::json;

use super::Problem;
use super::report::{Report, count, line, table};
use super::who::Visit;

/// What to do there.
#[derive(Debug, Parser)]
pub struct Files {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do there.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List a folder.
    Ls {
        /// The folder.
        #[arg(default_value = "/")]
        path: String,
    },
    /// Get a file.
    Get {
        /// The file there.
        path: String,
        /// Where to put it here; without it, under its own name.
        file: Option<PathBuf>,
    },
    /// Put a file there, in the place of whatever file is there.
    Put {
        /// The file here.
        file: PathBuf,
        /// What to call it there; without it, as it is called here. What ends with / is a folder.
        path: Option<String>,
    },
    /// Remove a file or an empty folder.
    Rm {
        /// Which.
        path: String,
        /// A folder with all that is in it.
        #[arg(long, short)]
        recursive: bool,
    },
    /// Make a folder, and those on the way to it.
    Mkdir {
        /// Which.
        path: String,
    },
}

/// Does it.
pub async fn files(visit: &Visit, files: Files) -> Result<Report, Problem> {
    match files.command {
        Command::Ls { path } => list(visit, path).await,
        Command::Get { path, file } => get(visit, path, file).await,
        Command::Put { file, path } => put(visit, file, path).await,
        Command::Rm { path, recursive } => {
            let deed = FileDeed::Remove { path: path.clone(), whole: recursive };
            done(visit, deed, "Removed", &path).await
        }
        Command::Mkdir { path } => done(visit, FileDeed::MakeFolder { path: path.clone() }, "Made", &path).await,
    }
}

async fn list(visit: &Visit, path: String) -> Result<Report, Problem> {
    let folder = match visit.ask(Intent::Files { deed: FileDeed::List { path } }).await? {
        Answer::Files { folder } => folder,
        other => return Err(Problem::Failed(format!("the server answered {other:?}"))),
    };
    let row = |entry: &FileEntry| {
        let ending = if entry.is_folder { "/" } else { "" };
        let size = if entry.is_folder { String::new() } else { entry.size.to_string() };
        [format!("{}{ending}", line(&entry.name)), size, line(&entry.modified)]
    };
    let rows: Vec<[String; 3]> = folder.entries.iter().map(row).collect();
    let bytes = |bytes: u64| count(usize::try_from(bytes).unwrap_or(usize::MAX), "byte");
    let used = format!("({} of {} are used)", bytes(folder.used), bytes(folder.limit));
    let text = if rows.is_empty() { format!("Nothing is there. {used}") } else { table(&rows) + &used };
    Ok(Report::new(text, json!(folder)))
}

async fn get(visit: &Visit, path: String, file: Option<PathBuf>) -> Result<Report, Problem> {
    let (name, content) = visit.member.get_file(&path).await?;
    let file = file.unwrap_or_else(|| PathBuf::from(name.replace(['/', '\\'], "_")));
    let written = tokio::fs::write(&file, &content).await;
    written.map_err(|error| Problem::Failed(format!("cannot write {}: {error}", file.display())))?;
    let text = format!("{} ({})", file.display(), count(content.len(), "byte"));
    Ok(Report::new(text, json!({ "path": path, "file": file.to_string_lossy(), "bytes": content.len() })))
}

async fn put(visit: &Visit, file: PathBuf, path: Option<String>) -> Result<Report, Problem> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = match path {
        None => name,
        Some(folder) if folder.ends_with('/') => folder + &name,
        Some(path) => path,
    };
    let content = tokio::fs::read(&file).await;
    let content = content.map_err(|error| Problem::Failed(format!("cannot read {}: {error}", file.display())))?;
    let bytes = content.len();
    visit.member.put_file(&path, content.into()).await?;
    Ok(Report::new(format!("{} ({})", line(&path), count(bytes, "byte")), json!({ "path": path, "bytes": bytes })))
}

async fn done(visit: &Visit, deed: FileDeed, what: &str, path: &str) -> Result<Report, Problem> {
    visit.ask(Intent::Files { deed }).await?;
    Ok(Report::new(format!("{what} {}.", line(path)), json!({ "path": path })))
}
