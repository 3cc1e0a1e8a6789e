//! Docks ligands into a receptor with AutoDock Vina.

fn main() {}
