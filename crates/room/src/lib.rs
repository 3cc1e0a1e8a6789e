//! One room as a state machine without IO: apply(input) -> effects.
