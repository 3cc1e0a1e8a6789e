//! What a call needs before it can go: arguments that make sense, a plugin that does it, a session with that plugin.

use bytes::Bytes;
use molecule::Complex;
use molecule_wire::complexes_to_wire;
use protocol::integrations::{FileToExport, IntegrationCall, Minimization, MoleculeImages};
use protocol::structure::DeepComplexes;
use room_api::{Answer, ApiError, Call, ComplexId, ErrorCode, Forcefield, Plugin, PluginId, SessionId, SessionState};

use crate::room::Room;
use crate::transfers::file_name;
use crate::workspace::Workspace;

/// The most complexes, or SMILES, in one call.
const MAX_THINGS: usize = 1000;
/// The most bytes of SMILES, and of the names of a file and its place.
const MAX_SMILES: usize = 1 << 20;
const MAX_NAME: usize = 1024;
/// The most steps of a minimization.
const MAX_STEPS: u32 = 1_000_000;
/// The most pixels of a picture, each way.
const MAX_PIXELS: u32 = 4096;

impl Room {
    /// Whether a call's arguments make sense here and now.
    pub(super) fn check_call(&self, call: &Call) -> Result<(), ApiError> {
        match call {
            Call::HydrogenAdd { complexes }
            | Call::HydrogenRemove { complexes }
            | Call::StructurePrep { complexes }
            | Call::CalculateEsp { complexes }
            | Call::ExportSmiles { complexes } => {
                complexes_of(&self.workspace, complexes)?;
            }
            Call::MinimizationStart { steps, cutoff, .. } => {
                if !(1..=MAX_STEPS).contains(steps) {
                    return malformed(format!("A minimization has 1 to {MAX_STEPS} steps, not {steps}."));
                }
                if !cutoff.is_finite() || *cutoff < 0.0 {
                    return malformed(format!("The cutoff is a length in angstrom, not {cutoff}."));
                }
            }
            Call::ExportFile { complex, location, name, .. } => {
                complexes_of(&self.workspace, &[*complex])?;
                let longest = location.len().max(name.as_ref().map_or(1, String::len));
                if longest > MAX_NAME || name.as_ref().is_some_and(String::is_empty) {
                    return malformed(format!("The names of a file and of its place have up to {MAX_NAME} bytes."));
                }
            }
            Call::ImportSmiles { smiles } => {
                let bytes: usize = smiles.iter().map(String::len).sum();
                if smiles.is_empty() || smiles.len() > MAX_THINGS || bytes > MAX_SMILES {
                    return malformed(format!("Give 1 to {MAX_THINGS} SMILES, of up to {MAX_SMILES} bytes in all."));
                }
            }
            Call::GenerateMoleculeImage { complex, width, height } => {
                complexes_of(&self.workspace, &[*complex])?;
                if ![width, height].iter().all(|pixels| (1..=MAX_PIXELS).contains(*pixels)) {
                    return malformed(format!("A picture has 1 to {MAX_PIXELS} pixels each way."));
                }
            }
            Call::MinimizationStop | Call::ExportLocations | Call::ImportFile | Call::RunInteractions => {}
        }
        Ok(())
    }

    /// The plugin that a call goes to: the one that is named, else the only one that registered for it.
    pub(super) fn called_plugin(&self, call: &Call, named: Option<PluginId>) -> Result<Plugin, ApiError> {
        let what = call.integration();
        let plugin = match named {
            Some(id) => {
                let plugin = self.plugins.iter().find(|plugin| plugin.id == id).ok_or_else(|| {
                    let message =
                        format!("No plugin has the number {id}. It may have stopped: look at the list again.");
                    ApiError::new(ErrorCode::NotFound, message)
                })?;
                // Old plugins register for nothing, and take calls all the same.
                if !plugin.integrations.is_empty() && !plugin.integrations.contains(&what) {
                    let (name, what) = (&plugin.name, what.name());
                    let message = format!("{name} did not register for {what}. Call one that did.");
                    return Err(ApiError::new(ErrorCode::Conflict, message));
                }
                plugin
            }
            None => {
                let offers = |plugin: &&Plugin| plugin.connected && plugin.integrations.contains(&what);
                let mut offering: Vec<&Plugin> = self.plugins.iter().filter(offers).collect();
                if *call == Call::MinimizationStop {
                    offering.retain(|plugin| self.live_session(plugin.id).is_some());
                }
                match offering[..] {
                    [one] => one,
                    [] => return Err(nobody_offers(call)),
                    ref several => {
                        let names = several.iter().map(|plugin| format!("{}#{}", plugin.name, plugin.id));
                        let names = names.collect::<Vec<_>>().join(", ");
                        let message = format!("Several plugins offer {}: {names}. Say which one.", what.name());
                        return Err(ApiError::new(ErrorCode::Conflict, message));
                    }
                }
            }
        };
        if *call == Call::MinimizationStop && self.live_session(plugin.id).is_none() {
            return Err(nobody_offers(call));
        }
        Ok(plugin.clone())
    }

    fn live_session(&self, plugin: PluginId) -> Option<SessionId> {
        self.sessions.values().find(|session| session.plugin == plugin && session.is_live()).map(|session| session.id)
    }

    /// The session in which a plugin is called; it is activated where it has none.
    pub(super) fn called_session(&mut self, plugin: &Plugin) -> Result<SessionId, ApiError> {
        let open = self.sessions.values().find(|session| session.plugin == plugin.id && !session.has_ended());
        match open {
            Some(session) if session.state() == SessionState::Lost => {
                let message = format!("The link to {} is lost. Wait until it is back, or reconnect it.", plugin.name);
                Err(ApiError::new(ErrorCode::Conflict, message))
            }
            Some(session) => Ok(session.id),
            None => match self.activate(plugin.id, &[])? {
                Answer::Session { session } => Ok(session),
                _ => Err(ApiError::new(ErrorCode::Internal, "The activation was mislaid.")),
            },
        }
    }
}

/// A call as it travels.
pub(super) fn to_wire(call: &Call, data: Option<Bytes>, workspace: &Workspace) -> Result<IntegrationCall, ApiError> {
    let deep =
        |ids: &[ComplexId]| -> Result<DeepComplexes, ApiError> { Ok(complexes_to_wire(complexes_of(workspace, ids)?)) };
    Ok(match call {
        Call::HydrogenAdd { complexes } => IntegrationCall::HydrogenAdd(deep(complexes)?),
        Call::HydrogenRemove { complexes } => IntegrationCall::HydrogenRemove(deep(complexes)?),
        Call::StructurePrep { complexes } => IntegrationCall::StructurePrep(deep(complexes)?),
        Call::CalculateEsp { complexes } => IntegrationCall::CalculateEsp(deep(complexes)?),
        Call::MinimizationStart { forcefield, steps, steepest, cutoff } => {
            IntegrationCall::MinimizationStart(Minimization {
                forcefield: number_of(*forcefield),
                steps: i32::try_from(*steps).unwrap_or(i32::MAX),
                steepest: *steepest,
                cutoff: *cutoff,
            })
        }
        Call::MinimizationStop => IntegrationCall::MinimizationStop,
        Call::ExportLocations => IntegrationCall::ExportLocations,
        Call::ExportFile { complex, format, location, name } => {
            let [complex] = complexes_of(workspace, &[*complex])?[..] else { return Err(gone(*complex)) };
            let filename = name.clone().unwrap_or_else(|| file_name(&complex.name, *format));
            let (location, filename) = (location.as_str().into(), filename.as_str().into());
            IntegrationCall::ExportFile(FileToExport { location, filename, data: data.unwrap_or_default() })
        }
        Call::ImportFile => IntegrationCall::ImportFile,
        Call::ExportSmiles { complexes } => IntegrationCall::ExportSmiles(deep(complexes)?),
        Call::ImportSmiles { smiles } => {
            IntegrationCall::ImportSmiles(smiles.iter().map(|smiles| smiles.as_str().into()).collect())
        }
        Call::GenerateMoleculeImage { complex, width, height } => {
            let pixels = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
            let (width, height) = (pixels(*width), pixels(*height));
            IntegrationCall::GenerateMoleculeImage(MoleculeImages { complexes: deep(&[*complex])?, width, height })
        }
        Call::RunInteractions => IntegrationCall::RunInteractions,
    })
}

/// The complexes with these numbers, in this order; each once.
fn complexes_of<'a>(workspace: &'a Workspace, ids: &[ComplexId]) -> Result<Vec<&'a Complex>, ApiError> {
    if ids.is_empty() || ids.len() > MAX_THINGS {
        return malformed(format!("A plugin is called with 1 to {MAX_THINGS} complexes, not with {}.", ids.len()));
    }
    let mut seen = std::collections::HashSet::new();
    let once = ids.iter().filter(|id| seen.insert(id.0));
    once.map(|id| workspace.complex(id.0).ok_or_else(|| gone(*id))).collect()
}

pub(super) fn gone(complex: ComplexId) -> ApiError {
    ApiError::new(ErrorCode::NotFound, format!("No complex of the room has the number {complex}."))
}

fn nobody_offers(call: &Call) -> ApiError {
    let message = match call {
        Call::MinimizationStop => "Nothing is being minimized: no plugin that can is active.".to_owned(),
        call => format!(
            "No plugin that is connected offers {}. Start one that does; one that registered for nothing can be named.",
            call.integration().name()
        ),
    };
    ApiError::new(ErrorCode::NotFound, message)
}

fn malformed<T>(message: String) -> Result<T, ApiError> {
    Err(ApiError::new(ErrorCode::Malformed, message))
}

/// As plugins number them.
fn number_of(forcefield: Forcefield) -> u8 {
    match forcefield {
        Forcefield::Universal => 0,
        Forcefield::GeneralAmber => 1,
        Forcefield::Ghemical => 2,
        Forcefield::Mmff94 => 3,
        Forcefield::Mmff94s => 4,
    }
}
