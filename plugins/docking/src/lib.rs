//! The Docking plugin: docks ligands into a receptor with AutoDock Vina, in a room.
//!
//! [`pipeline`] goes from structures to poses and knows no room; [`choices`] is what the presenter has chosen,
//! without a menu; [`entries`] are the molecules of a library; [`results`] are the poses that were found; [`screen`] is the
//! menu; [`session`] joins them to a room.

pub mod choices;
pub mod entries;
pub mod pipeline;
pub mod results;
pub mod screen;
pub mod session;
