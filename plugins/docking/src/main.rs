//! Starts the Docking plugin.

use std::process::ExitCode;

use docking::session::Docking;
use plugin::Description;

fn main() -> ExitCode {
    let description = Description::new("Docking", "Docks ligands into a receptor with AutoDock Vina.");
    plugin::main::<Docking>(description.tags(["Docking", "Structure-based design"]))
}
