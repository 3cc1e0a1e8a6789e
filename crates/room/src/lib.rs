//! One room as a state machine without IO: `apply(input) -> effects`.

mod io;

pub use io::*;
