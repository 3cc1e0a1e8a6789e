//! Files that a plugin has the app load, and files that it has the app export.

use bytes::Bytes;

use crate::codec::{Reader, Text, Wire, Writer};
use crate::error::{Cause, Error};
use crate::structure::DeepComplex;
use crate::versions::{Agreed, Key};
use crate::{open_enum, wire};

open_enum! {
    /// How loading a file went.
    LoadFileError(u8) { NO_ERROR = 0, LOADING_FAILED = 1 }
    /// What an export is written as.
    ExportFormat(u8) { NANOME = 0, PDB = 1, SDF = 2, MMCIF = 3, SMILES = 4 }
}

wire! {
    /// Files to load into the workspace.
    struct LoadFiles("LoadFile", 0) {
        files: Vec<FileToLoad>,
        /// The library always sets both, and says nowhere what they mean.
        flags: [bool; 2] = [true; 2],
    }

    /// A file to load. Its name's ending says what it is.
    struct FileToLoad("LoadFileInfo", 0) {
        name: Text,
        data: Bytes,
    }

    /// Asks for files of what it names.
    struct ExportFiles("ExportFiles", 0) {
        format: ExportFormat,
        /// `None` is the whole workspace.
        entities: Option<Vec<ExportEntity>>,
    }
}

/// What to export.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportEntity {
    /// The complex with this index in the workspace.
    Index(i64),
    /// A complex of the plugin's own.
    Complex(Box<DeepComplex>),
}

impl Wire for ExportEntity {
    const KEY: Option<Key> = Some(Key::of("ExportFilesItem", 0));
    const MIN_BYTES: usize = 9;

    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        1 + match self {
            ExportEntity::Index(index) => agreed.size_of(index, version),
            ExportEntity::Complex(complex) => agreed.size_of(complex, version),
        }
    }

    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        match self {
            ExportEntity::Index(index) => out.put(&0u8, version).put(index, version),
            ExportEntity::Complex(complex) => out.put(&1u8, version).put(complex, version),
        }
    }

    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        match input.get::<u8>(version)? {
            0 => input.get(version).map(ExportEntity::Index),
            1 => input.get(version).map(ExportEntity::Complex),
            unknown => Err(Cause::UnknownKind(unknown.into()).into()),
        }
    }
}

/// A file that was exported. Without bytes, the library takes it for a failure.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum ExportedFile {
    Text(Text),
    Bytes(Bytes),
}

impl Wire for ExportedFile {
    const KEY: Option<Key> = Some(Key::of("ExportFilesItem", 0));
    const MIN_BYTES: usize = 5;

    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        1 + match self {
            ExportedFile::Text(text) => agreed.size_of(text, version),
            ExportedFile::Bytes(bytes) => agreed.size_of(bytes, version),
        }
    }

    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        match self {
            ExportedFile::Text(text) => out.put(&0u8, version).put(text, version),
            ExportedFile::Bytes(bytes) => out.put(&1u8, version).put(bytes, version),
        }
    }

    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        match input.get::<u8>(version)? {
            0 => input.get(version).map(ExportedFile::Text),
            1 => input.get(version).map(ExportedFile::Bytes),
            unknown => Err(Cause::UnknownKind(unknown.into()).into()),
        }
    }
}
