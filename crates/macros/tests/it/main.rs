//! Macros that do what they say, and macros that mean harm.

use std::time::{Duration, Instant};

use macros::{Done, FUNCTIONS, Limits, Stop, run};
use molecule::{Complex, Format};

const PEPTIDE: &[u8] = b"\
ATOM      1  N   ALA A   1       0.000   0.000   0.000  1.00  0.00           N
ATOM      2  CA  ALA A   1       1.400   0.000   0.000  1.00  0.00           C
HETATM    3  C1  LIG A   2       4.000   0.000   0.000  1.00  0.00           C
HETATM    4  H1  LIG A   2       5.000   0.000   0.000  1.00  0.00           H
HETATM    5  O   HOH A   3      20.000   0.000   0.000  1.00  0.00           O
END
";

fn peptide() -> Vec<Complex> {
    let mut complexes = molecule::read(PEPTIDE, Format::Pdb, "peptide").unwrap();
    let mut next = 0;
    for complex in &mut complexes {
        complex.index = 100;
        for index in complex.molecules[0].atoms.index.edit() {
            next += 1;
            *index = next;
        }
    }
    complexes
}

fn painter(molecule: &molecule::Molecule, scheme: &str) -> Option<Vec<u32>> {
    (scheme == "chains").then(|| vec![7; molecule.atoms.len()])
}

fn play(logic: &str) -> Result<Done, String> {
    let limits = Limits { time: Duration::from_secs(5), memory: 16 << 20 };
    run(logic, peptide(), painter, &limits, &Stop::default())
}

fn said(logic: &str) -> String {
    play(logic).unwrap().said.unwrap_or_default()
}

#[test]
fn it_reads_the_workspace_and_finds_things() {
    let text = said(
        r#"function main()
            local names = ""
            for complex in List_Iterator(Workspace_GetComplexes()) do
                for chain in List_Iterator(Molecule_GetChains(Complex_GetCurrentMolecule(complex))) do
                    for residue in List_Iterator(Chain_GetResidues(chain)) do
                        names = names .. Residue_GetName(residue) .. List_Length(Residue_GetAtoms(residue)) .. " "
                    end
                end
            end
            return names .. List_Length(Search_GetAtoms(">>> CA")) .. List_Length(Search_GetResidues(">> HOH"))
                .. List_Length(Search_GetAtomsByElement("c")) .. List_Length(Search_GetAtoms("other"))
                .. List_Length(Search_GetAtoms(">>> HET"))
        end"#,
    );
    assert_eq!(text, "ALA2 LIG2 HOH1 11203");
}

#[test]
fn it_selects_shows_paints_and_tells() {
    let done = play(
        r#"Selection_Change("replace", Search_GetResidues(">> LIG"))
           Command_ShowHydrogens(false)
           Command_ColoringAtomsBonds("mono", Color_RGB(255, 0, 0))
           Command_ShowRibbons(true)
           Command_Zoom()
           Selection_Extend(3.0, true)
           Selection_Change("remove", Search_GetAtomsByElement("N"))
           Command_ColoringSurfaces("chains")
           Command_Notification("done")
           print("atoms", List_Length(Selection_GetAtoms()))"#,
    )
    .unwrap();
    let [(before, after)] = &done.changed[..] else { panic!("{done:?}") };
    let (old, atoms) = (&before.molecules[0].atoms, &after.molecules[0].atoms);
    assert_eq!(atoms.selected[..], [false, true, true, true, false]);
    assert_eq!((atoms.display_mode[3] & 1, atoms.display_mode[2]), (0, old.display_mode[2]));
    assert_eq!(atoms.color[1..4], [old.color[1], 0xff00_00ff, 0xff00_00ff]);
    assert_eq!(atoms.surface_color[..], [old.surface_color[0], 7, 7, 7, old.surface_color[4]]);
    assert_eq!(done.look, Some(vec![3, 4]));
    assert_eq!(done.notices, ["done", "atoms 3"]);
    assert!(atoms.name.is_same(&old.name), "what does not change is shared");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (logic, why) in [
        ("function main()\n  Rocket_Launch(1)\nend", "The macro failed: line 2: there is no function Rocket_Launch."),
        ("string.find('a', 'b')", "The macro failed: line 1: there is no function find."),
        ("x = = 1", "The macro makes no sense: line 1: unexpected symbol near '='."),
        ("\nerror('no ligand')", "The macro failed: line 2: no ligand."),
        ("\n\nSelection_Change('eat', {})", "The macro failed: line 3: a selection is not changed by eat."),
        ("\x1bLua", "attempt to load a binary chunk"),
    ] {
        let error = play(logic).unwrap_err();
        assert!(error.contains(why), "{logic}: {error}");
    }
}

#[test]
fn what_means_harm_ends() {
    for (logic, why) in [
        ("while true do end", "it took longer than"),
        ("function main() return main() end", "it took longer than"),
        ("function f() return 1 + f() end f()", "more memory"),
        ("t = {} for i = 1, 1e9 do t[i] = {i} end", "more memory"),
        ("s = 'x' while true do s = s .. s end", "more memory"),
        ("string.rep('x', 1 << 40)", "too long"),
        ("string.rep('', 1 << 60)\nerror('fine')", "fine"),
        ("('x'):rep(1 << 62)", "too long"),
        ("io.open('/etc/passwd')", ""),
        ("os.execute('true')", ""),
        ("require('os')", "no function require"),
        ("load('x = 1')", "no function load"),
        ("dofile('/etc/passwd')", "no function dofile"),
        ("debug.getinfo(1)", ""),
        ("pcall(error)", "no function pcall"),
        ("coroutine.wrap(print)", ""),
        ("setmetatable({}, {})", "no function setmetatable"),
        ("collectgarbage('stop')", "no function collectgarbage"),
        ("string.dump(print)", "no function dump"),
        ("table.move({}, 1, 1 << 60, 2)", "no function move"),
        ("for i = 1, 1e6 do Selection_All() Selection_Clear() end", "it took longer than"),
    ] {
        let begun = Instant::now();
        let limits = Limits { time: Duration::from_millis(500), memory: 16 << 20 };
        let error = run(logic, peptide(), painter, &limits, &Stop::default()).unwrap_err();
        assert!(error.contains(why), "{logic}: {error}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{logic} took {:?}", begun.elapsed());
    }
}

#[test]
fn it_can_be_stopped() {
    let stop = Stop::default();
    let stopper = stop.clone();
    let running = std::thread::spawn(move || run("while true do end", peptide(), painter, &Limits::default(), &stop));
    stopper.stop();
    assert!(running.join().unwrap().unwrap_err().contains("it was stopped"));
}

#[test]
fn the_page_lists_every_function() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/macros.md");
    let page = std::fs::read_to_string(path).unwrap();
    for (function, what) in FUNCTIONS {
        assert!(page.contains(&format!("| `{function}` | {what} |")), "docs/macros.md does not list {function}");
        let name = function.split('(').next().unwrap();
        assert_eq!(said(&format!("function main() return type({name}) end")), "function", "{name}");
    }
}
