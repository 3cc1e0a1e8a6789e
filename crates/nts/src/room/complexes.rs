//! The workspace: files in and out, complexes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use room_api::{Answer, Complex, ComplexChange, ComplexId, FileFormat, Intent};
use serde_json::{Value, json};

use super::Problem;
use super::arguments::{Change, Export};
use super::names::{Named, resolve};
use super::report::{Report, count, line, table};
use super::who::Visit;

/// How long a complex that was loaded may take to be seen.
const SEEN: Duration = Duration::from_secs(20);

/// What is there.
pub fn list(visit: &Visit) -> Report {
    let view = visit.view();
    let complexes = &view.room.complexes;
    let rows: Vec<[String; 4]> = complexes.iter().map(row).collect();
    let text = match rows.is_empty() {
        true => "The workspace is empty.".into(),
        false => table(&rows),
    };
    Report::new(text, json!(complexes))
}

/// Loads files, one after the other.
pub async fn load(visit: &mut Visit, files: &[PathBuf]) -> Result<Report, Problem> {
    let mut seen = Seen::default();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let content = tokio::fs::read(path).await;
        let content = content.map_err(|error| Problem::Failed(format!("cannot read {}: {error}", path.display())))?;
        let ids = visit.member.load(&name, content.into()).await?;
        seen.wait(visit, &name, ids).await?;
    }
    Ok(seen.report(visit))
}

/// Has the server fetch entries, one after the other.
pub async fn fetch(visit: &mut Visit, entries: &[String]) -> Result<Report, Problem> {
    let mut seen = Seen::default();
    for entry in entries {
        let Answer::Loaded { complexes } = visit.ask(Intent::Fetch { entry: entry.clone() }).await? else {
            return Err(Problem::Failed("the server named no complex".into()));
        };
        seen.wait(visit, entry, complexes).await?;
    }
    Ok(seen.report(visit))
}

/// What was loaded, as it was seen.
#[derive(Default)]
struct Seen {
    text: String,
    loaded: Vec<Value>,
}

impl Seen {
    async fn wait(&mut self, visit: &mut Visit, file: &str, ids: Vec<ComplexId>) -> Result<(), Problem> {
        for id in ids {
            let seen = visit.member.until(|view| view.complex(id).cloned());
            let complex = match tokio::time::timeout(SEEN, seen).await {
                Ok(complex) => Some(complex?),
                Err(_) => None,
            };
            self.text += &format!("{}: {}\n", line(file), complex.as_ref().map_or(format!("#{id}"), describe));
            self.loaded.push(json!({ "id": id, "file": file, "name": complex.map(|complex| complex.name) }));
        }
        Ok(())
    }

    fn report(self, visit: &Visit) -> Report {
        let text = format!("{}(since event {})", self.text, visit.seq);
        Report::new(text, json!({ "complexes": self.loaded, "seq": visit.seq }))
    }
}

/// Removes a complex.
pub async fn remove(visit: &Visit, said: &str) -> Result<Report, Problem> {
    let complex = find(visit, said)?;
    done(visit, Intent::Remove { complex: complex.id }, &complex, "Removed", json!({})).await
}

/// Changes a complex.
pub async fn change(visit: &Visit, change: Change) -> Result<Report, Problem> {
    let complex = find(visit, &change.complex)?;
    let change = ComplexChange {
        name: change.name,
        visible: change.visible,
        locked: change.locked,
        boxed: change.boxed,
        current_frame: change.frame.map(|frame| frame.get() - 1),
        current_conformer: change.conformer.map(|conformer| conformer.get() - 1),
        ..ComplexChange::default()
    };
    if change == ComplexChange::default() {
        let sentence = "change what? Say --name, --visible, --locked, --boxed, --frame or --conformer";
        return Err(Problem::Usage(sentence.into()));
    }
    let json = json!({ "change": change });
    done(visit, Intent::Change { complex: complex.id, change }, &complex, "Changed", json).await
}

/// Saves a complex.
pub async fn export(visit: &Visit, export: Export) -> Result<Report, Problem> {
    let format = format_of(&export.file)?;
    let complex = find(visit, &export.complex)?;
    let (_, bytes) = visit.member.export(complex.id, format).await?;
    let written = tokio::fs::write(&export.file, &bytes).await;
    let file = export.file.display();
    written.map_err(|error| Problem::Failed(format!("cannot write {file}: {error}")))?;
    let text = format!("{file}: {} ({})", describe(&complex), count(bytes.len(), "byte"));
    let file = export.file.to_string_lossy();
    Ok(Report::new(text, json!({ "complex": complex.id, "file": file, "bytes": bytes.len(), "seq": visit.seq })))
}

/// A complex as a row of a table.
pub fn row(complex: &Complex) -> [String; 4] {
    let flags = [
        (!complex.visible, "hidden"),
        (complex.locked, "locked"),
        (complex.boxed, "boxed"),
        (complex.selected, "selected"),
        (complex.computing, "computing"),
    ];
    let flags = flags.iter().filter(|(on, _)| *on).map(|(_, flag)| *flag).collect::<Vec<_>>().join(", ");
    [format!("#{}", complex.id), line(&complex.name), size(complex), flags]
}

fn describe(complex: &Complex) -> String {
    format!("{}#{}, {}", line(&complex.name), complex.id, size(complex))
}

/// `20,912 atoms, frame 2 of 9`, of the frame that is shown.
fn size(complex: &Complex) -> String {
    let Some(frame) = complex.frames.get(complex.current_frame as usize).or(complex.frames.last()) else {
        return "empty".into();
    };
    let mut text = count(frame.atoms as usize, "atom");
    if complex.frames.len() > 1 {
        text += &format!(", frame {} of {}", complex.current_frame + 1, complex.frames.len());
    }
    if frame.conformers.len() > 1 {
        text += &format!(", conformer {} of {}", frame.current_conformer + 1, frame.conformers.len());
    }
    text
}

/// Asks for something to be done to a complex.
pub async fn done(
    visit: &Visit,
    intent: Intent,
    complex: &Complex,
    what: &str,
    mut json: Value,
) -> Result<Report, Problem> {
    match visit.ask(intent).await? {
        Answer::Done => {}
        other => return Err(Problem::Failed(format!("the server answered {other:?}"))),
    }
    json["complex"] = json!(complex.id);
    json["seq"] = json!(visit.seq);
    Ok(Report::new(format!("{what} {}#{} (since event {}).", line(&complex.name), complex.id, visit.seq), json))
}

/// The complex that is meant.
pub fn find(visit: &Visit, said: &str) -> Result<Complex, Problem> {
    let view = visit.view();
    let named = |complex: &Complex| {
        let ComplexId(id) = complex.id;
        Named { thing: complex.clone(), name: complex.name.clone(), id }
    };
    resolve("complex", said, &view.room.complexes.iter().map(named).collect::<Vec<_>>())
}

/// The format that a file's name tells.
pub fn format_of(path: &Path) -> Result<FileFormat, Problem> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "pdb" | "ent" => Ok(FileFormat::Pdb),
        "cif" | "mmcif" => Ok(FileFormat::Mmcif),
        "sdf" => Ok(FileFormat::Sdf),
        "mol" => Ok(FileFormat::Mol),
        _ => {
            let sentence = format!("{} does not say a format: let it end in .pdb, .cif, .sdf or .mol", path.display());
            Err(Problem::Usage(sentence))
        }
    }
}
