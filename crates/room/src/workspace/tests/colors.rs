//! Colour schemes.

use protocol::control::ApplyColorScheme;
use protocol::structure::{ColorScheme, ColorSchemeTarget};
use room_api::AtomSelection;

use super::*;

const C: u32 = 0x909090FF;
const N: u32 = 0x3050F8FF;
const O: u32 = 0xFF0D0DFF;

fn apply(scheme: ColorScheme, target: ColorSchemeTarget, only_carbons: bool) -> ToApp {
    ToApp::ApplyColorScheme(ApplyColorScheme { scheme, target, only_carbons })
}

/// Two complexes; all of the first is selected.
fn selected() -> Workspace {
    let mut workspace = workspace(&["a", "b"]);
    workspace.select(indices(&workspace)[0], &AtomSelection::All).unwrap();
    workspace
}

fn painted(scheme: ColorScheme) -> Vec<u32> {
    let mut workspace = selected();
    handle(&mut workspace, apply(scheme, ColorSchemeTarget::ATOM_BOND, false));
    workspace.complexes()[0].molecules[0].atoms.color.to_vec()
}

#[test]
fn each_target_is_painted_by_itself() {
    for (target, [atoms, ribbon, surface]) in [
        (ColorSchemeTarget::ATOM_BOND, [true, false, false]),
        (ColorSchemeTarget::RIBBON, [false, true, false]),
        (ColorSchemeTarget::SURFACE, [false, false, true]),
        (ColorSchemeTarget::ALL, [true, true, true]),
    ] {
        let mut workspace = selected();
        let handled = handle(&mut workspace, apply(ColorScheme::ELEMENT, target, false));
        let (index, before, whole) = only_change(&handled);
        assert_eq!((index, whole, handled.answer.is_none()), (indices(&workspace)[0], false, true));
        let (before, molecule) = (&before.molecules[0], &workspace.complexes()[0].molecules[0]);
        let is = |painted: bool, now: &[u32], before: &[u32], colors: &[u32]| {
            assert_eq!(now, if painted { colors } else { before }, "{target:?}");
        };
        let colors = [N, C, C, C, C, O];
        is(atoms, &molecule.atoms.color, &before.atoms.color, &colors);
        is(surface, &molecule.atoms.surface_color, &before.atoms.surface_color, &colors);
        is(ribbon, &molecule.residues.ribbon_color, &before.residues.ribbon_color, &[C, C, C, O]);
        check(&workspace);
    }
}

#[test]
fn only_carbons_and_only_what_is_selected() {
    let mut workspace = workspace(&["a", "b"]);
    let (complex, atoms) = (indices(&workspace)[1], workspace.complexes()[1].molecules[0].atoms.index.to_vec());
    workspace.select(complex, &AtomSelection::Indices(vec![atoms[0], atoms[1], atoms[5]])).unwrap();
    handle(&mut workspace, apply(ColorScheme::ELEMENT, ColorSchemeTarget::ALL, true));
    let molecule = &workspace.complexes()[1].molecules[0];
    assert_eq!(molecule.atoms.color.to_vec(), [0, C, 0, 0, 0, 0]);
    assert_eq!(molecule.residues.ribbon_color.to_vec(), [C, 0, 0, O], "ribbons are no atoms");
    assert!(workspace.complexes()[0].molecules[0].atoms.color.iter().all(|color| *color == 0));
}

#[test]
fn nothing_selected_or_nothing_new_changes_nothing() {
    let scheme = || apply(ColorScheme::CHAIN, ColorSchemeTarget::ALL, false);
    assert_eq!(handle(&mut workspace(&["a"]), scheme()), Handled::default());
    let mut workspace = selected();
    assert_eq!(handle(&mut workspace, scheme()).changes.len(), 1);
    assert_eq!(handle(&mut workspace, scheme()), Handled::default());
    assert_eq!(handle(&mut workspace, apply(ColorScheme(0), ColorSchemeTarget::ALL, false)), Handled::default());
}

#[test]
fn what_is_unknown_is_a_problem() {
    for message in [
        apply(ColorScheme(17), ColorSchemeTarget::ALL, false),
        apply(ColorScheme(-1), ColorSchemeTarget::ALL, false),
        apply(ColorScheme::CHAIN, ColorSchemeTarget(4), false),
    ] {
        let mut workspace = selected();
        let before = workspace.complexes().to_vec();
        assert!(workspace.handle(message).problem.is_some());
        assert_eq!(workspace.complexes(), before);
    }
}

#[test]
fn every_scheme_colours() {
    let [a, hetero_b] = [0xC0D0FFFF, 0xB0FFB0FF];
    let [ala, other] = [0xC8C8C8FF, 0xBEA06EFF];
    let (grey, white, yellow) = (0xC8C8C8FF, 0xFFFFFFFF, 0xF2C700FF);
    let (yrb_white, hot) = (0xF2F2F2FF, 0xFF0000FF);
    for (scheme, colors) in [
        (ColorScheme::RESIDUE, [ala, ala, ala, other, other, other]),
        (ColorScheme::OCCUPANCY, [hot; 6]),
        (ColorScheme::B_FACTOR, [0x6666FFFF; 6]),
        (ColorScheme::CHAIN, [a, a, a, hetero_b, hetero_b, hetero_b]),
        (ColorScheme::DONOR_ACCEPTOR, [grey; 6]),
        (ColorScheme::SECONDARY_STRUCTURE, [white; 6]),
        (ColorScheme::MONOCHROME, [grey; 6]),
        (ColorScheme::YRB_HYDROPHOBICITY, [yrb_white, yrb_white, yellow, yellow, yellow, yrb_white]),
        (ColorScheme::IMGT, [grey; 6]),
        (ColorScheme::KABAT, [grey; 6]),
        (ColorScheme::CHOTHIA, [grey; 6]),
        (ColorScheme::APF, [grey, grey, 0xFFFF00FF, 0xFFFF00FF, 0xFFFF00FF, grey]),
        (ColorScheme::B_FACTOR_AF, [0xFF7D45FF; 6]),
    ] {
        assert_eq!(painted(scheme), colors, "{scheme:?}");
    }
    let rainbow = painted(ColorScheme::RAINBOW);
    assert_eq!((rainbow[3], rainbow[5]), (0x0000FFFF, hot), "from the first to the last residue of a chain");
    let hydrophobicity = painted(ColorScheme::HYDROPHOBICITY);
    assert_eq!((hydrophobicity[0], hydrophobicity[5]), (0xFFB599FF, grey));
}

#[test]
fn the_loops_of_an_antibody_are_found_by_number() {
    let mut heavy = structure("heavy");
    let molecule = &mut heavy.molecules[0];
    let names: Vec<molecule::Text> = molecule.chains.name.iter().map(|_| "H".into()).collect();
    molecule.chains.name = names.into();
    molecule.residues.serial = vec![26, 31, 53, 100].into();
    let mut workspace = Workspace::new(&Limits::default());
    workspace.load(vec![heavy]).unwrap();
    workspace.select(indices(&workspace)[0], &AtomSelection::All).unwrap();
    let (none, one, two, three) = (0xC8C8C8FF, 0xC80000FF, 0xFFA900FF, 0x9C41D7FF);
    for (scheme, colors) in [
        (ColorScheme::IMGT, [none, one, none, none]),
        (ColorScheme::KABAT, [none, one, two, three]),
        (ColorScheme::CHOTHIA, [one, one, two, three]),
    ] {
        handle(&mut workspace, apply(scheme, ColorSchemeTarget::RIBBON, false));
        assert_eq!(workspace.complexes()[0].molecules[0].residues.ribbon_color.to_vec(), colors, "{scheme:?}");
    }
}
