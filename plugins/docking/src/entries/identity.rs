//! Whether two records are the same molecule: the same atoms and bonds, and the same hands and sides of them.
//!
//! Records are compared atom by atom in their order, which the conformers of a molecule have in common: what is the
//! same in another order is docked twice, and nothing is left out.

use std::collections::BTreeMap;

use molecule::{Molecule, Text, WEDGES};

/// The atoms and bonds of a molecule.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Graph {
    atoms: Vec<(Text, i32)>,
    /// Both ends, the lower row first, and the kind.
    bonds: Vec<(usize, usize, u8)>,
}

impl Graph {
    /// Of a molecule with a single conformer.
    pub fn of(molecule: &Molecule) -> Self {
        let atoms = &molecule.atoms;
        let kinds = molecule.bonds.kinds.first();
        let mut bonds: Vec<(usize, usize, u8)> = (0..molecule.bonds.len())
            .map(|bond| {
                let (a, b) = (molecule.bonds.atom1[bond] as usize, molecule.bonds.atom2[bond] as usize);
                (a.min(b), a.max(b), kinds.map_or(0, |kinds| kinds[bond]))
            })
            .collect();
        bonds.sort_unstable();
        Self { atoms: atoms.symbol.iter().cloned().zip(atoms.formal_charge.iter().copied()).collect(), bonds }
    }

    /// The neighbours of every atom, and by which kind of bond; the lowest rows first.
    fn neighbours(&self) -> Vec<Vec<(usize, u8)>> {
        let mut neighbours = vec![Vec::new(); self.atoms.len()];
        for (a, b, kind) in &self.bonds {
            neighbours[*a].push((*b, *kind));
            neighbours[*b].push((*a, *kind));
        }
        neighbours.iter_mut().for_each(|of_atom| of_atom.sort_unstable());
        neighbours
    }

    /// A number for every atom, equal where atoms have equal surroundings.
    fn classes(&self, neighbours: &[Vec<(usize, u8)>]) -> Vec<usize> {
        let mut classes = numbered(&self.atoms);
        let mut count = 0;
        loop {
            let surroundings: Vec<(usize, Vec<(usize, u8)>)> = (0..self.atoms.len())
                .map(|atom| {
                    let mut around: Vec<_> =
                        neighbours[atom].iter().map(|(other, kind)| (classes[*other], *kind)).collect();
                    around.sort_unstable();
                    (classes[atom], around)
                })
                .collect();
            classes = numbered(&surroundings);
            let finer = classes.iter().max().map_or(0, |most| most + 1);
            if finer == count {
                return classes;
            }
            count = finer;
        }
    }
}

fn numbered<T: Ord>(items: &[T]) -> Vec<usize> {
    let sorted: BTreeMap<&T, ()> = items.iter().map(|item| (item, ())).collect();
    let numbers: BTreeMap<&T, usize> = sorted.into_keys().zip(0..).collect();
    items.iter().map(|item| numbers[item]).collect()
}

/// What tells stereoisomers apart, whatever the conformation.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    /// The hand of each centre whose neighbours all differ, and the side of each double bond.
    strict: Vec<(usize, bool)>,
    /// The hand of every branching atom. In rings, centres with equal neighbours tell isomers apart too; elsewhere their
    /// hand only tells which of two equal atoms came first.
    loose: Vec<(usize, bool)>,
    /// What tells hands in a drawing, where places do not.
    wedges: Option<Text>,
}

impl Shape {
    /// Of a molecule with a single conformer.
    pub fn of(molecule: &Molecule, graph: &Graph) -> Self {
        let neighbours = graph.neighbours();
        let classes = graph.classes(&neighbours);
        let points = molecule.positions();
        let all_differ = |atoms: &[usize]| {
            (0..atoms.len()).all(|at| atoms[..at].iter().all(|other| classes[*other] != classes[atoms[at]]))
        };
        let (mut strict, mut loose) = (Vec::new(), Vec::new());
        for (atom, around) in neighbours.iter().enumerate() {
            if !matches!(graph.atoms[atom].0.as_str(), "C" | "S" | "P" | "Si") || around.len() < 3 {
                continue;
            }
            let around: Vec<usize> = around.iter().map(|(other, _)| *other).collect();
            if all_differ(&around) {
                strict.extend(hand(points, atom, &around).map(|hand| (atom, hand)));
            }
            let heavy: Vec<usize> = around.into_iter().filter(|row| !molecule.atoms.is_hydrogen(*row)).collect();
            loose.extend(hand(points, atom, &heavy).map(|hand| (atom, hand)));
        }
        for (a, b, _) in graph.bonds.iter().filter(|(_, _, kind)| *kind == 2) {
            let beside = |end: usize, other: usize| -> Vec<usize> {
                neighbours[end].iter().map(|(row, _)| *row).filter(|row| *row != other).collect()
            };
            let (at_a, at_b) = (beside(*a, *b), beside(*b, *a));
            if all_differ(&at_a) && all_differ(&at_b) {
                let side = at_a.first().zip(at_b.first()).map(|(first, last)| side(points, [*first, *a, *b, *last]));
                strict.extend(side.map(|side| (graph.atoms.len() + a, side)));
            }
        }
        let data = molecule.conformers.iter().flat_map(|conformer| &conformer.associated);
        let wedges = data.into_iter().find(|(name, _)| name == WEDGES).map(|(_, wedges)| wedges.clone());
        Self { strict, loose, wedges }
    }

    /// Whether both are one molecule. Records of one name are taken for conformers where there is a doubt.
    pub fn is_same(&self, other: &Self, has_same_name: bool) -> bool {
        self.strict == other.strict && self.wedges == other.wedges && (has_same_name || self.loose == other.loose)
    }
}

/// On which side of the first two neighbours the third is; none where they lie in a plane with their centre.
fn hand(points: &[[f32; 3]], center: usize, around: &[usize]) -> Option<bool> {
    /// Of unit vectors: about 0.77 at a tetrahedral centre.
    const LEAST_VOLUME: f32 = 0.2;
    let [a, b, c, ..] = around else { return None };
    let [a, b, c] = [a, b, c].map(|row| unit(minus(points[*row], points[center])));
    let volume = dot(a, cross(b, c));
    (volume.abs() > LEAST_VOLUME).then_some(volume > 0.0)
}

/// Whether the first and the last of four atoms in a chain are on one side of the bond between.
fn side(points: &[[f32; 3]], chain: [usize; 4]) -> bool {
    let [first, a, b, last] = chain.map(|row| points[row]);
    let bond = minus(b, a);
    dot(cross(bond, minus(first, a)), cross(bond, minus(last, b))) > 0.0
}

fn minus(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    std::array::from_fn(|axis| a[axis] - b[axis])
}

fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    (0..3).map(|axis| a[axis] * b[axis]).sum()
}

fn cross(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

fn unit(vector: [f32; 3]) -> [f32; 3] {
    let length = dot(vector, vector).sqrt();
    if length > 0.0 { vector.map(|value| value / length) } else { vector }
}

#[cfg(test)]
mod tests {
    use molecule::Format;

    use super::*;

    /// A V2000 record of these atoms and bonds.
    fn molecule(atoms: &[(&str, [f32; 3])], bonds: &[(usize, usize, u8)]) -> Molecule {
        let mut text = format!("x\n\n\n{:3}{:3}  0  0  0  0  0  0  0  0999 V2000\n", atoms.len(), bonds.len());
        for (symbol, [x, y, z]) in atoms {
            text += &format!("{x:10.4}{y:10.4}{z:10.4} {symbol:<3} 0  0\n");
        }
        for (a, b, kind) in bonds {
            text += &format!("{a:3}{b:3}{kind:3}  0\n");
        }
        let complexes = molecule::read(format!("{text}M  END\n").as_bytes(), Format::Mol, "x").unwrap();
        complexes[0].molecules[0].clone()
    }

    fn shape(molecule: &Molecule) -> Shape {
        Shape::of(molecule, &Graph::of(molecule))
    }

    /// A centre with three neighbours, and its mirror image.
    fn centre(third: &str, z: f32) -> Molecule {
        let atoms = [("C", [0.0, 0.0, 0.0]), ("C", [1.4, 0.0, z]), ("N", [-0.7, 1.2, z]), (third, [-0.7, -1.2, z])];
        molecule(&atoms, &[(1, 2, 1), (1, 3, 1), (1, 4, 1)])
    }

    #[test]
    fn hands_count_where_all_neighbours_differ() {
        assert!(!shape(&centre("O", 0.5)).is_same(&shape(&centre("O", -0.5)), true));
        // With two equal neighbours the mirror image is the same molecule, told apart only by a name.
        assert!(shape(&centre("C", 0.5)).is_same(&shape(&centre("C", -0.5)), true));
        assert!(!shape(&centre("C", 0.5)).is_same(&shape(&centre("C", -0.5)), false));
        assert!(shape(&centre("O", 0.0)).strict.is_empty(), "a drawing has no hands");
    }

    #[test]
    fn sides_of_double_bonds_count() {
        let butene = |kind: u8, y: f32| {
            let atoms = [("C", [-0.7, 1.2, 0.0]), ("C", [0.0; 3]), ("C", [1.3, 0.0, 0.0]), ("C", [2.0, y, 0.0])];
            molecule(&atoms, &[(1, 2, 1), (2, 3, kind), (3, 4, 1)])
        };
        assert!(!shape(&butene(2, 1.2)).is_same(&shape(&butene(2, -1.2)), true));
        assert!(shape(&butene(1, 1.2)).is_same(&shape(&butene(1, -1.2)), true));
        assert_ne!(Graph::of(&butene(1, 1.2)), Graph::of(&butene(2, 1.2)));
    }

    #[test]
    fn isomers_of_one_formula_differ_by_their_bonds() {
        let atoms = [("C", [0.0; 3]), ("C", [1.5, 0.0, 0.0]), ("O", [2.2, 1.2, 0.0])];
        assert_ne!(
            Graph::of(&molecule(&atoms, &[(1, 2, 1), (2, 3, 1)])),
            Graph::of(&molecule(&atoms, &[(1, 3, 1), (2, 3, 1)]))
        );
    }
}
