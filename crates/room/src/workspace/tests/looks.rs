//! How complexes look: by what their residues are.

use molecule::Molecule;
use room_api::{ColorScheme, ColorTarget, Hydrogens, Look, Paint};

use super::super::Brush;
use super::*;

/// A dipeptide, a ligand with two hydrogens 4 angstrom from its second residue, zinc, and a water.
const POCKET: &str = "\
ATOM      1  N   GLY A   1     -20.000   0.000   0.000  1.00 20.00           N
ATOM      2  CA  GLY A   1     -19.000   0.000   0.000  1.00 20.00           C
ATOM      3  CA  SER A   2      -4.000   0.000   0.000  1.00 20.00           C
HETATM    4  C1  LIG A   3       0.000   0.000   0.000  1.00 20.00           C
HETATM    5  O1  LIG A   3       1.400   0.000   0.000  1.00 20.00           O
HETATM    6  H1  LIG A   3       0.000   1.000   0.000  1.00 20.00           H
HETATM    7  HO  LIG A   3       1.400   0.960   0.000  1.00 20.00           H
HETATM    8 ZN    ZN A   4      20.000   0.000   0.000  1.00 20.00          ZN
HETATM    9  O   HOH A   5       3.000   0.000   0.000  1.00 20.00           O
CONECT    4    5    6
CONECT    5    7
END
";

fn loaded() -> (Workspace, Index) {
    let complex = molecule::read(POCKET.as_bytes(), molecule::Format::Pdb, "pocket").unwrap().remove(0);
    let mut workspace = Workspace::new(&Limits::default());
    workspace.load(vec![complex]).unwrap();
    let index = indices(&workspace)[0];
    (workspace, index)
}

fn shown(workspace: &Workspace) -> &Molecule {
    workspace.complexes()[0].current().unwrap()
}

/// The names of the atoms that are drawn.
fn drawn(workspace: &Workspace) -> String {
    let atoms = &shown(workspace).atoms;
    let names = (0..atoms.len()).filter(|row| atoms.display_mode[*row] & 1 != 0).map(|row| atoms.name[row].as_str());
    names.collect::<Vec<_>>().join(" ")
}

/// What of each residue: `(ribbon, label)`.
fn residues(workspace: &Workspace) -> Vec<(bool, bool)> {
    let residues = &shown(workspace).residues;
    residues.ribboned.iter().copied().zip(residues.labeled.iter().copied()).collect()
}

#[test]
fn what_is_loaded_can_be_read() {
    let (workspace, _) = loaded();
    assert_eq!(drawn(&workspace), "C1 O1 H1 HO ZN");
    assert_eq!(residues(&workspace), [(true, false), (true, false), (false, false), (false, false), (false, false)]);
    let atoms = &shown(&workspace).atoms;
    assert_eq!((atoms.mode[3], atoms.mode[7], atoms.color[4]), (1, 3, 0xFF0D0DFF));
    assert_eq!(shown(&workspace).residues.ribbon_color[0], 0xC0D0FFFF, "by chain");
    assert!(!atoms.surface_rendering.contains(&true));
}

#[test]
fn every_look_shows_what_it_says_and_back() {
    let (mut workspace, index) = loaded();
    let before = workspace.complexes().to_vec();
    workspace.look(index, Look::Pocket).unwrap();
    assert_eq!(drawn(&workspace), "CA C1 O1 H1 HO ZN", "of the second residue, which is within 5 angstrom");
    assert_eq!(residues(&workspace)[..2], [(true, false), (true, true)]);
    let colors = &shown(&workspace).atoms.color;
    assert_eq!(
        (colors[2], colors[3]),
        (0xC0D0FFFF, before[0].molecules[0].atoms.color[3]),
        "a pocket's carbons by chain, a ligand's grey"
    );

    workspace.look(index, Look::Surface).unwrap();
    let atoms = &shown(&workspace).atoms;
    assert_eq!(atoms.surface_rendering.iter().position(|covered| !covered), Some(3), "around the polymer");
    assert_eq!((atoms.surface_color[0], atoms.surface_opacity[0]), (0xC0D0FFFF, 0.7));

    workspace.look(index, Look::AllAtoms).unwrap();
    assert_eq!(drawn(&workspace).split(' ').count(), 9);
    assert!(!shown(&workspace).residues.ribboned.contains(&true));

    workspace.look(index, Look::Overview).unwrap();
    let opacity = shown(&workspace).atoms.surface_opacity.clone();
    assert!(opacity.iter().all(|opacity| *opacity == 0.7), "nobody sees it");
    let mut now = workspace.complexes().to_vec();
    now[0].molecules[0].atoms.surface_opacity = before[0].molecules[0].atoms.surface_opacity.clone();
    assert_eq!(now, before);
}

#[test]
fn a_pose_beside_its_receptor_has_a_pocket_there() {
    let (mut workspace, index) = loaded();
    let mut pose = workspace.complexes()[0].clone();
    let keep: Vec<bool> = (0..9).map(|row| (3..7).contains(&row)).collect();
    pose.molecules[0] = pose.molecules[0].subset(&keep);
    // Turned half about z, so that x is -x: it stands by the first residue.
    (pose.rotation, pose.position) = ([0.0, 0.0, 1.0, 0.0], [-16.0, 0.0, 0.0]);
    workspace.load(vec![pose]).unwrap();
    workspace.look(index, Look::Pocket).unwrap();
    assert_eq!(residues(&workspace)[..2], [(true, true), (true, true)]);
    let pose = indices(&workspace)[1];
    workspace.change(pose, &room_api::ComplexChange { visible: Some(false), ..Default::default() }).unwrap();
    workspace.look(index, Look::Pocket).unwrap();
    assert_eq!(residues(&workspace)[..2], [(true, false), (true, true)], "what is hidden has no pocket");
}

#[test]
fn waters_and_hydrogens_are_toggled_and_looks_keep_the_hydrogens() {
    let (mut workspace, index) = loaded();
    workspace.show_waters(index, true).unwrap();
    assert_eq!(drawn(&workspace), "C1 O1 H1 HO ZN O");
    workspace.show_hydrogens(index, Hydrogens::Polar).unwrap();
    assert_eq!(drawn(&workspace), "C1 O1 HO ZN O");
    workspace.look(index, Look::Pocket).unwrap();
    assert_eq!(drawn(&workspace), "CA C1 O1 HO ZN");
    workspace.show_hydrogens(index, Hydrogens::None).unwrap();
    workspace.look(index, Look::Overview).unwrap();
    assert_eq!(drawn(&workspace), "C1 O1 ZN");
    assert_eq!(workspace.show_hydrogens(index, Hydrogens::None).unwrap(), []);
    workspace.show_hydrogens(index, Hydrogens::All).unwrap();
    assert_eq!(drawn(&workspace), "C1 O1 H1 HO ZN");
}

#[test]
fn people_paint_what_they_mean() {
    let (mut workspace, index) = loaded();
    let carbons = Brush { target: ColorTarget::Atoms, only_carbons: true, only_selected: false };
    workspace.color(index, Paint::Rgb([1, 2, 3]), carbons).unwrap();
    let atoms = &shown(&workspace).atoms;
    assert_eq!((atoms.color[3], atoms.color[4]), (0x010203FF, 0xFF0D0DFF));
    assert_eq!(shown(&workspace).residues.ribbon_color[0], 0xC0D0FFFF);
    let selected = Brush { only_selected: true, ..Brush::ALL };
    assert_eq!(workspace.color(index, Paint::Scheme(ColorScheme::Monochrome), selected).unwrap(), [], "nothing is");
    workspace.color(index, Paint::Scheme(ColorScheme::Monochrome), Brush::ALL).unwrap();
    assert!(shown(&workspace).residues.ribbon_color.iter().all(|color| *color == 0xC8C8C8FF));
    let nowhere = workspace.color(-7, Paint::Rgb([0; 3]), Brush::ALL);
    assert_eq!(nowhere.unwrap_err().code, room_api::ErrorCode::NotFound);
}

#[test]
fn a_copy_has_indices_of_its_own_and_a_tag() {
    let (mut workspace, index) = loaded();
    workspace.duplicate(index).unwrap();
    assert_eq!(names(&workspace), ["pocket", "pocket"]);
    let [one, two] = workspace.complexes() else { panic!() };
    assert_ne!((one.index_tag, one.molecules[0].atoms.index[0]), (two.index_tag, two.molecules[0].atoms.index[0]));
    assert!(one.molecules[0].atoms.positions[0].is_same(&two.molecules[0].atoms.positions[0]), "columns are shared");
}
