//! The docking pipeline with the real tools, where they are installed.

mod docks;
