//! What a delivery brings, in bytes: what is heavy is taken in where it keeps nobody else waiting.

use molecule::Complex;
use room::Input;
use room::files::Deeded;

use super::Delivery;
use crate::member::weight_of;

/// What brings more is heavy: it may take some ten milliseconds.
pub(super) const LIGHT: usize = 1 << 20;
/// In a room that holds more, anything may take as long.
pub(super) const LIGHT_ROOM: usize = 8 << 20;

/// About how many bytes a delivery brings.
pub(super) fn weight(delivery: &Delivery) -> usize {
    match delivery {
        Delivery::Enter(..) => 0,
        Delivery::Input(input) => weight_of_input(input),
    }
}

fn weight_of_input(input: &Input) -> usize {
    match input {
        Input::FromPlugin { payload, .. } => payload.len(),
        Input::FileRead { size, result, .. } => size + result.as_deref().map_or(0, complexes),
        Input::StructuresRead { results, .. } => results.iter().flatten().map(|read| complexes(read)).sum(),
        Input::StructuresWritten { results, .. } => results.iter().flatten().map(String::len).sum(),
        Input::FilesDone { results, .. } => results.iter().flatten().map(content).sum(),
        Input::MacroRan { result: Ok(done), .. } => done.changed.iter().map(|(_, now)| weight_of(now)).sum(),
        Input::CallFileWritten { result: Ok(file), .. } => file.len(),
        _ => 0,
    }
}

fn complexes(complexes: &[Complex]) -> usize {
    complexes.iter().map(weight_of).sum()
}

fn content(deeded: &Deeded) -> usize {
    match deeded {
        Deeded::Content(content) => content.len(),
        Deeded::Done | Deeded::Listing(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use room::ConnectionId;
    use room_api::{RequestId, SessionId};

    use super::*;

    #[test]
    fn what_brings_much_is_heavy() {
        let read = |atoms: usize| {
            let line = "HETATM    1  O   HOH A   1      11.000  12.000  13.000  1.00 20.00           O  \n";
            let complexes = molecule::read(line.repeat(atoms).as_bytes(), molecule::Format::Pdb, "water").unwrap();
            let (connection, request, name) = (ConnectionId(1), RequestId(1), String::new());
            Input::FileRead { connection, request, name, size: 0, result: Ok(complexes) }
        };
        let said = |bytes: usize| Input::FromPlugin { session: SessionId(1), payload: vec![0; bytes].into() };
        let written = |bytes: usize| Input::CallFileWritten { call: 1, result: Ok(vec![0; bytes].into()) };
        let done = |bytes: usize| Input::FilesDone {
            wanting: room::files::Wanting::Session(SessionId(1)),
            results: vec![Ok(Deeded::Content(Bytes::from(vec![0; bytes])))],
        };
        for (light, heavy) in [
            (Input::Tick, said(LIGHT + 1)),
            (read(10), read(10_000)),
            (said(LIGHT), written(LIGHT + 1)),
            (done(LIGHT), done(LIGHT + 1)),
        ] {
            assert!(weight(&Delivery::Input(light)) <= LIGHT);
            assert!(weight(&Delivery::Input(heavy)) > LIGHT);
        }
    }
}
