//! Messages that name more than any room could do with: refused whole, before anything is made of their parts. A part of eight
//! bytes on the wire may be a thousand in here, so none of the bounds further on comes early enough.

use protocol::ToApp;
use protocol::files::ExportEntity;
use protocol::integrations::IntegrationAnswer;
use protocol::interactions::GetInteractions;
use protocol::structure as wire;

use crate::interactions::{MAX_INTERACTIONS, MAX_NAMED};
use crate::shapes::MAX_SHAPES;

/// The most files in one message.
const MAX_FILES: usize = 1000;
/// The most complexes in one message.
const MAX_COMPLEXES: usize = 10_000;
/// The most molecules, frames included, in one message: an empty one takes as much as a small one.
const MAX_MOLECULES: usize = 100_000;
/// The most structures that a message names by their indices alone.
const MAX_NAMED_STRUCTURES: usize = 4_000_000;
/// The most nodes, or contents, in one message about menus.
const MAX_MENU_PARTS: usize = 100_000;

/// The sentence for people, if a message has too many parts.
pub(crate) fn problem(message: &ToApp) -> Option<String> {
    let (count, most, what) = parts(message).into_iter().find(|(count, most, _)| count > most)?;
    let kind = message.kind().name();
    Some(format!("Nothing was done of its {kind}: it has {count} {what}, and {most} are allowed at once."))
}

/// What an answer to a call has too much of, likewise.
pub(crate) fn problem_of_answer(answer: &IntegrationAnswer) -> Option<String> {
    let parts = match answer {
        IntegrationAnswer::HydrogenAdd(deep)
        | IntegrationAnswer::HydrogenRemove(deep)
        | IntegrationAnswer::StructurePrep(deep)
        | IntegrationAnswer::CalculateEsp(deep)
        | IntegrationAnswer::ImportSmiles(deep) => structures(&deep.complexes, 0),
        IntegrationAnswer::ExportLocations(texts) | IntegrationAnswer::ExportSmiles(texts) => {
            vec![(texts.len(), MAX_FILES, "texts")]
        }
        _ => Vec::new(),
    };
    let (count, most, what) = parts.into_iter().find(|(count, most, _)| count > most)?;
    Some(format!("answered with {count} {what}, and {most} are allowed at once."))
}

/// How many parts of which kind a message has, and how many it may have.
fn parts(message: &ToApp) -> Vec<(usize, usize, &'static str)> {
    match message {
        ToApp::FileRequest(paths) => vec![(paths.len(), MAX_FILES, "files")],
        ToApp::FileSave(files) => vec![(files.len(), MAX_FILES, "files")],
        ToApp::LoadFile(load) => vec![(load.files.len(), MAX_FILES, "files")],
        ToApp::ExportFiles(export) => {
            let entities = export.entities.as_deref().unwrap_or_default();
            let molecules = entities.iter().map(|entity| match entity {
                ExportEntity::Index(_) => 0,
                ExportEntity::Complex(own) => own.complex.molecules.len(),
            });
            vec![(entities.len(), MAX_FILES, "entities"), (molecules.sum(), MAX_MOLECULES, "molecules")]
        }
        ToApp::SetShape(set) => vec![(set.shapes.len(), MAX_SHAPES, "shapes")],
        ToApp::DeleteShape(delete) => vec![(delete.indices.len(), MAX_SHAPES, "shapes")],
        ToApp::CreateInteractions(given) => {
            let named = given.iter().map(|each| each.atoms1.len() + each.atoms2.len()).sum();
            vec![(given.len(), MAX_INTERACTIONS, "interactions"), (named, MAX_NAMED, "atoms")]
        }
        ToApp::DeleteInteractions(indices) => vec![(indices.len(), MAX_INTERACTIONS, "interactions")],
        ToApp::GetInteractions(wanted) => {
            let GetInteractions { complexes, molecules, chains, residues, atoms, .. } = wanted;
            let named = [complexes, molecules, chains, residues, atoms].iter().map(|named| named.len()).sum();
            vec![(named, MAX_NAMED_STRUCTURES, "structures")]
        }
        ToApp::StructuresZoom(named) | ToApp::StructuresCenter(named) => {
            vec![(named.len(), MAX_NAMED_STRUCTURES, "structures")]
        }
        ToApp::MenuUpdate(update) => {
            vec![(update.nodes.len(), MAX_MENU_PARTS, "nodes"), (update.contents.len(), MAX_MENU_PARTS, "contents")]
        }
        ToApp::ContentUpdate(update) => vec![(update.contents.len(), MAX_MENU_PARTS, "contents")],
        ToApp::NodeUpdate(update) => vec![(update.nodes.len(), MAX_MENU_PARTS, "nodes")],
        ToApp::AddToWorkspace(deep) | ToApp::BondsAdd(deep) | ToApp::DsspAdd(deep) => structures(&deep.complexes, 0),
        ToApp::WorkspaceUpdate(update) => structures(&update.workspace.complexes, 0),
        ToApp::StructuresDeepUpdate(update) => structures(&update.complexes, update.molecules.len()),
        ToApp::AddVolume(add) => vec![(add.complex.complex.molecules.len(), MAX_MOLECULES, "molecules")],
        _ => Vec::new(),
    }
}

fn structures(complexes: &[wire::Complex], alone: usize) -> Vec<(usize, usize, &'static str)> {
    let molecules = complexes.iter().map(|complex| complex.molecules.len()).sum::<usize>() + alone;
    vec![(complexes.len(), MAX_COMPLEXES, "complexes"), (molecules, MAX_MOLECULES, "molecules")]
}
