//! Structures from trees to columns and back.

mod hostile;
mod made;
mod real;
mod round_trip;
mod shallow;
