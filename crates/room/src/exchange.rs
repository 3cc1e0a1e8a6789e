//! Structure files of plugins: what they send to be loaded, and what they want written. The server reads and writes them.

use bytes::Bytes;
use molecule::Complex;
use molecule_wire::complexes_from_wire;
use protocol::ToPlugin;
use protocol::files::{ExportEntity, ExportFiles, ExportFormat, ExportedFile, LoadFileError, LoadFiles};
use protocol::structure::DeepComplexes;
use room_api::{ApiError, FileFormat, SessionId};

use crate::Effect;
use crate::errands::{Asked, Errand};
use crate::room::Room;
use crate::text::bounded;

/// The most characters of a file's name.
const MAX_NAME: usize = 255;

impl Room {
    /// A plugin sends files to be loaded, as a person would load them.
    pub(crate) fn load_files(&mut self, id: SessionId, asked: Asked, load: LoadFiles) {
        if load.files.is_empty() {
            return self.reply(id, asked, Some(ToPlugin::LoadFileDone(Vec::new())));
        }
        let files = load.files.into_iter().map(|file| (bounded(&file.name, MAX_NAME), file.data)).collect();
        self.effects.push(Effect::ReadStructures { session: id, files });
        self.send_for(id, asked, Errand::Load);
    }

    /// The files that a plugin sent were read. It is told of what is new like every other plugin: its answer names no complex.
    pub(crate) fn structures_read(&mut self, id: SessionId, results: Vec<Result<Vec<Complex>, ApiError>>) {
        let Some((asked, Errand::Load)) = self.errand(id) else { return };
        let name = self.sessions.get(&id).map_or_else(String::new, |session| session.name.clone());
        let mut outcomes = Vec::with_capacity(results.len());
        for result in results {
            let loaded = result.and_then(|complexes| self.load_as(name.clone(), complexes));
            outcomes.push(match loaded {
                Ok(_) => LoadFileError::NO_ERROR,
                Err(error) => {
                    self.tell_problem(id, &format!("A file was not loaded: {error}"));
                    LoadFileError::LOADING_FAILED
                }
            });
        }
        self.reply(id, asked, Some(ToPlugin::LoadFileDone(outcomes)));
        self.hear_held(id);
    }

    /// A plugin wants files of complexes: of the whole workspace, of some complexes in it, or of its own. One file each, in this
    /// order.
    pub(crate) fn export_files(&mut self, id: SessionId, asked: Asked, export: ExportFiles) {
        let wanted: Vec<Option<Complex>> = match export.entities {
            None => self.workspace.complexes().iter().cloned().map(Some).collect(),
            Some(entities) => entities.into_iter().map(|entity| self.entity(entity)).collect(),
        };
        let format = match export.format {
            ExportFormat::PDB => Ok(FileFormat::Pdb),
            ExportFormat::SDF => Ok(FileFormat::Sdf),
            ExportFormat::MMCIF => Ok(FileFormat::Mmcif),
            ExportFormat(number) => Err(export.format.name().map_or(format!("format {number}"), str::to_owned)),
        };
        match format {
            Ok(format) if !wanted.is_empty() => {
                self.effects.push(Effect::WriteStructures { session: id, complexes: wanted, format });
                self.send_for(id, asked, Errand::Export);
            }
            Ok(_) => self.reply(id, asked, Some(exported([Err(())]))),
            Err(format) => {
                self.tell_problem(
                    id,
                    &format!("It wants files as {format}, and they are written as PDB, SDF or MMCIF."),
                );
                let none = wanted.iter().map(|_| Err(())).chain(wanted.is_empty().then_some(Err(())));
                self.reply(id, asked, Some(exported(none)));
            }
        }
    }

    /// The files that a plugin wanted were written, or why they were not.
    pub(crate) fn structures_written(&mut self, id: SessionId, results: Vec<Result<String, String>>) {
        let Some((asked, Errand::Export)) = self.errand(id) else { return };
        for why in results.iter().filter_map(|result| result.as_ref().err()) {
            self.tell_problem(id, &format!("A file was not written: {why}"));
        }
        let answer = exported(results.into_iter().map(|result| result.map_err(|_| ())));
        self.reply(id, asked, Some(answer));
        self.hear_held(id);
    }

    fn entity(&self, entity: ExportEntity) -> Option<Complex> {
        match entity {
            ExportEntity::Index(index) => self.workspace.complex(index).cloned(),
            ExportEntity::Complex(deep) => {
                let deep = DeepComplexes { atoms: deep.atoms, complexes: vec![deep.complex] };
                complexes_from_wire(deep).ok()?.pop()
            }
        }
    }
}

/// A file without bytes is none to the library.
fn exported(files: impl IntoIterator<Item = Result<String, ()>>) -> ToPlugin {
    let file = |file: Result<String, ()>| match file {
        Ok(text) => ExportedFile::Text(text.into()),
        Err(()) => ExportedFile::Bytes(Bytes::new()),
    };
    ToPlugin::ExportFilesResult(files.into_iter().map(file).collect())
}
