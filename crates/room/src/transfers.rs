//! Files on their way into the room and out of it.

use room_api::{Answer, ApiError, ComplexId, ErrorCode, FileFormat, MemberId, RequestId, SessionId, TransferId};

use crate::room::Room;
use crate::{ConnectionId, Effect};

/// The most files that one member may be sending at once.
const MAX_UPLOADS: usize = 4;
/// The longest name of a file, in bytes.
const MAX_FILE_NAME: usize = 255;

/// A file that the room agreed to.
#[derive(Debug, PartialEq)]
pub(crate) struct Upload {
    connection: ConnectionId,
    request: RequestId,
    member: MemberId,
}

impl Room {
    /// A member wants to load a file.
    pub(crate) fn expect_file(
        &mut self,
        connection: ConnectionId,
        request: RequestId,
        name: &str,
        size: u32,
    ) -> Result<Answer, ApiError> {
        let size = size as usize;
        let transfer = self.expect_upload(connection, request, name, size)?;
        self.effects.push(Effect::ReadFile { connection, request, transfer, name: name.to_owned(), size });
        Ok(Answer::Upload { transfer })
    }

    /// A member wants an entry of the Protein Data Bank.
    pub(crate) fn fetch_entry(
        &mut self,
        connection: ConnectionId,
        request: RequestId,
        entry: &str,
    ) -> Result<(), ApiError> {
        let entry = entry_id(entry).ok_or_else(|| {
            let message =
                "An entry's id is like 1of6 or pdb_00001of6: a digit and three letters or digits, or eight after pdb_.";
            ApiError::new(ErrorCode::Malformed, message)
        })?;
        self.expect_upload(connection, request, &entry, 0)?;
        self.effects.push(Effect::FetchEntry { connection, request, entry });
        Ok(())
    }

    /// A member wants to send a file, of whatever kind: the number of its transfer.
    pub(crate) fn expect_upload(
        &mut self,
        connection: ConnectionId,
        request: RequestId,
        name: &str,
        size: usize,
    ) -> Result<TransferId, ApiError> {
        if name.is_empty() || name.len() > MAX_FILE_NAME {
            let message = format!("A file's name has 1 to {MAX_FILE_NAME} bytes; this one has {}.", name.len());
            return Err(ApiError::new(ErrorCode::Malformed, message));
        }
        let limit = self.limits.file_bytes;
        if size > limit {
            let message = format!("{name} has {size} bytes; the server takes files of at most {limit}.");
            return Err(ApiError::new(ErrorCode::Limit, message));
        }
        let gone = || ApiError::new(ErrorCode::Internal, "The connection of the request is gone.");
        let member = self.members.at(connection).ok_or_else(gone)?.id;
        if self.uploads.iter().filter(|upload| upload.member == member).count() >= MAX_UPLOADS {
            let message = format!("{MAX_UPLOADS} files are on their way already. Send {name} after them.");
            return Err(ApiError::new(ErrorCode::Limit, message));
        }
        if self.uploads.iter().any(|upload| upload.connection == connection && upload.request == request) {
            let message = format!("The request {request} is that of another file on its way. Number them anew.");
            return Err(ApiError::new(ErrorCode::Malformed, message));
        }
        let transfer = self.members.connection(connection).ok_or_else(gone)?.next_expected();
        self.uploads.push(Upload { connection, request, member });
        Ok(transfer)
    }

    /// A file came, or will not come.
    pub(crate) fn forget_upload(&mut self, connection: ConnectionId, request: RequestId) -> Option<MemberId> {
        let expected = |upload: &Upload| upload.connection == connection && upload.request == request;
        let at = self.uploads.iter().position(expected)?;
        Some(self.uploads.remove(at).member)
    }

    /// A file was read.
    pub(crate) fn file_read(
        &mut self,
        connection: ConnectionId,
        request: RequestId,
        result: Result<Vec<molecule::Complex>, ApiError>,
    ) {
        let Some(member) = self.forget_upload(connection, request) else {
            tracing::debug!(%connection, %request, "a file that nobody waits for");
            return;
        };
        let load = |complexes| {
            self.check_edit(member)?;
            self.load(member, complexes)
        };
        let answer = result.and_then(load);
        self.answer(connection, request, answer);
    }

    /// A connection is gone, and what it was sending.
    pub(crate) fn forget_uploads(&mut self, connection: ConnectionId) {
        self.uploads.retain(|upload| upload.connection != connection);
    }

    /// The number of a transfer to a member.
    pub(crate) fn next_sent(&mut self, connection: ConnectionId) -> Result<TransferId, ApiError> {
        let connection = self.members.connection(connection);
        let gone = || ApiError::new(ErrorCode::Internal, "The connection of the request is gone.");
        Ok(connection.ok_or_else(gone)?.next_sent())
    }

    /// A member wants a complex as a file.
    pub(crate) fn export(
        &mut self,
        connection: ConnectionId,
        request: RequestId,
        complex: ComplexId,
        format: FileFormat,
    ) -> Result<(), ApiError> {
        let complex = self.workspace.complex(complex.0).cloned().ok_or_else(|| {
            ApiError::new(ErrorCode::NotFound, format!("No complex of the room has the number {complex}."))
        })?;
        let transfer = self.next_sent(connection)?;
        let name = file_name(&complex.name, format);
        self.effects.push(Effect::WriteFile { connection, request, transfer, complex, format, name });
        Ok(())
    }

    /// A member wants an image of a session's menus.
    pub(crate) fn send_image(
        &mut self,
        connection: ConnectionId,
        request: RequestId,
        session: SessionId,
        key: &str,
    ) -> Result<(), ApiError> {
        let known = self.session(session)?;
        if known.has_ended() {
            let message = format!("The session of {} is over, and its images are gone with it.", known.name);
            return Err(ApiError::new(ErrorCode::Conflict, message));
        }
        let (image, name) = known.menus.image(key)?;
        let Some(transfer) = self.members.connection(connection).map(|connection| connection.next_sent()) else {
            return Err(ApiError::new(ErrorCode::Internal, "The connection of the request is gone."));
        };
        self.effects.push(Effect::SendImage { connection, request, transfer, session, image, name });
        Ok(())
    }
}

/// The id of an entry of the Protein Data Bank in small letters; none where it is none. So it leads nowhere else in an address.
fn entry_id(said: &str) -> Option<String> {
    let entry = said.trim().to_ascii_lowercase();
    let is_id = |text: &str| text.bytes().all(|letter| letter.is_ascii_digit() || letter.is_ascii_lowercase());
    let fits = match entry.strip_prefix("pdb_") {
        Some(extended) => extended.len() == 8 && is_id(extended),
        None => entry.len() == 4 && is_id(&entry) && entry.starts_with(|first: char| first.is_ascii_digit()),
    };
    fits.then_some(entry)
}

/// A complex's name as the name of a file, whatever a plugin called it.
pub(crate) fn file_name(complex: &str, format: FileFormat) -> String {
    let stem = file_stem(complex);
    let ending = match format {
        FileFormat::Pdb => "pdb",
        FileFormat::Mmcif => "cif",
        FileFormat::Sdf => "sdf",
        FileFormat::Mol => "mol",
    };
    format!("{stem}.{ending}")
}

/// The same, without an ending.
pub(crate) fn file_stem(complex: &str) -> String {
    let fit = |letter: char| if letter.is_alphanumeric() || "-_+()".contains(letter) { letter } else { '_' };
    let stem: String = complex.chars().map(fit).take(60).collect();
    if stem.is_empty() { "complex".into() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_leads_nowhere_else() {
        for (said, id) in [(" 1OF6\n", "1of6"), ("pdb_00001OF6", "pdb_00001of6")] {
            assert_eq!(entry_id(said).as_deref(), Some(id));
        }
        for wrong in ["", "of6x", "1of", "1of67", "1of/", "..%2", "1é6", "pdb_1of6", "pdb_0000../.", "pdb_00001of6x"] {
            assert_eq!(entry_id(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_complex_cannot_name_a_file_elsewhere() {
        assert_eq!(file_name("1OF6 (docked)", FileFormat::Pdb), "1OF6_(docked).pdb");
        assert_eq!(file_name("../../.ssh/key", FileFormat::Mmcif), "_______ssh_key.cif");
        assert_eq!(file_name("", FileFormat::Sdf), "complex.sdf");
    }
}
