//! Structure files in and out, and images, away from the tasks that must stay quick.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use molecule::{Complex, Format, Limits};
use room_api::{Answer, ApiError, ErrorCode, FileFormat, RequestId, ToMember, TransferId};
use tokio::task::spawn_blocking;

use crate::member::{Bulk, Encoded, Kept, Picture, ReadyFile};
use crate::run::{House, beside};

/// The ending of files of gzip.
const ZIPPED: &str = ".gz";

/// Reads a file. The name's ending tells the format; a second ending `.gz` that it is zipped.
pub(crate) async fn read(house: &House, name: String, content: Vec<u8>) -> Result<Vec<Complex>, ApiError> {
    let (inner, is_zipped) = match name.len().checked_sub(ZIPPED.len()).and_then(|at| name.split_at_checked(at)) {
        Some((inner, ending)) if ending.eq_ignore_ascii_case(ZIPPED) => (inner.to_owned(), true),
        _ => (name.clone(), false),
    };
    let format = Format::from_file_name(&inner).ok_or_else(|| {
        let message = format!(
            "{name}: cannot tell its format. The name must end in .pdb, .ent, .cif, .mmcif, .sdf or .mol, or in one of them \
             and .gz."
        );
        ApiError::new(ErrorCode::BadFile, message)
    })?;
    let _worker = house.workers.acquire().await;
    let limits = Limits { bytes: house.config.file_size.0, ..Limits::default() };
    let read = spawn_blocking(move || {
        let content = if is_zipped { unzip(&name, &content, limits.bytes)? } else { content };
        let stem = Path::new(&inner).file_stem().and_then(|stem| stem.to_str()).unwrap_or(&inner);
        let mut complexes = molecule::read_with(&content, format, stem, &limits)
            .map_err(|error| ApiError::new(ErrorCode::BadFile, format!("{name}: {error}")))?;
        for molecule in complexes.iter_mut().flat_map(|complex| &mut complex.molecules) {
            molecule::hydrogen_bonds::mark(molecule);
            molecule::secondary_structure::assign_if_unknown(molecule);
        }
        Ok(complexes)
    });
    read.await.unwrap_or_else(|_| {
        Err(ApiError::new(ErrorCode::Internal, "The file brought the reader down. Please report it with the file."))
    })
}

/// What a file of gzip holds, where that is no more than allowed.
fn unzip(name: &str, content: &[u8], limit: usize) -> Result<Vec<u8>, ApiError> {
    let mut unzipped = Vec::new();
    // One byte more tells that there is too much.
    let mut bounded = MultiGzDecoder::new(content).take(limit as u64 + 1);
    bounded.read_to_end(&mut unzipped).map_err(|error| {
        ApiError::new(ErrorCode::BadFile, format!("{name}: it is no sound file of gzip ({error})."))
    })?;
    if unzipped.len() > limit {
        let message = format!("{name} holds more than the {limit} bytes that the server takes.");
        return Err(ApiError::new(ErrorCode::Limit, message));
    }
    Ok(unzipped)
}

/// Bulk that is ready to be sent: a text that goes before it, and its content, if there is any.
pub(super) struct Made {
    pub text: Option<Arc<str>>,
    pub content: Option<(TransferId, Content)>,
    /// The room is to hear when it was sent.
    pub is_update: bool,
}

/// What a transfer carries.
pub(super) enum Content {
    /// Columns, which others may be sending too.
    Columns(Encoded),
    /// A file.
    File(Bytes),
}

impl Content {
    pub(super) fn bytes(&self) -> Bytes {
        match self {
            Self::Columns(encoded) => encoded.bytes(),
            Self::File(bytes) => bytes.clone(),
        }
    }
}

/// Makes the bytes of a transfer. An error ends the connection: without its columns the member's state would be wrong.
pub(super) async fn make(house: Arc<House>, bulk: Bulk) -> Result<Made, ApiError> {
    let is_update = matches!(bulk, Bulk::Update(..));
    match bulk {
        Bulk::Columns(transfer, columns) | Bulk::Update(transfer, columns) => {
            let encoded = columns.encode(&house.workers).await.map_err(|_| {
                ApiError::new(ErrorCode::Internal, "A structure could not be sent. Come back to get the room as it is.")
            })?;
            Ok(Made { text: None, content: Some((transfer, Content::Columns(encoded))), is_update })
        }
        Bulk::Kept(kept) => {
            let _worker = house.workers.acquire().await;
            let Kept { request, transfer, files, path } = *kept;
            let name = path.name().unwrap_or("file").to_owned();
            let read = beside(move || files.read(path).map_err(ApiError::from)).await;
            let read = read.unwrap_or_else(|_| Err(ApiError::new(ErrorCode::Internal, "The reader failed.")));
            Ok(announced(request, transfer, name, read.map(Bytes::from)))
        }
        Bulk::Ready(ReadyFile { request, transfer, name, content }) => {
            Ok(announced(request, transfer, name, Ok(content)))
        }
        Bulk::File(download) => {
            let _worker = house.workers.acquire().await;
            let (id, transfer) = (download.request, download.transfer);
            let name = download.name.clone();
            let written = spawn_blocking(move || write(&download.complex, download.format)).await;
            let written = written.unwrap_or_else(|_| Err(ApiError::new(ErrorCode::Internal, "The writer failed.")));
            Ok(announced(id, transfer, name, written.map(Bytes::from)))
        }
        Bulk::Image(Picture { request, transfer, album, image, name }) => {
            let read = beside(move || album.read(image)).await;
            let read = read.unwrap_or_else(|_| Err(ApiError::new(ErrorCode::Internal, "The reader failed.")));
            Ok(announced(request, transfer, name, read.map(Bytes::from)))
        }
    }
}

/// A file behind the answer that names it; or the answer that there is none.
fn announced(id: RequestId, transfer: TransferId, name: String, content: Result<Bytes, ApiError>) -> Made {
    let (said, content) = match content {
        Ok(content) => {
            let content = Content::File(content);
            (ToMember::Done { id, answer: Answer::Download { transfer, name } }, Some((transfer, content)))
        }
        Err(error) => (ToMember::Failed { id, error }, None),
    };
    Made { text: Some(super::socket::frame(&said)), content, is_update: false }
}

/// Writes a file for a plugin; or says why that cannot be, as a sentence.
pub(crate) async fn write_for_call(house: &House, complex: Complex, format: FileFormat) -> Result<Bytes, String> {
    let _worker = house.workers.acquire().await;
    let written = spawn_blocking(move || write(&complex, format)).await;
    let written = written.map_err(|_| "The writer failed.".to_owned())?;
    written.map(Bytes::from).map_err(|error| error.message)
}

/// Writes a file of each of these; together they may have as many bytes as one that is uploaded.
pub(crate) async fn write_each(
    house: &House,
    complexes: Vec<Option<Complex>>,
    format: FileFormat,
) -> Vec<Result<String, String>> {
    let mut left = house.config.file_size.0;
    let mut results = Vec::with_capacity(complexes.len());
    for complex in complexes {
        let Some(complex) = complex else {
            results.push(Err("there is no such complex.".into()));
            continue;
        };
        let _worker = house.workers.acquire().await;
        let written = spawn_blocking(move || write(&complex, format)).await;
        let written = written.unwrap_or_else(|_| Err(ApiError::new(ErrorCode::Internal, "The writer failed.")));
        results.push(match written {
            Ok(text) if text.len() > left => {
                left = 0;
                Err("all the files together are too large.".into())
            }
            Ok(text) => {
                left -= text.len();
                Ok(text)
            }
            Err(error) => Err(error.message),
        });
    }
    results
}

fn write(complex: &Complex, format: FileFormat) -> Result<String, ApiError> {
    let format = match format {
        FileFormat::Pdb => Format::Pdb,
        FileFormat::Mmcif => Format::Mmcif,
        FileFormat::Sdf => Format::Sdf,
        FileFormat::Mol => Format::Mol,
    };
    let failed = |error: molecule::WriteError| {
        ApiError::new(ErrorCode::Conflict, format!("{} cannot be written: {error}.", complex.name))
    };
    molecule::write(complex, format).map_err(failed)
}
