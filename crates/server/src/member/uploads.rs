//! Files that a member may send, and what came of them so far.

use std::collections::HashMap;

use room::files::FilePath;
use room_api::bulk::{Assembly, Chunk, ChunkError};
use room_api::{RequestId, TransferId};

use crate::files::MemberFiles;
use crate::ledger::Charge;

/// The files that a member's room agreed to. The room bounds how many there are at once.
#[derive(Debug, Default)]
pub(super) struct Uploads {
    expected: HashMap<TransferId, (Upload, Assembly)>,
}

/// A file that was agreed to.
#[derive(Debug)]
pub(crate) struct Upload {
    pub request: RequestId,
    pub name: String,
    pub size: usize,
    pub purpose: Purpose,
    transfer: TransferId,
    /// What has come of it, counted as long as this lives.
    held: Charge,
}

/// What a file is for.
#[derive(Clone, Debug)]
pub(crate) enum Purpose {
    /// To be read into the room.
    Load,
    /// To be kept in the member's own folder.
    Keep(MemberFiles, FilePath),
}

/// What a binary frame leads to.
#[derive(Debug)]
pub(crate) enum Received {
    /// More is to come.
    Piece,
    /// The file is whole.
    Whole(Upload, Vec<u8>),
    /// The file will not come; why.
    Failed(Upload, String),
    /// The frame belongs to no file.
    Nonsense(String),
}

impl Upload {
    pub(super) fn new(
        request: RequestId,
        transfer: TransferId,
        name: String,
        size: usize,
        purpose: Purpose,
        held: Charge,
    ) -> Self {
        Self { request, name, size, purpose, transfer, held }
    }
}

impl Uploads {
    pub(super) fn expect(&mut self, upload: Upload) {
        let assembly = Assembly::new(upload.transfer, upload.size);
        self.expected.insert(upload.transfer, (upload, assembly));
    }

    pub(super) fn receive(&mut self, frame: &[u8]) -> Received {
        let chunk = match Chunk::decode(frame) {
            Ok(chunk) => chunk,
            Err(error) => return Received::Nonsense(error.to_string()),
        };
        let transfer = chunk.transfer;
        let Some((upload, assembly)) = self.expected.get_mut(&transfer) else {
            return Received::Nonsense(format!("nobody expects the transfer {transfer}"));
        };
        let result = if chunk.aborted { Err("it was given up".to_owned()) } else { piece(assembly, &chunk) };
        if let Ok(None) = result {
            upload.held.grow(chunk.content.len());
            return Received::Piece;
        }
        let Some((upload, _)) = self.expected.remove(&transfer) else { return Received::Piece };
        match result {
            Ok(Some(content)) if content.len() < upload.size => {
                let problem = format!("{} bytes were announced, and {} came", upload.size, content.len());
                Received::Failed(upload, problem)
            }
            Ok(content) => Received::Whole(upload, content.unwrap_or_default()),
            Err(problem) => Received::Failed(upload, problem),
        }
    }
}

fn piece(assembly: &mut Assembly, chunk: &Chunk<'_>) -> Result<Option<Vec<u8>>, String> {
    assembly.push(chunk).map_err(|error: ChunkError| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Ledger;

    fn expecting(size: usize) -> Uploads {
        let mut uploads = Uploads::default();
        let held = Ledger::new(usize::MAX).open().charge(0);
        uploads.expect(Upload::new(RequestId(9), TransferId(3), "a.pdb".into(), size, Purpose::Load, held));
        uploads
    }

    fn chunk(sequence: u32, content: &[u8], last: bool, aborted: bool) -> Vec<u8> {
        Chunk { transfer: TransferId(3), sequence, last, aborted, content }.encode()
    }

    #[test]
    fn a_file_comes_together() {
        let mut uploads = expecting(4);
        assert!(matches!(uploads.receive(&chunk(0, b"ab", false, false)), Received::Piece));
        match uploads.receive(&chunk(1, b"cd", true, false)) {
            Received::Whole(upload, content) => {
                assert_eq!((upload.request, &content[..]), (RequestId(9), &b"abcd"[..]))
            }
            other => panic!("{other:?}"),
        }
        assert!(matches!(uploads.receive(&chunk(2, b"", true, false)), Received::Nonsense(_)));
    }

    #[test]
    fn wrong_files_fail_with_their_request() {
        for (frame, why) in [
            (chunk(1, b"ab", false, false), "expected chunk 0"),
            (chunk(0, b"abcde", true, false), "longer than"),
            (chunk(0, b"abc", true, false), "4 bytes were announced, and 3 came"),
            (chunk(0, b"", false, true), "given up"),
        ] {
            match expecting(4).receive(&frame) {
                Received::Failed(upload, problem) => {
                    assert_eq!(upload.request, RequestId(9));
                    assert!(problem.contains(why), "{problem}");
                }
                other => panic!("{other:?}"),
            }
        }
        assert!(matches!(expecting(4).receive(b"short"), Received::Nonsense(_)));
    }
}
