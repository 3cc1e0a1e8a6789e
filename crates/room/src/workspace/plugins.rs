//! What plugins ask of the workspace and tell it.

use std::collections::HashSet;

use molecule::{Complex, Index, Molecule};
use molecule_wire::{Depth, complexes_from_wire, complexes_to_wire, to_wire};
use protocol::structure::{self as wire, DeepComplexes, DeepWorkspace, Quaternion, Vec3};
use protocol::{ToApp, ToPlugin};

use super::numbers::Keep;
use super::untravelled::keep_what_does_not_travel;
use super::{Change, Handled, Workspace, know_secondary_structure, size};

/// The most bytes of structures in one answer, about: a packet may not be larger either.
const MAX_ANSWER_BYTES: usize = 256 << 20;

/// The most complexes in one answer.
const MAX_ASKED: usize = 10_000;

/// The most atoms that bonds or secondary structure are found for on a plugin's behalf.
const MAX_ATOMS: usize = 500_000;

impl Handled {
    pub(super) fn answer(answer: ToPlugin) -> Self {
        Handled { answer: Some(answer), ..Self::default() }
    }

    pub(super) fn problem(problem: impl Into<String>) -> Self {
        Handled { problem: Some(problem.into()), ..Self::default() }
    }

    /// What followed.
    pub(super) fn append(&mut self, then: Handled) {
        self.changes.extend(then.changes);
        self.problem = match (self.problem.take(), then.problem) {
            (Some(first), Some(second)) => Some(format!("{first} {second}")),
            (first, second) => first.or(second),
        };
    }
}

impl Workspace {
    /// Carries out a plugin's message about structures. Any other message is a problem.
    pub fn handle(&mut self, message: ToApp) -> Handled {
        match message {
            ToApp::ComplexListRequest => {
                let shallow = |complex| to_wire(complex, Depth::Shallow).1;
                Handled::answer(ToPlugin::ComplexListResponse(self.complexes.iter().map(shallow).collect()))
            }
            ToApp::ComplexesRequest(indices) => self.complexes_request(&indices),
            ToApp::WorkspaceRequest => self.workspace_request(),
            ToApp::WorkspaceUpdate(update) => Handled {
                answer: Some(ToPlugin::WorkspaceUpdated),
                ..self.workspace_update(update).unwrap_or_else(Handled::problem)
            },
            ToApp::AddToWorkspace(deep) => self.add_to_workspace(deep),
            ToApp::StructuresDeepUpdate(update) => {
                Handled { answer: Some(ToPlugin::StructuresDeepUpdateDone), ..self.deep_update(update) }
            }
            ToApp::StructuresShallowUpdate(update) => self.shallow_update(update),
            ToApp::SubstructureRequest(request) => self.substructures(request),
            ToApp::BondsAdd(deep) => bonds_add(deep),
            ToApp::DsspAdd(deep) => dssp_add(deep),
            ToApp::ApplyColorScheme(apply) => self.apply_color_scheme(&apply),
            other => Handled::problem(format!("{} is not about structures.", other.kind().name())),
        }
    }

    /// The complexes in the order asked; one that is gone is a placeholder with index -1.
    fn complexes_request(&self, indices: &[Index]) -> Handled {
        let gone = Complex::default();
        let (mut bytes, mut too_much) = (0, indices.len() > MAX_ASKED);
        let asked = indices.iter().take(MAX_ASKED).map(|index| {
            let Some(place) = self.place(*index) else { return &gone };
            bytes += self.bytes[place];
            too_much |= bytes > MAX_ANSWER_BYTES;
            if bytes > MAX_ANSWER_BYTES { &gone } else { &self.complexes[place] }
        });
        let answer = ToPlugin::ComplexesResponse(complexes_to_wire(asked));
        let words = "The plugin asked for more complexes than one answer can hold: it got only the first of them.";
        Handled { answer: Some(answer), problem: too_much.then(|| words.into()), ..Handled::default() }
    }

    fn workspace_request(&self) -> Handled {
        let mut bytes = 0;
        let fits = |place: &usize| {
            bytes += self.bytes[*place];
            bytes <= MAX_ANSWER_BYTES
        };
        let fitting = (0..self.complexes.len()).take_while(fits).count();
        let DeepComplexes { atoms, complexes } = complexes_to_wire(&self.complexes[..fitting]);
        let (position, rotation, scale) = (self.position, self.rotation, self.scale);
        let workspace = wire::Workspace { complexes, position, rotation, scale };
        let words = "The workspace is larger than one answer can hold: the plugin got only the oldest complexes.";
        Handled {
            answer: Some(ToPlugin::WorkspaceResponse(DeepWorkspace { atoms, workspace })),
            problem: (fitting < self.complexes.len()).then(|| words.into()),
            ..Handled::default()
        }
    }

    /// Replaces the workspace. Complexes that were there stay where they stand, new ones follow.
    fn workspace_update(&mut self, update: DeepWorkspace) -> Result<Handled, String> {
        let DeepWorkspace { atoms, workspace } = update;
        let refused = |why: String| format!("The plugin's workspace was refused, and nothing changed: {why}");
        if workspace.complexes.len() > self.max_complexes {
            let (count, max) = (workspace.complexes.len(), self.max_complexes);
            return Err(refused(format!("it has {count} complexes, and the room may hold {max}.")));
        }
        let deep = DeepComplexes { atoms, complexes: workspace.complexes };
        let mut given = complexes_from_wire(deep).map_err(|error| refused(format!("{error}.")))?;
        let bytes: Vec<usize> = given.iter().map(size::bytes).collect();
        let (new, old) = (bytes.iter().sum(), self.bytes.iter().sum());
        self.check_room_for(0, new, old).map_err(|error| refused(error.message))?;

        self.numbers.number_rest(&mut given, Keep::Sensible);
        let stays: HashSet<Index> = given.iter().map(|complex| complex.index).collect();
        let mut changes = Vec::new();
        for place in (0..self.complexes.len()).rev() {
            if !stays.contains(&self.complexes[place].index) {
                changes.push(self.take_out(place));
            }
        }
        for (mut complex, bytes) in given.into_iter().zip(bytes) {
            let Some(place) = self.place(complex.index) else {
                know_secondary_structure(&mut complex);
                changes.push(Change::Added(complex.index));
                self.complexes.push(complex);
                self.bytes.push(bytes);
                continue;
            };
            keep_what_does_not_travel(&self.complexes[place], &mut complex);
            know_secondary_structure(&mut complex);
            changes.extend(self.put(place, complex, bytes));
        }
        self.place_workspace(workspace.position, workspace.rotation, workspace.scale);
        Ok(Handled { changes, ..Handled::default() })
    }

    /// Where the workspace stands; what is no place or no size is left as it was.
    fn place_workspace(&mut self, position: Vec3, rotation: Quaternion, scale: Vec3) {
        let finite = |at: Vec3| [at.x, at.y, at.z].iter().all(|value| value.is_finite());
        let turned = [rotation.x, rotation.y, rotation.z, rotation.w];
        if finite(position) {
            self.position = position;
        }
        if turned.iter().all(|value| value.is_finite()) && turned.iter().any(|value| *value != 0.0) {
            self.rotation = rotation;
        }
        if finite(scale) {
            self.scale = scale;
        }
    }

    /// The answer has the complexes as they are in the room now, in the order given.
    fn add_to_workspace(&mut self, deep: DeepComplexes) -> Handled {
        let given = complexes_from_wire(deep).map_err(|error| format!("{error}."));
        let added = given.and_then(|given| self.add(given).map_err(|error| error.message));
        let (changes, problem) = match added {
            Ok(changes) => (changes, None),
            Err(why) => (Vec::new(), Some(format!("The plugin's complexes were refused, and none was added: {why}"))),
        };
        let created = &self.complexes[self.complexes.len() - changes.len()..];
        Handled { answer: Some(ToPlugin::AddToWorkspaceDone(complexes_to_wire(created))), changes, problem }
    }
}

/// Bonds for complexes of the plugin's own, which need not be in the workspace.
fn bonds_add(deep: DeepComplexes) -> Handled {
    found_for(deep, "bonds", ToPlugin::BondsAddDone, |complexes| {
        molecules_of(complexes).for_each(molecule::bonds::perceive);
        Ok(())
    })
}

/// Secondary structure for complexes of the plugin's own, likewise.
fn dssp_add(deep: DeepComplexes) -> Handled {
    found_for(deep, "secondary structure", ToPlugin::DsspAddDone, |complexes| {
        let found: usize = molecules_of(complexes).map(molecule::secondary_structure::assign).sum();
        if found == 0 {
            Err("No secondary structure was found: there is no residue with a whole backbone.")
        } else {
            Ok(())
        }
    })
}

fn molecules_of(complexes: &mut [Complex]) -> impl Iterator<Item = &mut Molecule> {
    complexes.iter_mut().flat_map(|complex| &mut complex.molecules)
}

/// Finds something for complexes; too many go back as they came.
fn found_for(
    deep: DeepComplexes,
    what: &'static str,
    answer: fn(DeepComplexes) -> ToPlugin,
    find: fn(&mut [Complex]) -> Result<(), &'static str>,
) -> Handled {
    if deep.atoms.len() > MAX_ATOMS {
        let problem = format!("The plugin asked for the {what} of more than {MAX_ATOMS} atoms: nothing was found.");
        return Handled { problem: Some(problem), ..Handled::answer(answer(deep)) };
    }
    match complexes_from_wire(deep) {
        Ok(mut complexes) => {
            let problem = find(&mut complexes).err().map(Into::into);
            Handled { problem, ..Handled::answer(answer(complexes_to_wire(&complexes))) }
        }
        Err(error) => Handled {
            problem: Some(format!(
                "The plugin's complexes make no sense, and their {what} was not looked for: {error}."
            )),
            ..Handled::answer(answer(DeepComplexes::default()))
        },
    }
}
