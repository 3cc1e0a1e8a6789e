//! Helices: two turns in a row, each held by the hydrogen bond from its last link to its first.

use super::State;
use super::backbone::Backbone;

/// Marks alpha helices, which win over strands, and then the others where nothing else is.
pub(super) fn mark(backbone: &Backbone, states: &mut [State]) {
    for (state, turn) in [(State::Alpha, 4), (State::ThreeTen, 3), (State::Pi, 5)] {
        let begins = |first: usize| backbone.is_whole(first, first + turn) && backbone.is_bond(first + turn, first);
        for first in 1..states.len().saturating_sub(turn) {
            if !begins(first) || !begins(first - 1) {
                continue;
            }
            let inside = &mut states[first..first + turn];
            let is_free = |of: &State| match state {
                State::Alpha => true,
                State::ThreeTen => matches!(of, State::Loop | State::ThreeTen),
                // As `mkdssp` 4 has it, where a pi helix is rarer than the alpha helix it interrupts.
                _ => matches!(of, State::Loop | State::Pi | State::Alpha),
            };
            if inside.iter().all(is_free) {
                inside.fill(state);
            }
        }
    }
}
