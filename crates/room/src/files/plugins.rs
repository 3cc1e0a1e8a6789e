//! Plugins in the presenter's folder: asked for, resolved from where the session stands, done by the server, answered.

use protocol::{Text, ToApp, ToPlugin};
use room_api::{MemberId, Permission, SessionId};

use super::answers::{Refusal, answer, working_directory};
use super::{Deed, Deeded, FilePath, FilesError, Removal, Wanting};
use crate::Effect;
use crate::errands::{Asked, Errand};
use crate::room::Room;

/// A message about files that is with the server.
#[derive(Debug)]
pub(crate) struct PluginFiles {
    message: ToApp,
    /// Whose folder it is.
    of: MemberId,
    /// For each part of the message, why the server was not asked, if it was not.
    refused: Vec<Option<Refusal>>,
}

impl Room {
    /// A plugin wants something done in the presenter's folder.
    pub(crate) fn obey_about_files(&mut self, id: SessionId, asked: Asked, message: ToApp) {
        let is_allowed = self.is_allowed(id, Permission::LocalFilesAccess);
        let Some(here) = self.sessions.get(&id).map(|session| session.folder.clone()) else { return };
        if message == ToApp::PrintWorkingDirectory {
            let path = if is_allowed { Ok(here.to_string()) } else { Err(Refusal::Unauthorized) };
            return self.reply(id, asked, Some(working_directory(path)));
        }
        let depth = self.limits.files_depth;
        let parts: Vec<Result<Deed, Refusal>> = match is_allowed {
            true => deeds(&message, &here, depth).into_iter().map(|deed| deed.map_err(Refusal::Path)).collect(),
            false => deeds(&message, &here, depth).iter().map(|_| Err(Refusal::Unauthorized)).collect(),
        };
        let (mut deeds, mut refused) = (Vec::new(), Vec::with_capacity(parts.len()));
        for part in parts {
            let (deed, refusal) = match part {
                Ok(deed) => (Some(deed), None),
                Err(refusal) => (None, Some(refusal)),
            };
            deeds.extend(deed);
            refused.push(refusal);
        }
        let files = PluginFiles { message, of: self.presenter, refused };
        if deeds.is_empty() {
            return self.answer_about_files(id, asked, &files, Vec::new());
        }
        self.effects.push(Effect::Files { of: files.of, wanting: Wanting::Session(id), deeds });
        self.send_for(id, asked, Errand::Files(Box::new(files)));
    }

    /// The server did what a plugin wanted.
    pub(super) fn plugin_files_done(&mut self, id: SessionId, results: Vec<Result<Deeded, FilesError>>) {
        let Some((asked, Errand::Files(mut files))) = self.errand(id) else { return };
        // What was read on behalf of one who has stopped presenting is not told.
        if files.of != self.presenter || !self.is_allowed(id, Permission::LocalFilesAccess) {
            files.refused.iter_mut().for_each(|refused| *refused = Some(Refusal::Unauthorized));
        } else if let (ToApp::Cd(text), [Ok(_)], Some(session)) =
            (&files.message, &results[..], self.sessions.get_mut(&id))
            && let Ok(there) = session.folder.resolve(text, self.limits.files_depth)
        {
            session.folder = there;
        }
        self.answer_about_files(id, asked, &files, results);
        self.hear_held(id);
    }

    fn answer_about_files(
        &mut self,
        id: SessionId,
        asked: Asked,
        files: &PluginFiles,
        results: Vec<Result<Deeded, FilesError>>,
    ) {
        let mut done = results.into_iter();
        let not_done = || Err(FilesError::Disk("nothing was done".into()));
        let each = |refused: &Option<Refusal>| match refused {
            Some(refusal) => Err(refusal.clone()),
            None => done.next().unwrap_or_else(not_done).map_err(Refusal::Files),
        };
        let results: Vec<Result<Deeded, Refusal>> = files.refused.iter().map(each).collect();
        if let Some(problem) = results.iter().find_map(|result| result.as_ref().err()?.problem()) {
            self.tell_problem(id, &problem);
        }
        let answer: Option<ToPlugin> = answer(&files.message, results);
        self.reply(id, asked, answer);
    }
}

/// What a message wants done: one deed, or in the deprecated API one for each file.
fn deeds(message: &ToApp, here: &FilePath, depth: usize) -> Vec<Result<Deed, super::PathError>> {
    let at = |text: &Text| here.resolve(text, depth);
    let remove = |text, what| at(text).map(|path| Deed::Remove { path, what });
    vec![match message {
        ToApp::Cd(path) => at(path).map(|path| Deed::Enter { path }),
        ToApp::Ls(path) => at(path).map(|path| Deed::List { path }),
        ToApp::DirectoryRequest(request) => at(&request.directory).map(|path| Deed::List { path }),
        ToApp::Get(path) => at(path).map(|path| Deed::Read { path }),
        ToApp::Put(put) => at(&put.dest).map(|path| Deed::Write { path, content: put.data.clone(), parents: false }),
        ToApp::Rm(path) => remove(path, Removal::File),
        ToApp::Rmdir(path) => remove(path, Removal::EmptyFolder),
        ToApp::Mkdir(path) => at(path).map(|path| Deed::MakeFolder { path }),
        ToApp::Mv(moved) => at(&moved.source).and_then(|from| Ok(Deed::Move { from, to: at(&moved.dest)? })),
        ToApp::Cp(copied) => at(&copied.source).and_then(|from| Ok(Deed::Copy { from, to: at(&copied.dest)? })),
        ToApp::FileRequest(paths) => {
            return paths.iter().map(|path| at(path).map(|path| Deed::Read { path })).collect();
        }
        ToApp::FileSave(files) => {
            let write = |path, content| Deed::Write { path, content, parents: false };
            return files.iter().map(|file| Ok(write(at(&file.path)?, file.data.clone()))).collect();
        }
        _ => return Vec::new(),
    }]
}
