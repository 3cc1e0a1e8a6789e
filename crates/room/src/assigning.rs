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
    /// A plugin wants the secondary structure of its complexes. What nothing is found of goes back as it came.
    pub(crate) fn assign(&mut self, id: SessionId, asked: Asked, deep: DeepComplexes) {
        let unchanged = deep.clone();
        let complexes = match complexes_from_wire(deep) {
            Ok(complexes) => complexes,
            Err(error) => {
                self.tell_problem(id, &format!("No secondary structure was found: {error}."));
                return self.reply(id, asked, Some(ToPlugin::DsspAddDone(unchanged)));
            }
        };
        let mut problems = Vec::new();
        let written = molecules(&complexes).map(|molecule| {
            backbone::write(molecule).unwrap_or_else(|why| {
                problems.push(why);
                String::new()
            })
        });
        let structures: Vec<String> = written.collect();
        if structures.iter().all(String::is_empty) {
            self.tell_not_assigned(id, 0, &problems);
            return self.reply(id, asked, Some(ToPlugin::DsspAddDone(unchanged)));
        }
        self.effects.push(Effect::AssignSecondaryStructure { session: id, structures });
        self.send_for(id, asked, Errand::SecondaryStructure { complexes, problems });
    }

    /// `mkdssp` is done with each, or was not able to; the session goes on.
    pub(crate) fn assigned(&mut self, id: SessionId, outputs: Vec<Result<String, String>>) {
        let Some((asked, Errand::SecondaryStructure { mut complexes, mut problems })) = self.errand(id) else { return };
        let all = complexes.iter_mut().flat_map(|complex| &mut complex.molecules);
        let mut found = 0;
        for (molecule, output) in all.zip(outputs) {
            match output {
                Ok(output) => found += backbone::read(molecule, &output),
                Err(why) => problems.push(why),
            }
        }
        self.tell_not_assigned(id, found, &problems);
        self.reply(id, asked, Some(ToPlugin::DsspAddDone(complexes_to_wire(&complexes))));
        self.hear_held(id);
    }

    /// Tells people where nothing was found, and why: in all, or in the molecules of these problems.
    fn tell_not_assigned(&mut self, id: SessionId, found: usize, problems: &[String]) {
        match problems {
            [] if found == 0 => self.tell_problem(id, &format!("No secondary structure was found: {NO_BACKBONE}.")),
            [] => {}
            [why, ..] if found == 0 => self.tell_problem(id, &format!("No secondary structure was found: {why}.")),
            [why, ..] => {
                let count = problems.len();
                let what = format!("No secondary structure was found in {count} of its molecules: {why}.");
                self.tell_problem(id, &what);
            }
        }
    }
}

fn molecules(complexes: &[Complex]) -> impl Iterator<Item = &Molecule> {
    complexes.iter().flat_map(|complex| &complex.molecules)
}
