//! Integrations: what the app has a plugin do in the place of its own tools, and what comes of it.

use bytes::Bytes;

use crate::codec::{Reader, Text, Wire, Writer};
use crate::envelope::Body;
use crate::error::{Cause, Error};
use crate::messages::messages;
use crate::structure::DeepComplexes;
use crate::versions::{Agreed, Key};
use crate::wire;

/// A call or its answer. It has a request id of its own, which alone says what answers what.
#[derive(Clone, Debug, PartialEq)]
pub struct Integration<C> {
    /// The app's number for the call; the answer carries it back.
    pub request: u32,
    /// What is called, or what came of it.
    pub call: C,
}

messages! {
    /// What the app calls.
    enum IntegrationCall:
    /// Every call, and its answer.
    CallKind {
        hydrogen_add: HydrogenAdd(DeepComplexes),
        hydrogen_remove: HydrogenRemove(DeepComplexes),
        structure_prep: StructurePrep(DeepComplexes),
        calculate_esp: CalculateEsp(DeepComplexes),
        minimization_start: MinimizationStart(Minimization),
        minimization_stop: MinimizationStop,
        export_locations: ExportLocations,
        generate_molecule_image: GenerateMoleculeImage(MoleculeImages),
        export_file: ExportFile(FileToExport),
        import_file: ImportFile,
        export_smiles: ExportSmiles(DeepComplexes),
        import_smiles: ImportSmiles(Vec<Text>),
        run_interactions: RunInteractions,
    }
}

messages! {
    /// What a plugin answers.
    enum IntegrationAnswer as CallKind {
        hydrogen_add: HydrogenAdd(DeepComplexes),
        hydrogen_remove: HydrogenRemove(DeepComplexes),
        structure_prep: StructurePrep(DeepComplexes),
        calculate_esp: CalculateEsp(DeepComplexes),
        minimization_start: MinimizationStart(bool),
        minimization_stop: MinimizationStop,
        export_locations: ExportLocations(Vec<Text>),
        generate_molecule_image: GenerateMoleculeImage(Vec<Bytes>),
        export_file: ExportFile(bool),
        import_file: ImportFile,
        export_smiles: ExportSmiles(Vec<Text>),
        import_smiles: ImportSmiles(DeepComplexes),
        run_interactions: RunInteractions,
    }
}

impl CallKind {
    /// The integration that a plugin registers for to be called so.
    pub const fn integration(self) -> &'static str {
        match self {
            CallKind::HydrogenAdd | CallKind::HydrogenRemove => "hydrogen",
            CallKind::MinimizationStart | CallKind::MinimizationStop => "minimization",
            CallKind::ExportSmiles | CallKind::ImportSmiles => "smiles",
            CallKind::RunInteractions => "interactions",
            named_alike => named_alike.name(),
        }
    }
}

wire! {
    /// How to minimize.
    struct Minimization("StartMinimization", 0) {
        forcefield: u8,
        steps: i32,
        steepest: bool,
        cutoff: f32,
    }

    /// Asks for a picture of each complex.
    struct MoleculeImages("GenerateMoleculeImage", 0) {
        complexes: DeepComplexes,
        /// In pixels.
        width: i32,
        height: i32,
    }

    /// A file for the plugin to put away.
    struct FileToExport("ExportFile", 0) {
        /// One of those that the plugin named.
        location: Text,
        filename: Text,
        data: Bytes,
    }
}

impl<C: Body> Wire for Integration<C> {
    const KEY: Option<Key> = Some(Key::of("Integration", 0));
    const MIN_BYTES: usize = 8;

    fn size(&self, agreed: &Agreed, _: u8) -> usize {
        Self::MIN_BYTES + self.call.body_size(agreed)
    }

    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        self.call.write_body(out.put(&self.request, version).put(&self.call.hash(), version))
    }

    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let request = input.get(version).map_err(|error| error.field("request"))?;
        let hash = input.get(version).map_err(|error| error.field("call"))?;
        let kind = C::kind_of_hash(hash).ok_or_else(|| Error::from(Cause::UnknownKind(hash)).field("call"))?;
        let call = C::read_body(kind, input).map_err(|error| error.field(C::variant_of_kind(kind)))?;
        Ok(Integration { request, call })
    }
}
