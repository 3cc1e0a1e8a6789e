//! People in their own folders.

use room_api::{Answer, ApiError, ErrorCode, FileDeed, MemberId, RequestId};

use super::{Deed, Deeded, FilePath, FilesError, Removal, Wanting};
use crate::room::Room;
use crate::{ConnectionId, Effect};

/// What one member may want done at once. It waits for processors that all rooms share.
const MAX_DEEDS: usize = 32;

impl Room {
    /// A member uses their own folder. The answer comes from outside, but for a refusal.
    pub(crate) fn use_files(
        &mut self,
        connection: ConnectionId,
        request: RequestId,
        of: MemberId,
        deed: FileDeed,
    ) -> Result<Option<Answer>, ApiError> {
        let at = |path: &str| {
            let path = if path.is_empty() { "/" } else { path };
            let resolved = FilePath::default().resolve(path, self.limits.files_depth);
            resolved.map_err(|error| ApiError::new(ErrorCode::Malformed, format!("{path}: {error}.")))
        };
        let deed = match deed {
            FileDeed::List { path } => Deed::List { path: at(&path)? },
            FileDeed::MakeFolder { path } => Deed::MakeFolder { path: at(&path)? },
            FileDeed::Remove { path, whole } => {
                let what = if whole { Removal::Whole } else { Removal::FileOrEmptyFolder };
                Deed::Remove { path: at(&path)?, what }
            }
            FileDeed::Get { path } => {
                let path = at(&path)?;
                let transfer = self.next_sent(connection)?;
                self.effects.push(Effect::SendFile { connection, request, transfer, of, path });
                return Ok(None);
            }
            FileDeed::Put { path, size } => {
                let (path, size) = (at(&path)?, size as usize);
                let name = path.name().ok_or(FilesError::Root)?.to_owned();
                let transfer = self.expect_upload(connection, request, &name, size)?;
                self.effects.push(Effect::KeepFile { connection, request, transfer, of, path, size });
                return Ok(Some(Answer::Upload { transfer }));
            }
        };
        if self.file_deeds.iter().filter(|(member, ..)| *member == of).count() >= MAX_DEEDS {
            let message = format!("{MAX_DEEDS} of your requests wait for the disk already. Ask again after them.");
            return Err(ApiError::new(ErrorCode::Limit, message));
        }
        self.file_deeds.push((of, connection, request));
        self.effects.push(Effect::Files { of, wanting: Wanting::Member(connection, request), deeds: vec![deed] });
        Ok(None)
    }

    /// The server did what was wanted, or not.
    pub(crate) fn files_done(&mut self, wanting: Wanting, mut results: Vec<Result<Deeded, FilesError>>) {
        let (connection, request) = match wanting {
            Wanting::Session(id) => return self.plugin_files_done(id, results),
            Wanting::Member(connection, request) => (connection, request),
        };
        let is_it = |(_, of, number): &(MemberId, ConnectionId, RequestId)| (*of, *number) == (connection, request);
        if self.forget_upload(connection, request).is_none()
            && let Some(at) = self.file_deeds.iter().position(is_it)
        {
            self.file_deeds.remove(at);
        }
        let answer = match results.pop() {
            Some(Ok(Deeded::Done | Deeded::Content(_))) => Ok(Answer::Done),
            Some(Ok(Deeded::Listing(folder))) => Ok(Answer::Files { folder }),
            Some(Err(why)) => Err(why.into()),
            None => Err(ApiError::new(ErrorCode::Internal, "Nothing was done.")),
        };
        self.answer(connection, request, answer);
    }
}

/// For people.
impl From<FilesError> for ApiError {
    fn from(error: FilesError) -> Self {
        let code = match error {
            FilesError::NotThere(_) => ErrorCode::NotFound,
            FilesError::Full(_) => ErrorCode::Limit,
            FilesError::NotSent(_) => ErrorCode::Malformed,
            FilesError::Disk(_) => ErrorCode::Internal,
            _ => ErrorCode::Conflict,
        };
        let sentence = error.to_string();
        let mut letters = sentence.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        Self::new(code, format!("{first}{}.", letters.as_str()))
    }
}
