//! `cargo xtask test`: everything that must hold before a change lands, set-up included.

use std::time::Instant;

use anyhow::Result;

use crate::{debian, house, process, python, web};

/// Runs all checks in order; the first failure ends it.
pub fn run() -> Result<()> {
    let root = process::workspace_root();
    let started = Instant::now();
    let cargo = |step: &str, arguments: &[&str]| {
        println!("== {step} (after {} s)", started.elapsed().as_secs());
        process::run(process::cargo().args(arguments))
    };

    cargo("format", &["fmt", "--all", "--check"])?;
    cargo("lints", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    // A workspace of its own, which only a nightly toolchain runs; that it compiles, holds for every one.
    println!("== the fuzz targets compile (after {} s)", started.elapsed().as_secs());
    let (fuzz, target) = (root.join("fuzz/Cargo.toml"), process::target_dir().join("fuzz"));
    let mut check = process::cargo();
    check.args(["check", "--quiet", "--locked", "--manifest-path"]).arg(fuzz).env("CARGO_TARGET_DIR", target);
    process::run(&mut check)?;
    println!("== the house: arrows, files, links");
    house::check(&root)?;

    println!("== the pages: types, unit tests, build (after {} s)", started.elapsed().as_secs());
    web::check()?;
    web::build()?;

    println!("== tools: Vina, Open Babel and mkdssp, Python with nanome, gemmi, meeko and rdkit");
    debian::install(debian::DOCKING_TOOLS)?;
    debian::install(debian::STRUCTURE_TOOLS)?;
    let venvs = python::install_all()?;

    println!("== Rust tests (after {} s)", started.elapsed().as_secs());
    process::run(
        process::cargo().args(["test", "--workspace", "--locked"]).env("DOCKING_PYTHON", venvs.docking.python()),
    )?;

    cargo("programs for the conformance tests", &["build", "--workspace", "--bins", "--examples", "--locked"])?;
    println!("== conformance with the nanome library (after {} s)", started.elapsed().as_secs());
    process::run(
        venvs
            .nanome_0_42
            .command()
            .args(["-m", "pytest", "-q", "conformance"])
            .current_dir(&root)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("NANOME_0_42_PYTHON", venvs.nanome_0_42.python())
            .env("NANOME_0_38_PYTHON", venvs.nanome_0_38.python())
            .env("DOCKING_PYTHON", venvs.docking.python())
            .env("STRUCTURE_DUMP", process::target_dir().join("debug/examples/dump")),
    )?;
    println!("== stories in the browser (after {} s)", started.elapsed().as_secs());
    web::stories(&venvs.docking.python(), &venvs.nanome_0_42.python())?;
    println!("== all tests passed in {} s", started.elapsed().as_secs());
    Ok(())
}
