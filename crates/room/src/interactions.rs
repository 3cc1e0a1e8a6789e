//! Interactions: what plugins, and the room itself, found between groups of atoms. They belong to the workspace: any plugin may
//! change or delete them, they outlive the session that made them, and they go with their atoms.
//!
//! They are numbered by themselves, as shapes are.

mod convert;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use molecule::Index;
use protocol::ToPlugin;
use protocol::interactions::{GetInteractions, Interaction, InteractionKind};
use room_api::{Answer, Event, InteractionId, SessionId};

use crate::room::Room;

/// The most interactions in a room.
pub(crate) const MAX_INTERACTIONS: usize = 20_000;
/// The most atoms that all of them name: whoever comes is told of all in one frame.
pub(crate) const MAX_NAMED: usize = 200_000;
/// The most atoms in a group.
const MAX_ATOMS: usize = 1000;
/// The most interactions in one event: more go in several, so that no frame grows without bound.
const MAX_IN_EVENT: usize = 500;
/// The index of what was refused.
const REFUSED: i64 = -1;

/// The interactions of a room by number.
#[derive(Debug, Default)]
pub(crate) struct Interactions {
    all: BTreeMap<i64, Interaction>,
    /// Those that the room found by itself.
    found: BTreeSet<i64>,
    /// How many atoms they name.
    named: usize,
    last: i64,
}

impl Interactions {
    /// The atoms of all of them.
    fn atoms(&self) -> HashSet<Index> {
        self.all.values().flat_map(atoms).collect()
    }
}

impl Room {
    /// A session creates interactions, or changes those whose numbers it gives: the answer has each one's number.
    pub(crate) fn create_interactions(&mut self, session: SessionId, given: Vec<Interaction>) -> ToPlugin {
        let there = self.workspace.atoms_among(&given.iter().flat_map(atoms).collect());
        let (mut indices, mut set, mut problems) = (Vec::with_capacity(given.len()), Vec::new(), Vec::new());
        for interaction in given {
            match check(&interaction, &there).and_then(|()| self.put_interaction(interaction)) {
                Ok(index) => {
                    indices.push(index);
                    set.push(index);
                }
                Err(problem) => {
                    indices.push(REFUSED);
                    problems.push(problem);
                }
            }
        }
        self.publish_interactions(&set);
        self.tell_first(session, &problems, "interactions were refused");
        ToPlugin::CreateInteractionsResult(indices)
    }

    /// The interactions in which any of the given structures takes part; without any structure, all.
    pub(crate) fn interactions_of(&self, wanted: &GetInteractions) -> ToPlugin {
        let GetInteractions { complexes, molecules, chains, residues, atoms: alone, kind } = wanted;
        let is_anything_named = [complexes, molecules, chains, residues, alone].iter().any(|named| !named.is_empty());
        let mut within = HashSet::new();
        if is_anything_named {
            within = self.workspace.atoms_in(&[complexes, molecules, chains, residues].map(|named| &named[..]));
            within.extend(alone);
        }
        let is_wanted = |interaction: &&Interaction| {
            let is_kind = *kind == InteractionKind::ALL || interaction.kind == *kind;
            is_kind && (!is_anything_named || atoms(interaction).any(|atom| within.contains(&atom)))
        };
        ToPlugin::GetInteractionsResponse(self.interactions.all.values().filter(is_wanted).cloned().collect())
    }

    /// A session deletes interactions. What is not there is gone, as was wanted: they go with their atoms, too.
    pub(crate) fn delete_interactions(&mut self, indices: &[i64]) {
        let gone: Vec<i64> = indices.iter().copied().filter(|index| self.take_interaction(*index)).collect();
        self.publish_interactions_gone(&gone);
    }

    /// A member removes interactions, likewise.
    pub(crate) fn remove_interactions(&mut self, interactions: &[InteractionId]) -> Answer {
        let indices: Vec<i64> = interactions.iter().map(|interaction| interaction.0).collect();
        self.delete_interactions(&indices);
        Answer::Done
    }

    /// A session says that it is done with its interactions.
    pub(crate) fn interactions_done(&mut self, session: SessionId) {
        self.publish(Event::InteractionsDone { session });
    }

    /// A session wants the hydrogen bonds of what is shown: they come in the place of those that were found before, and stay
    /// as they are until somebody wants them anew.
    pub(crate) fn compute_hydrogen_bonds(&mut self, session: SessionId) -> ToPlugin {
        let found = self.workspace.hydrogen_bonds().and_then(|(changes, bonds)| {
            self.spread_step(session, changes);
            self.replace_found_interactions(bonds)
        });
        if let Err(problem) = found {
            self.tell_problem(session, &format!("Not all hydrogen bonds are shown: {problem}"));
        }
        ToPlugin::ComputeHbondsDone
    }

    /// Puts what the room found in the place of what it had found before.
    fn replace_found_interactions(&mut self, found: Vec<Interaction>) -> Result<(), String> {
        let old: Vec<i64> = std::mem::take(&mut self.interactions.found).into_iter().collect();
        self.delete_interactions(&old);
        let mut set = Vec::with_capacity(found.len());
        let mut problem = Ok(());
        for interaction in found {
            match self.put_interaction(interaction) {
                Ok(index) => set.push(index),
                Err(why) => {
                    problem = Err(why);
                    break;
                }
            }
        }
        self.interactions.found = set.iter().copied().collect();
        self.publish_interactions(&set);
        problem
    }

    /// Atoms may be gone: so are the interactions that they had.
    pub(crate) fn drop_loose_interactions(&mut self) {
        let named = self.interactions.atoms();
        let there = self.workspace.atoms_among(&named);
        if there.len() == named.len() {
            return;
        }
        let is_loose = |interaction: &Interaction| !atoms(interaction).all(|atom| there.contains(&atom));
        let all = self.interactions.all.iter();
        let loose: Vec<i64> = all.filter(|(_, interaction)| is_loose(interaction)).map(|(index, _)| *index).collect();
        self.delete_interactions(&loose);
    }

    pub(crate) fn interactions_view(&self) -> Vec<room_api::interaction::Interaction> {
        self.interactions.all.values().filter_map(convert::view).collect()
    }

    /// Puts an interaction in the place of the one with its number, where there is one; its number.
    fn put_interaction(&mut self, mut interaction: Interaction) -> Result<i64, String> {
        let old = self.interactions.all.get(&interaction.index);
        if old.is_none() && self.interactions.all.len() >= MAX_INTERACTIONS {
            return Err(format!("a room may hold {MAX_INTERACTIONS} interactions."));
        }
        let (leaving, named) = old.map_or((0, 0), |old| (bytes(old), atoms(old).count()));
        let named = self.interactions.named - named + atoms(&interaction).count();
        if named > MAX_NAMED {
            return Err(format!("the interactions of a room may name {MAX_NAMED} atoms."));
        }
        if old.is_none() {
            interaction.index = self.interactions.last + 1;
        }
        self.workspace.hold_beside(bytes(&interaction), leaving).map_err(|error| error.message)?;
        let index = interaction.index;
        self.interactions.named = named;
        self.interactions.last = self.interactions.last.max(index);
        // What a plugin changed is no longer the room's own.
        self.interactions.found.remove(&index);
        self.interactions.all.insert(index, interaction);
        Ok(index)
    }

    fn take_interaction(&mut self, index: i64) -> bool {
        let Some(interaction) = self.interactions.all.remove(&index) else { return false };
        self.interactions.found.remove(&index);
        self.interactions.named -= atoms(&interaction).count();
        self.workspace.let_go_beside(bytes(&interaction));
        true
    }

    fn publish_interactions(&mut self, set: &[i64]) {
        for some in set.chunks(MAX_IN_EVENT) {
            let known = some.iter().filter_map(|index| self.interactions.all.get(index));
            let interactions = known.filter_map(convert::view).collect();
            self.publish(Event::Interactions { interactions });
        }
    }

    fn publish_interactions_gone(&mut self, gone: &[i64]) {
        for some in gone.chunks(MAX_IN_EVENT) {
            let interactions = some.iter().copied().map(InteractionId).collect();
            self.publish(Event::InteractionsRemoved { interactions });
        }
    }
}

fn atoms(interaction: &Interaction) -> impl Iterator<Item = Index> {
    interaction.atoms1.iter().chain(&interaction.atoms2).copied()
}

fn bytes(interaction: &Interaction) -> usize {
    size_of::<Interaction>() + size_of_val(&interaction.atoms1[..]) + size_of_val(&interaction.atoms2[..])
}

/// Why an interaction is refused, if it is. The atoms `there` are those of the workspace.
fn check(interaction: &Interaction, there: &HashSet<Index>) -> Result<(), String> {
    if convert::kind(interaction.kind).is_none() {
        return Err(format!("there is no kind {} of interactions.", interaction.kind.0));
    }
    for group in [&interaction.atoms1, &interaction.atoms2] {
        if !(1..=MAX_ATOMS).contains(&group.len()) {
            return Err(format!("a group has 1 to {MAX_ATOMS} atoms, this one {}.", group.len()));
        }
    }
    match atoms(interaction).find(|atom| !there.contains(atom)) {
        Some(atom) => Err(format!("the atom {atom} is not there.")),
        None => Ok(()),
    }
}
