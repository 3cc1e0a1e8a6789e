//! A real ligand in a real pocket: found again, refused with reason, cancelled without a trace.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use docking::pipeline::poses::as_complex;
use docking::pipeline::{Dock, PipelineError, Plan, Search, SearchBox, Tools};
use molecule::{Complex, Format};

const POCKET: &[u8] = include_bytes!("../data/1of6_pocket.pdb");
const LIGAND: &[u8] = include_bytes!("../data/1of6_ligand.sdf");

/// The tools, or None and a line that says what is missing. Where `DOCKING_PYTHON` is named, as `cargo xtask test` does,
/// they are expected to be there.
fn tools() -> Option<Tools> {
    let tools = Tools::from_env();
    let is_expected = std::env::var_os("DOCKING_PYTHON").is_some();
    let checks = [
        (&tools.vina, ["--version"].as_slice()),
        (&tools.open_babel, &["-V"]),
        (&tools.python, &["-c", "import meeko, rdkit"]),
    ];
    for (program, words) in checks {
        let mut command = Command::new(program);
        let status = command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !status.is_ok_and(|status| status.success()) {
            let problem = format!("`{} {}` does not work here", program.display(), words.join(" "));
            assert!(!is_expected, "{problem}, though DOCKING_PYTHON is set");
            // Not by println!: the output of tests that pass is not shown.
            let _ = writeln!(std::io::stderr(), "skipped a test of docking: {problem}");
            return None;
        }
    }
    Some(tools)
}

fn structures() -> (Complex, Complex) {
    let read = |bytes, format, name| molecule::read(bytes, format, name).unwrap().remove(0);
    (read(POCKET, Format::Pdb, "1OF6"), read(LIGAND, Format::Sdf, "DTY"))
}

fn plan(receptor: &Complex, ligand: &Complex) -> Plan {
    Plan {
        site: SearchBox::around(ligand, receptor, 5.0).unwrap(),
        keep: BTreeSet::new(),
        search: Search { exhaustiveness: 4, modes: 5, seed: 7 },
        fresh_conformer: true,
    }
}

#[tokio::test]
async fn the_crystal_pose_is_found_again() {
    let Some(tools) = tools() else { return };
    let (mut receptor, ligand) = structures();
    receptor.position = [1.0, 2.0, 3.0];
    let mut crystal = ligand.clone();
    crystal.position = receptor.position;
    let plan = plan(&receptor, &crystal);
    let dock = Dock::new(&tools, &plan, &receptor).await.unwrap();
    let heard = Cell::new(0);
    let last = Cell::new(0.0);
    let found = dock
        .dock(&crystal, |done| {
            assert!(done >= last.get());
            last.set(done);
            heard.set(heard.get() + 1);
        })
        .await
        .unwrap();
    assert_eq!(found.guessed_centres, 0);
    assert!(heard.get() > 20, "progress came {} times", heard.get());
    let poses = &found.poses;
    assert!(!poses.is_empty() && poses.len() <= 5);
    assert!(poses.is_sorted_by(|a, b| a.score <= b.score));
    assert!(poses[0].score < -6.0, "best score {}", poses[0].score);
    let distance = distance_from(&poses[0].molecule, ligand.current().unwrap());
    assert!(distance < 1.5, "the best pose is {distance} angstrom off");

    let placed = as_complex(&found, &crystal, &receptor);
    assert_eq!((placed.position, placed.molecules.len()), (receptor.position, poses.len()));
    let best = &placed.molecules[0];
    assert_eq!(best.conformers[0].name, "DTY");
    let label = format!("DTY: {} poses, the best at -", poses.len());
    assert!(placed.box_label.starts_with(&label), "{}", placed.box_label);
    // An aromatic ring and two acid oxygens: bond orders came through, as did the hydrogens.
    let doubles = best.bonds.kinds[0].iter().filter(|kind| matches!(kind, 2 | 4)).count();
    assert!(doubles >= 4, "{doubles} double or aromatic bonds");
    assert_eq!((best.heavy_atoms().len(), best.atoms.len()), (13, 24));
}

/// Alanine as it is drawn; the side of its methyl: 6 behind the plane, which makes it L, 1 in front of it, D.
fn drawn_alanine(side: u8) -> Complex {
    let sdf = format!(
        "alanine\n\n\n  6  5  0  0  0  0  0  0  0  0999 V2000
    1.5000    1.2990    0.0000 C   0  0
    0.7500    0.0000    0.0000 C   0  0
    1.5000   -1.2990    0.0000 N   0  0
   -0.7500    0.0000    0.0000 C   0  0
   -1.5000    1.2990    0.0000 O   0  0
   -1.5000   -1.2990    0.0000 O   0  0
  2  1  1  {side}\n  2  3  1  0\n  2  4  1  0\n  4  5  2  0\n  4  6  1  0\nM  END\n"
    );
    molecule::read(sdf.as_bytes(), Format::Sdf, "alanine").unwrap().remove(0)
}

/// Whether an amino acid is L: seen from the hydrogen of its alpha carbon, CO, R and N stand clockwise.
fn is_l(pose: &molecule::Molecule) -> bool {
    let bonds = || pose.bonds.atom1.iter().zip(pose.bonds.atom2.iter()).map(|(a, b)| (*a as usize, *b as usize));
    let beside =
        |atom: usize| bonds().filter_map(move |(a, b)| if a == atom { Some(b) } else { (b == atom).then_some(a) });
    let symbol = |row: usize| pose.atoms.symbol[row].as_str();
    let nitrogen = (0..pose.atoms.len()).find(|row| symbol(*row) == "N").unwrap();
    let alpha = beside(nitrogen).find(|row| symbol(*row) == "C").unwrap();
    let is_acid = |row: &usize| beside(*row).any(|other| symbol(other) == "O");
    let acid = beside(alpha).find(is_acid).unwrap();
    let methyl = beside(alpha).find(|row| symbol(*row) == "C" && !is_acid(row)).unwrap();
    let place = |row: usize| pose.positions()[row];
    let arm = |row: usize| -> [f32; 3] { std::array::from_fn(|axis| place(row)[axis] - place(alpha)[axis]) };
    let (a, b, c) = (arm(acid), arm(methyl), arm(nitrogen));
    let volume =
        a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
    assert!(volume.abs() > 1.0, "a centre of {volume} cubic angstrom");
    volume > 0.0
}

#[tokio::test]
async fn a_drawing_is_docked_with_the_hand_that_its_wedges_tell() {
    let Some(tools) = tools() else { return };
    let (receptor, ligand) = structures();
    let mut plan = plan(&receptor, &ligand);
    plan.search = Search { exhaustiveness: 1, modes: 2, seed: 7 };
    let dock = Dock::new(&tools, &plan, &receptor).await.unwrap();
    for (side, is_natural) in [(6, true), (1, false)] {
        let found = dock.dock(&drawn_alanine(side), |_| ()).await.unwrap();
        assert_eq!(found.guessed_centres, 0);
        assert!(found.poses.iter().all(|pose| is_l(&pose.molecule) == is_natural), "drawn with {side}");
    }
    let drawing = drawn_alanine(0);
    let found = dock.dock(&drawing, |_| ()).await.unwrap();
    assert_eq!(found.guessed_centres, 1);
    let data = &as_complex(&found, &drawing, &receptor).molecules[0].conformers[0].associated;
    assert!(data.iter().any(|(name, value)| name == "Guessed centres" && value == "1"), "{data:?}");
    // Whatever its name says, this is how its places are read by RDKit, too.
    assert!(is_l(ligand.current().unwrap()));
}

/// From the atoms of `crystal` to the nearest of their element, root mean square: symmetric atoms may swap.
fn distance_from(pose: &molecule::Molecule, crystal: &molecule::Molecule) -> f32 {
    let distance = |a: [f32; 3], b: [f32; 3]| (0..3).map(|axis| (a[axis] - b[axis]).powi(2)).sum::<f32>().sqrt();
    let nearest = |row: usize| {
        let same =
            pose.heavy_atoms().into_iter().filter(|other| pose.atoms.symbol[*other] == crystal.atoms.symbol[row]);
        same.map(|other| distance(pose.positions()[other], crystal.positions()[row])).fold(f32::INFINITY, f32::min)
    };
    let rows = crystal.heavy_atoms();
    let squares: f32 = rows.iter().map(|row| nearest(*row).powi(2)).sum();
    (squares / rows.len() as f32).sqrt()
}

#[tokio::test]
async fn a_cancelled_run_leaves_nothing() {
    let Some(tools) = tools() else { return };
    let (receptor, ligand) = structures();
    let long = Search { exhaustiveness: 500, ..Search::default() };
    let plan = Plan { search: long, ..plan(&receptor, &ligand) };
    let dock = Dock::new(&tools, &plan, &receptor).await.unwrap();
    let folder = dock.folder().to_owned();
    assert!(folder.join("receptor.pdbqt").exists());
    let (says_it_runs, mut it_runs) = tokio::sync::mpsc::unbounded_channel();
    let docking = dock.dock(&ligand, |done| {
        if done > 0.0 {
            let _ = says_it_runs.send(());
        }
    });
    tokio::select! {
        found = docking => panic!("it ended by itself: {found:?}"),
        // The first word comes when the ligand is ready, the second from Vina.
        () = async { it_runs.recv().await; it_runs.recv().await; } => {}
    }
    assert_eq!(running_in(&folder), Vec::<String>::new());
    drop(dock);
    assert!(!folder.exists());
}

/// The programs whose working folder this is, where the system tells.
fn running_in(folder: &std::path::Path) -> Vec<String> {
    let Ok(processes) = std::fs::read_dir("/proc") else { return Vec::new() };
    let works_here = |process: &std::path::Path| std::fs::read_link(process.join("cwd")).is_ok_and(|cwd| cwd == folder);
    let paths = processes.flatten().map(|entry| entry.path()).filter(|path| works_here(path));
    paths.map(|path| std::fs::read_to_string(path.join("comm")).unwrap_or_default()).collect()
}

#[tokio::test]
async fn missing_tools_and_bad_ligands_are_told() {
    let (receptor, ligand) = structures();
    let plan = plan(&receptor, &ligand);
    let nothing = Tools { python: "no-python".into(), vina: "no-vina".into(), open_babel: "no-babel".into(), cpus: 1 };
    let error = Dock::new(&nothing, &plan, &receptor).await.unwrap_err();
    assert!(error.to_string().contains("apt-get install openbabel"), "{error}");
    let error = Dock::new(&nothing, &plan, &ligand_as_receptor(&ligand)).await.unwrap_err();
    assert!(matches!(error, PipelineError::NoReceptor), "{error}");

    let Some(tools) = tools() else { return };
    let tools = Tools { python: "no-python".into(), ..tools };
    let dock = Dock::new(&tools, &plan, &receptor).await.unwrap();
    let error = dock.dock(&ligand, |_| ()).await.unwrap_err();
    assert!(error.to_string().contains("DOCKING_PYTHON"), "{error}");
    let error = dock.dock(&receptor, |_| ()).await.unwrap_err();
    assert!(error.to_string().contains("heavy atoms"), "{error}");
}

fn ligand_as_receptor(ligand: &Complex) -> Complex {
    let mut complex = ligand.clone();
    for molecule in &mut complex.molecules {
        molecule.atoms.is_het.edit().fill(true);
    }
    complex
}
