//! Secondary structure for plugins: the server runs `mkdssp` on what the room wrote for it, and the session waits its turn.

mod backbone;

use molecule::{Complex, Molecule};
use molecule_wire::{complexes_from_wire, complexes_to_wire};
use protocol::ToPlugin;
use protocol::structure::DeepComplexes;
use room_api::SessionId;

use crate::Effect;
use crate::errands::{Asked, Errand};
use crate::room::Room;

const NO_BACKBONE: &str = "there is no residue with a whole backbone";

impl Room {
    /// A plugin wants the secondary structure of its complexes. Where none can be found they go back as they came.
    pub(crate) fn assign(&mut self, id: SessionId, asked: Asked, deep: DeepComplexes) {
        let unchanged = deep.clone();
        let written = complexes_from_wire(deep).map_err(|error| format!("{error}")).and_then(|complexes| {
            let structures = molecules(&complexes).map(backbone::write).collect::<Result<Vec<String>, String>>()?;
            let is_empty = structures.iter().all(String::is_empty);
            if is_empty { Err(NO_BACKBONE.into()) } else { Ok((complexes, structures)) }
        });
        match written {
            Ok((complexes, structures)) => {
                self.effects.push(Effect::AssignSecondaryStructure { session: id, structures });
                self.send_for(id, asked, Errand::SecondaryStructure(complexes));
            }
            Err(why) => {
                self.tell_problem(id, &format!("No secondary structure was found: {why}."));
                self.reply(id, asked, Some(ToPlugin::DsspAddDone(unchanged)));
            }
        }
    }

    /// `mkdssp` is done, or was not able to; the session goes on.
    pub(crate) fn assigned(&mut self, id: SessionId, result: Result<Vec<String>, String>) {
        let Some((asked, Errand::SecondaryStructure(mut complexes))) = self.errand(id) else { return };
        let found = result.and_then(|outputs| {
            let all = complexes.iter_mut().flat_map(|complex| &mut complex.molecules);
            let found: usize = all.zip(outputs).map(|(molecule, output)| backbone::read(molecule, &output)).sum();
            if found > 0 { Ok(()) } else { Err(NO_BACKBONE.into()) }
        });
        if let Err(why) = found {
            self.tell_problem(id, &format!("No secondary structure was found: {why}."));
        }
        self.reply(id, asked, Some(ToPlugin::DsspAddDone(complexes_to_wire(&complexes))));
        self.hear_held(id);
    }
}

fn molecules(complexes: &[Complex]) -> impl Iterator<Item = &Molecule> {
    complexes.iter().flat_map(|complex| &complex.molecules)
}
