//! Reading the workspace, and finding things in it.

use mlua::{Error, Lua};

use super::{atoms, list, with};
use crate::stage::{Spot, Stage, Thing};

pub(super) fn register(lua: &Lua) -> mlua::Result<()> {
    with(lua, "Workspace_GetComplexes", |stage, lua, ()| list(lua, (0..stage.complexes.len()).map(Thing::Complex)))?;
    with(lua, "Complex_GetName", |stage, _, thing| Ok(stage.complexes[complex(thing)?].name.to_string()))?;
    with(lua, "Complex_GetMolecules", |stage, lua, thing| {
        let place = complex(thing)?;
        list(lua, (0..stage.complexes[place].molecules.len()).map(|frame| Thing::Molecule(place, frame)))
    })?;
    with(lua, "Complex_GetCurrentMolecule", |stage, _, thing| {
        let place = complex(thing)?;
        Ok(stage.current(place).map(|frame| Thing::Molecule(place, frame)))
    })?;
    with(lua, "Molecule_GetChains", |stage, lua, thing: Thing| match thing {
        Thing::Molecule(place, frame) => {
            let chains = stage.molecule(place, frame).chains.len();
            list(lua, (0..chains).map(|chain| Thing::Chain(place, frame, chain)))
        }
        _ => wrong("molecule"),
    })?;
    with(lua, "Chain_GetName", |stage, _, thing: Thing| match thing {
        Thing::Chain(place, frame, chain) => Ok(stage.molecule(place, frame).chains.name[chain].to_string()),
        _ => wrong("chain"),
    })?;
    with(lua, "Chain_GetResidues", |stage, lua, thing: Thing| match thing {
        Thing::Chain(place, frame, chain) => {
            let residues = stage.molecule(place, frame).chains.residues(chain);
            list(lua, residues.map(|residue| Thing::Residue(place, frame, residue)))
        }
        _ => wrong("chain"),
    })?;
    with(lua, "Residue_GetName", |stage, _, thing| {
        let (place, frame, residue) = residue(thing)?;
        Ok(stage.molecule(place, frame).residues.name[residue].to_string())
    })?;
    with(lua, "Residue_GetSerial", |stage, _, thing| {
        let (place, frame, residue) = residue(thing)?;
        Ok(stage.molecule(place, frame).residues.serial[residue])
    })?;
    with(lua, "Residue_GetAtoms", |stage, lua, thing| {
        let (place, frame, residue) = residue(thing)?;
        atoms(lua, stage.atoms(Thing::Residue(place, frame, residue)))
    })?;
    with(lua, "Residue_GetComplex", |_, _, thing| Ok(Thing::Complex(residue(thing)?.0)))?;
    with(lua, "Atom_GetName", |stage, _, thing| {
        let (place, frame, row) = atom(thing)?;
        Ok(stage.molecule(place, frame).atoms.name[row].to_string())
    })?;
    with(lua, "Atom_GetSymbol", |stage, _, thing| {
        let (place, frame, row) = atom(thing)?;
        Ok(stage.molecule(place, frame).atoms.symbol[row].to_string())
    })?;
    with(lua, "Atom_GetSerial", |stage, _, thing| {
        let (place, frame, row) = atom(thing)?;
        Ok(stage.molecule(place, frame).atoms.serial[row])
    })?;
    with(lua, "Atom_GetIsHet", |stage, _, thing| {
        let (place, frame, row) = atom(thing)?;
        Ok(stage.molecule(place, frame).atoms.is_het[row])
    })?;
    with(lua, "Atom_GetPosition", |stage, _, thing| {
        let [x, y, z] = stage.position(atom(thing)?);
        Ok((x, y, z))
    })?;
    with(lua, "Search_GetAtoms", |stage, lua, pattern: String| {
        let found = search(stage, &pattern);
        atoms(lua, found)
    })?;
    with(lua, "Search_GetResidues", |stage, lua, pattern: String| {
        let found = stage.residues_of(&search(stage, &pattern));
        list(lua, found.into_iter().map(|(place, frame, residue)| Thing::Residue(place, frame, residue)))
    })?;
    with(lua, "Search_GetAtomsByElement", |stage, lua, symbol: String| {
        let is_meant = |&(place, frame, row): &Spot| {
            stage.molecule(place, frame).atoms.symbol[row].eq_ignore_ascii_case(symbol.trim())
        };
        atoms(lua, shown(stage).filter(is_meant).collect())
    })?;
    with(lua, "Selection_GetAtoms", |stage, lua, ()| atoms(lua, stage.selected()))?;
    with(lua, "Selection_GetResidues", |stage, lua, ()| {
        let found = stage.residues_of(&stage.selected());
        list(lua, found.into_iter().map(|(place, frame, residue)| Thing::Residue(place, frame, residue)))
    })?;
    with(lua, "Selection_GetComplexes", |stage, lua, ()| {
        let mut places: Vec<usize> = stage.selected().into_iter().map(|(place, ..)| place).collect();
        places.dedup();
        list(lua, places.into_iter().map(Thing::Complex))
    })
}

/// All atoms of the frames that are shown.
pub(super) fn shown(stage: &Stage) -> impl Iterator<Item = Spot> {
    (0..stage.complexes.len()).flat_map(|place| stage.atoms(Thing::Complex(place)))
}

/// The atoms that fit `complex > chain > residue > atom`.
fn search(stage: &Stage, pattern: &str) -> Vec<Spot> {
    let mut parts = pattern.split('>').map(str::trim);
    let [complex, chain, residue, atom] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    let fits = |part: &str, name: &str| part.is_empty() || part.eq_ignore_ascii_case(name);
    let mut found = Vec::new();
    for (place, of) in stage.complexes.iter().enumerate() {
        let Some(frame) = stage.current(place).filter(|_| fits(complex, &of.name)) else { continue };
        let molecule = &of.molecules[frame];
        for at in (0..molecule.chains.len()).filter(|at| fits(chain, &molecule.chains.name[*at])) {
            let residues = molecule.chains.residues(at).filter(|at| fits(residue, &molecule.residues.name[*at]));
            for row in residues.flat_map(|at| molecule.residues.atoms(at)) {
                let is_het = atom == "HET" && molecule.atoms.is_het[row];
                if is_het || fits(atom, &molecule.atoms.name[row]) {
                    found.push((place, frame, row));
                }
            }
        }
    }
    found
}

pub(super) fn complex(thing: Thing) -> mlua::Result<usize> {
    if let Thing::Complex(place) = thing { Ok(place) } else { wrong("complex") }
}

fn residue(thing: Thing) -> mlua::Result<Spot> {
    if let Thing::Residue(place, frame, row) = thing { Ok((place, frame, row)) } else { wrong("residue") }
}

fn atom(thing: Thing) -> mlua::Result<Spot> {
    if let Thing::Atom(place, frame, row) = thing { Ok((place, frame, row)) } else { wrong("atom") }
}

fn wrong<T>(expected: &str) -> mlua::Result<T> {
    Err(Error::runtime(format!("a {expected} was expected")))
}
