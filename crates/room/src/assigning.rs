//! Secondary structure for plugins: the server runs `mkdssp` on what the room wrote for it, and the session waits its turn.

mod backbone;

use std::collections::VecDeque;

use bytes::Bytes;
use molecule::{Complex, Molecule};
use molecule_wire::{complexes_from_wire, complexes_to_wire};
use protocol::structure::DeepComplexes;
use protocol::{MessageKind, ToPlugin};
use room_api::SessionId;

use crate::Effect;
use crate::room::Room;

/// The most bytes that a session may say meanwhile.
const MAX_HELD: usize = 256 << 20;

const NO_BACKBONE: &str = "there is no residue with a whole backbone";

/// A session whose complexes are with `mkdssp`. What it says meanwhile is held, for messages are carried out in order.
#[derive(Debug)]
pub(crate) struct Assigning {
    request: u32,
    expects_response: Option<bool>,
    complexes: Vec<Complex>,
    held: VecDeque<Bytes>,
    held_bytes: usize,
}

impl Assigning {
    /// Keeps what the session says for later; whether there was room for it.
    pub fn hold(&mut self, payload: &[u8]) -> bool {
        let fits = self.held_bytes + payload.len() <= MAX_HELD;
        if fits {
            self.held_bytes += payload.len();
            self.held.push_back(Bytes::copy_from_slice(payload));
        }
        fits
    }
}

impl Room {
    /// A plugin wants the secondary structure of its complexes. Where none can be found they go back as they came.
    pub(crate) fn assign(&mut self, id: SessionId, request: u32, expects_response: Option<bool>, deep: DeepComplexes) {
        let unchanged = deep.clone();
        let written = complexes_from_wire(deep).map_err(|error| format!("{error}")).and_then(|complexes| {
            let structures = molecules(&complexes).map(backbone::write).collect::<Result<Vec<String>, String>>()?;
            let is_empty = structures.iter().all(String::is_empty);
            if is_empty { Err(NO_BACKBONE.into()) } else { Ok((complexes, structures)) }
        });
        match (written, self.sessions.get_mut(&id)) {
            (Ok((complexes, structures)), Some(session)) => {
                let held = VecDeque::new();
                session.assigning = Some(Assigning { request, expects_response, complexes, held, held_bytes: 0 });
                self.effects.push(Effect::AssignSecondaryStructure { session: id, structures });
            }
            (Err(why), _) => {
                self.tell_problem(id, &format!("No secondary structure was found: {why}."));
                let answer = ToPlugin::DsspAddDone(unchanged);
                self.reply(id, MessageKind::DsspAdd, request, expects_response, Some(answer));
            }
            (Ok(_), None) => {}
        }
    }

    /// `mkdssp` is done, or was not able to; the session goes on.
    pub(crate) fn assigned(&mut self, id: SessionId, result: Result<Vec<String>, String>) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        let Some(mut assigning) = session.assigning.take() else { return };
        let found = result.and_then(|outputs| {
            let all = assigning.complexes.iter_mut().flat_map(|complex| &mut complex.molecules);
            let found: usize = all.zip(outputs).map(|(molecule, output)| backbone::read(molecule, &output)).sum();
            if found > 0 { Ok(()) } else { Err(NO_BACKBONE.into()) }
        });
        if let Err(why) = found {
            self.tell_problem(id, &format!("No secondary structure was found: {why}."));
        }
        let answer = ToPlugin::DsspAddDone(complexes_to_wire(&assigning.complexes));
        self.reply(id, MessageKind::DsspAdd, assigning.request, assigning.expects_response, Some(answer));
        for payload in assigning.held {
            self.hear(id, &payload);
        }
    }
}

fn molecules(complexes: &[Complex]) -> impl Iterator<Item = &Molecule> {
    complexes.iter().flat_map(|complex| &complex.molecules)
}
