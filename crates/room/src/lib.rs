//! One room as a state machine without IO: `apply(input) -> effects`.

pub mod columns;
mod io;
mod menus;
mod workspace;

pub use io::*;
