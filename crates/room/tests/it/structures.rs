//! Structures, as soon as they are there.
