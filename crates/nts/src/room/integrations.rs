//! Integrations: what plugins offer, and having them do it.

use std::path::PathBuf;

use room_api::{Answer, Call, ComplexId, Integration, Intent, PluginId};
use serde_json::json;

use super::Problem;
use super::arguments::integrate::{Integrate, What};
use super::complexes::{find, format_of};
use super::names::{Named, resolve};
use super::report::{Report, count, line, table};
use super::who::Visit;

/// What plugins offer.
pub fn list(visit: &Visit) -> Report {
    let view = visit.view();
    let offering = |what: Integration| {
        view.room.plugins.iter().filter(move |plugin| plugin.connected && plugin.integrations.contains(&what))
    };
    let offered: Vec<Integration> = Integration::ALL.into_iter().filter(|what| offering(*what).count() > 0).collect();
    let rows = offered.iter().map(|what| {
        let names = offering(*what).map(|plugin| format!("{}#{}", line(&plugin.name), plugin.id));
        [what.name().to_owned(), words(*what).to_owned(), names.collect::<Vec<_>>().join(", ")]
    });
    let rows: Vec<[String; 3]> = rows.collect();
    let text = match rows.is_empty() {
        true => "No plugin that is connected offers any.".into(),
        false => table(&rows),
    };
    let json = offered.iter().map(|what| {
        let plugins: Vec<_> = offering(*what).map(|plugin| json!({ "id": plugin.id, "name": plugin.name })).collect();
        json!({ "integration": what, "plugins": plugins })
    });
    Report::new(text, json.collect())
}

/// Has a plugin do something, and waits for what comes of it.
pub async fn integrate(visit: &Visit, integrate: Integrate) -> Result<Report, Problem> {
    let plugin = integrate.plugin.as_deref().map(|name| plugin(visit, name)).transpose()?;
    let (call, file) = call(visit, integrate.what)?;
    let intent = Intent::Integrate { call, plugin };
    if let Some(file) = file {
        return picture(visit, intent, file).await;
    }
    let answer = visit.ask(intent).await?;
    let seq = visit.seq;
    Ok(match answer {
        Answer::Texts { texts } => {
            let lines: String = texts.iter().map(|text| format!("{}\n", line(text))).collect();
            Report::new(lines, json!({ "texts": texts, "seq": seq }))
        }
        Answer::Loaded { complexes } => {
            let text = format!("It made {} (since event {seq}).", count(complexes.len(), "complex"));
            Report::new(text, json!({ "complexes": complexes, "seq": seq }))
        }
        Answer::Begun { session } => {
            let text = format!("It has begun, session {session}: the room shows what comes of it (since event {seq}).");
            Report::new(text, json!({ "begun": session, "seq": seq }))
        }
        Answer::Done => Report::new(format!("Done (since event {seq})."), json!({ "seq": seq })),
        other => return Err(Problem::Failed(format!("the server answered {other:?}"))),
    })
}

/// Asks for a picture and puts it into a file.
async fn picture(visit: &Visit, intent: Intent, mut file: PathBuf) -> Result<Report, Problem> {
    let (name, bytes) = visit.member.download(intent).await?;
    if let (None, Some((_, ending))) = (file.extension(), name.rsplit_once('.')) {
        file.set_extension(ending);
    }
    let written = tokio::fs::write(&file, &bytes).await;
    written.map_err(|error| Problem::Failed(format!("cannot write {}: {error}", file.display())))?;
    let text = format!("{}: {}", file.display(), count(bytes.len(), "byte"));
    let file = file.to_string_lossy();
    Ok(Report::new(text, json!({ "file": file, "bytes": bytes.len(), "seq": visit.seq })))
}

/// The call, and the file that its answer goes to.
fn call(visit: &Visit, what: What) -> Result<(Call, Option<PathBuf>), Problem> {
    let complex = |said: &str| -> Result<ComplexId, Problem> { Ok(find(visit, said)?.id) };
    let complexes = |said: &[String]| said.iter().map(|said| complex(said)).collect::<Result<Vec<_>, _>>();
    let call = match what {
        What::HydrogensAdd(of) => Call::HydrogenAdd { complexes: complexes(&of.complexes)? },
        What::HydrogensRemove(of) => Call::HydrogenRemove { complexes: complexes(&of.complexes)? },
        What::StructurePrep(of) => Call::StructurePrep { complexes: complexes(&of.complexes)? },
        What::Esp(of) => Call::CalculateEsp { complexes: complexes(&of.complexes)? },
        What::ExportSmiles(of) => Call::ExportSmiles { complexes: complexes(&of.complexes)? },
        What::ImportSmiles { smiles } => Call::ImportSmiles { smiles },
        What::MinimizationStart(start) => Call::MinimizationStart {
            forcefield: start.forcefield.into(),
            steps: start.steps,
            steepest: start.steepest,
            cutoff: start.cutoff,
        },
        What::MinimizationStop => Call::MinimizationStop,
        What::ExportLocations => Call::ExportLocations,
        What::ExportFile(export) => {
            let format = format_of(&export.file)?;
            let name = Some(export.file.to_string_lossy().into_owned());
            Call::ExportFile { complex: complex(&export.complex)?, format, location: export.location, name }
        }
        What::ImportFile => Call::ImportFile,
        What::MoleculeImage(image) => {
            let (width, height) = (image.width, image.height);
            let call = Call::GenerateMoleculeImage { complex: complex(&image.complex)?, width, height };
            return Ok((call, Some(image.file)));
        }
        What::Interactions => Call::RunInteractions,
    };
    Ok((call, None))
}

fn plugin(visit: &Visit, said: &str) -> Result<PluginId, Problem> {
    let view = visit.view();
    let named =
        |plugin: &room_api::Plugin| Named { thing: plugin.id, name: plugin.name.clone(), id: plugin.id.0.into() };
    resolve("plugin", said, &view.room.plugins.iter().map(named).collect::<Vec<_>>())
}

/// What to say after `nts room integrate`.
fn words(what: Integration) -> &'static str {
    match what {
        Integration::Hydrogen => "hydrogens-add, hydrogens-remove",
        Integration::StructurePrep => "structure-prep",
        Integration::CalculateEsp => "esp",
        Integration::Minimization => "minimization-start, minimization-stop",
        Integration::ExportFile => "export-file",
        Integration::ExportLocations => "export-locations",
        Integration::GenerateMoleculeImage => "molecule-image",
        Integration::ImportFile => "import-file",
        Integration::Analysis => "",
        Integration::Interactions => "interactions",
        Integration::Smiles => "export-smiles, import-smiles",
    }
}
