//! Hydrogen bonds of real structures, and the roles of their atoms.

use std::collections::BTreeSet;

use molecule::hydrogen_bonds::{HydrogenBond, Placed, Roles, find, mark};
use molecule::{Format, Molecule, bonds};

use crate::samples::{complex, label, parse};

fn molecule(name: &str) -> Molecule {
    let mut molecule = complex(name).molecules.remove(0);
    bonds::perceive(&mut molecule);
    molecule
}

fn placed(molecule: &Molecule) -> Placed<'_> {
    Placed { molecule, positions: molecule.positions().to_vec() }
}

/// The bonds of one molecule by the labels of donor and acceptor.
fn found(molecule: &Molecule) -> Vec<(String, String)> {
    let name = |bond: HydrogenBond| (label(molecule, bond.donor.1), label(molecule, bond.acceptor.1));
    find(&[placed(molecule)]).into_iter().map(name).collect()
}

/// Which atoms of a residue give and take.
fn roles(molecule: &Molecule, residue: &str) -> (Vec<String>, Vec<String>) {
    let roles = Roles::of(molecule);
    let place = molecule.residues.name.iter().position(|name| *name == residue).unwrap();
    let named = |wanted: &[bool]| -> Vec<String> {
        let rows = molecule.residues.atoms(place).filter(|row| wanted[*row]);
        rows.map(|row| molecule.atoms.name[row].to_string()).collect()
    };
    (named(&roles.donor), named(&roles.acceptor))
}

/// The number of a residue: 151 of `A/MSE 151/N`.
fn serial(label: &str) -> i32 {
    label.split(['/', ' ']).nth(2).unwrap().parse().unwrap()
}

/// From N to O of the backbone of 1A8O, as `mkdssp` 4.2.2 finds them: first those of -1.8 kcal/mol or stronger.
const STRONG: &str = "155-193 165-161 166-162 167-163 168-164 169-165 171-167 173-169 176-173 182-178 183-179 184-180 185-181 \
    186-182 187-183 190-185 192-188 193-189 199-195 202-198 203-199 214-210 215-211 216-212 217-213 218-214";
/// Those of -0.5 kcal/mol or stronger.
const WEAK: &str = "159-156 161-218 163-160 164-160 170-166 172-168 174-170 175-172 177-172 188-184 191-188 194-191 200-196 \
    201-197 204-200 205-202 206-203 209-206 219-216";

fn pairs(text: &str) -> BTreeSet<(i32, i32)> {
    let pair =
        |text: &str| text.split_once('-').map(|(from, to)| (from.parse().unwrap(), to.parse().unwrap())).unwrap();
    text.split_whitespace().map(pair).collect()
}

#[test]
fn the_backbone_is_held_as_dssp_has_it() {
    let molecule = molecule("1A8O.pdb");
    let backbone = found(&molecule).into_iter().filter(|(from, to)| from.ends_with("/N") && to.ends_with("/O"));
    let ours: BTreeSet<(i32, i32)> =
        backbone.filter(|(_, to)| !to.contains("HOH")).map(|(from, to)| (serial(&from), serial(&to))).collect();
    let (strong, weak) = (pairs(STRONG), pairs(WEAK));
    assert_eq!(strong.difference(&ours).collect::<Vec<_>>(), Vec::<&(i32, i32)>::new(), "strong ones are all found");
    let others: Vec<_> = ours.difference(&strong).filter(|pair| !weak.contains(pair)).collect();
    assert!(others.len() * 5 <= ours.len(), "{others:?} of {}", ours.len());
}

#[test]
fn known_residues_have_their_roles() {
    let molecule = molecule("1A8O.pdb");
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let table: [(&str, &[&str], &[&str]); 9] = [
        ("GLN", &["N", "NE2"], &["O", "OE1"]),
        ("ARG", &["N", "NE", "NH1", "NH2"], &["O"]),
        ("LYS", &["N", "NZ"], &["O"]),
        ("PRO", &[], &["O"]),
        ("ASP", &["N"], &["O", "OD1", "OD2"]),
        ("TYR", &["N", "OH"], &["O", "OH"]),
        ("THR", &["N", "OG1"], &["O", "OG1"]),
        ("TRP", &["N", "NE1"], &["O"]),
        ("HOH", &["O"], &["O"]),
    ];
    for (residue, gives, takes) in table {
        assert_eq!(roles(&molecule, residue), (list(gives), list(takes)), "{residue}");
    }
}

#[test]
fn hydrogens_that_are_known_are_what_is_given() {
    // By nuclear magnetic resonance, with all hydrogens.
    let mut molecule = molecule("2n0n_M1.pdb");
    mark(&mut molecule);
    let atoms = &molecule.atoms;
    let polar = (0..atoms.len()).filter(|row| atoms.polar_hydrogen[*row]);
    assert!(polar.clone().count() > 10);
    assert!(polar.into_iter().all(|row| atoms.symbol[row] == "H"));
    let bonds = found(&molecule);
    assert!(!bonds.is_empty());
    let roles = Roles::of(&molecule);
    for bond in find(&[placed(&molecule)]) {
        assert!(roles.donor[bond.donor.1] && roles.acceptor[bond.acceptor.1]);
    }
}

/// Two waters, the hydrogens of the first one known, its oxygen at the origin and the second one's this far on the first axis.
fn waters(far: f32, hydrogen: [f32; 3]) -> Molecule {
    let atom = |serial: i32, name: &str, residue: i32, [x, y, z]: [f32; 3]| {
        let element = &name[..1];
        format!(
            "HETATM{serial:>5}  {name:<3} HOH A{residue:>4}    {x:>8.3}{y:>8.3}{z:>8.3}  1.00  0.00          {element:>2}\n"
        )
    };
    let text = atom(1, "O", 1, [0.0; 3])
        + &atom(2, "H1", 1, hydrogen)
        + &atom(3, "H2", 1, [-0.3, 0.9, 0.0])
        + &atom(4, "O", 2, [far, 0.0, 0.0]);
    let mut molecule = parse(text.as_bytes(), Format::Pdb).molecules.remove(0);
    bonds::perceive(&mut molecule);
    molecule
}

#[test]
fn distance_and_angle_decide() {
    let straight = waters(2.8, [0.96, 0.0, 0.0]);
    let bond = HydrogenBond { donor: (0, 0), acceptor: (0, 3) };
    assert_eq!(find(&[placed(&straight)]), [bond]);
    // Too far, too near; and a hydrogen that points away: then the second water, whose own are not known, gives.
    assert_eq!(find(&[placed(&waters(3.6, [0.96, 0.0, 0.0]))]), []);
    assert_eq!(find(&[placed(&waters(2.0, [0.96, 0.0, 0.0]))]), []);
    let away = waters(2.8, [-0.4, -0.87, 0.0]);
    assert_eq!(find(&[placed(&away)]), [HydrogenBond { donor: (0, 3), acceptor: (0, 0) }]);
}

#[test]
fn molecules_are_held_together_where_they_stand() {
    let water = waters(9.0, [0.96, 0.0, 0.0]);
    let far =
        Placed { positions: water.positions().iter().map(|[x, y, z]| [x + 20.0, *y, *z]).collect(), ..placed(&water) };
    assert_eq!(find(&[placed(&water), far]), []);
    let near =
        Placed { positions: water.positions().iter().map(|[x, y, z]| [x + 2.9, *y, *z]).collect(), ..placed(&water) };
    let bond = |row| HydrogenBond { donor: (0, row), acceptor: (1, row) };
    assert_eq!(find(&[placed(&water), near]), [bond(0), bond(3)]);
    // Positions that are nowhere are no atoms.
    let nowhere = Placed { positions: vec![[f32::NAN; 3]; 4], ..placed(&water) };
    assert_eq!(find(&[nowhere.clone(), nowhere]), []);
}
