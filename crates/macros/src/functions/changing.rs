//! Selecting, showing, hiding, painting, and what people are told.

#![allow(clippy::unit_arg)] // A word that gives nothing back does so in one line.

use std::collections::{HashMap, HashSet};

use mlua::{Error, Lua, Value, Variadic};
use molecule::Molecule;

use super::reading::{complex, shown};
use super::{spots_of, with};
use crate::stage::{Spot, Stage, Thing};

/// The farthest that a selection may be extended, angstrom.
const MAX_REACH: f32 = 50.0;
/// Drawn, as the display mode has it.
const DRAWN: u32 = 1;

pub(super) fn register(lua: &Lua) -> mlua::Result<()> {
    selection(lua)?;
    showing(lua)?;
    painting(lua)?;
    with(lua, "Complex_SetName", |stage, _, (thing, name): (Thing, String)| {
        let name: String = name.trim().chars().take(200).collect();
        if !name.is_empty() {
            stage.complexes[complex(thing)?].name = name.as_str().into();
        }
        Ok(())
    })?;
    with(lua, "Complex_SetVisible", |stage, _, (thing, on)| Ok(stage.complexes[complex(thing)?].visible = on))?;
    with(lua, "Complex_SetLocked", |stage, _, (thing, on)| Ok(stage.complexes[complex(thing)?].locked = on))?;
    with(lua, "Complex_SetBoxed", |stage, _, (thing, on)| Ok(stage.complexes[complex(thing)?].boxed = on))?;
    with(lua, "Command_Zoom", |stage, _, ()| {
        stage.look = Some(stage.selected().into_iter().map(|spot| stage.index(spot)).collect());
        Ok(())
    })?;
    with(lua, "Command_Notification", |stage, _, text: String| Ok(stage.notify(&text)))?;
    with(lua, "print", |stage, _, values: Variadic<Value>| {
        let texts = values.iter().map(Value::to_string).collect::<mlua::Result<Vec<_>>>()?;
        Ok(stage.notify(&texts.join(" ")))
    })
}

fn selection(lua: &Lua) -> mlua::Result<()> {
    with(lua, "Selection_All", |stage, _, ()| {
        let all: Vec<Spot> = shown(stage).collect();
        Ok(stage.select(&all))
    })?;
    with(lua, "Selection_Clear", |stage, _, ()| Ok(stage.select(&[])))?;
    with(lua, "Selection_Change", |stage, lua, (how, things): (String, Value)| {
        let given = spots_of(stage, lua, things)?;
        let before = stage.selected();
        let among: HashSet<Spot> = given.iter().copied().collect();
        let selected: Vec<Spot> = match how.as_str() {
            "replace" => given,
            "add" => before.into_iter().chain(given).collect(),
            "remove" => before.into_iter().filter(|spot| !among.contains(spot)).collect(),
            "filter" => before.into_iter().filter(|spot| among.contains(spot)).collect(),
            other => return Err(Error::runtime(format!("a selection is not changed by {other}"))),
        };
        Ok(stage.select(&selected))
    })?;
    with(lua, "Selection_Extend", |stage, _, (angstrom, residues): (f32, Option<bool>)| {
        let near = near(stage, angstrom)?;
        let spots = match residues.unwrap_or_default() {
            true => {
                let residues = stage.residues_of(&near);
                residues.into_iter().flat_map(|(p, f, r)| stage.atoms(Thing::Residue(p, f, r))).collect()
            }
            false => near,
        };
        Ok(stage.select(&spots))
    })
}

/// The atoms within so many angstrom of those that are selected, these included.
fn near(stage: &Stage, angstrom: f32) -> mlua::Result<Vec<Spot>> {
    if !(0.0..=MAX_REACH).contains(&angstrom) {
        return Err(Error::runtime(format!("a selection is extended by 0 to {MAX_REACH} angstrom")));
    }
    let edge = angstrom.max(1.0);
    let cell = |at: [f32; 3]| at.map(|value| (value / edge).floor() as i64);
    let mut cells: HashMap<[i64; 3], Vec<[f32; 3]>> = HashMap::new();
    for spot in stage.selected() {
        let at = stage.position(spot);
        cells.entry(cell(at)).or_default().push(at);
    }
    let is_near = |spot: &Spot| {
        let at = stage.position(*spot);
        let [x, y, z] = cell(at);
        let around = (-1..=1).flat_map(|i| (-1..=1).flat_map(move |j| (-1..=1).map(move |k| [i, j, k])));
        let mut others = around.filter_map(|[i, j, k]| cells.get(&[x + i, y + j, z + k])).flatten();
        others.any(|other| {
            let squares = at.iter().zip(other).map(|(a, b)| (a - b) * (a - b));
            squares.sum::<f32>() <= angstrom * angstrom
        })
    };
    Ok(shown(stage).filter(is_near).collect())
}

fn showing(lua: &Lua) -> mlua::Result<()> {
    let draw = |molecule: &mut Molecule, row: usize, on: bool| {
        let old = molecule.atoms.display_mode[row];
        molecule.atoms.display_mode.edit()[row] = if on { old | DRAWN } else { old & !DRAWN };
    };
    let surface = |molecule: &mut Molecule, row: usize, on: bool| molecule.atoms.surface_rendering.edit()[row] = on;
    let label = |molecule: &mut Molecule, row: usize, on: bool| molecule.atoms.labeled.edit()[row] = on;
    show(lua, "Command_ShowAtomsBonds", |_, _| true, draw)?;
    show(lua, "Command_ShowHydrogens", |molecule, row| molecule.atoms.symbol[row] == "H", draw)?;
    show(lua, "Command_ShowWaters", is_water, draw)?;
    show(
        lua,
        "Command_ShowHetAtomsBonds",
        |molecule, row| molecule.atoms.is_het[row] && !is_water(molecule, row),
        draw,
    )?;
    show(lua, "Command_ShowSurfaces", |_, _| true, surface)?;
    show(lua, "Command_ShowHetSurfaces", |molecule, row| molecule.atoms.is_het[row], surface)?;
    show(lua, "Command_ShowAtomLabels", |_, _| true, label)?;
    residues(lua, "Command_ShowRibbons", |molecule, residue, on: bool| {
        molecule.residues.ribboned.edit()[residue] = on
    })?;
    residues(lua, "Command_ShowResidueLabels", |molecule, residue, on: bool| {
        molecule.residues.labeled.edit()[residue] = on;
    })?;
    with(lua, "Command_SetAtomsBondsRender", |stage, _, mode: String| {
        let mode = match mode.as_str() {
            "default" | "ballstick" => 0,
            "sticks" => 1,
            "wire" => 2,
            "vdw" => 3,
            "points" => 4,
            other => return Err(Error::runtime(format!("atoms are not drawn as {other}"))),
        };
        Ok(stage.each(&stage.selected(), |molecule, row| molecule.atoms.mode.edit()[row] = mode))
    })?;
    residues(lua, "Command_SetRibbonsRender", |molecule, residue, mode: String| {
        // What has no mode of its own keeps to the secondary structure.
        molecule.residues.ribbon_mode.edit()[residue] = match mode.as_str() {
            "tube" => 1,
            "coil" => 2,
            _ => 0,
        };
    })?;
    with(lua, "Command_SetSurfacesTransparency", |stage, _, part: f32| {
        let opacity = 1.0 - part.clamp(0.0, 1.0);
        Ok(stage.each(&stage.selected(), |molecule, row| molecule.atoms.surface_opacity.edit()[row] = opacity))
    })
}

fn painting(lua: &Lua) -> mlua::Result<()> {
    paint(lua, "Command_ColoringAtomsBonds", |molecule, row, color| molecule.atoms.color.edit()[row] = color)?;
    paint(lua, "Command_ColoringSurfaces", |molecule, row, color| molecule.atoms.surface_color.edit()[row] = color)?;
    paint(lua, "Command_ColoringRibbons", |molecule, row, color| {
        let starts = &molecule.residues.atom_start;
        let residue = starts.partition_point(|start| *start as usize <= row).saturating_sub(1);
        molecule.residues.ribbon_color.edit()[residue] = color;
    })?;
    let color =
        lua.create_function(|_, (red, green, blue): (u8, u8, u8)| Ok(u32::from_be_bytes([red, green, blue, 255])))?;
    lua.globals().set("Color_RGB", color)
}

fn is_water(molecule: &Molecule, row: usize) -> bool {
    let starts = &molecule.residues.atom_start;
    let residue = starts.partition_point(|start| *start as usize <= row).saturating_sub(1);
    molecule::is_water(&molecule.residues.name[residue])
}

/// A word that sets something of those selected atoms that are meant.
fn show(
    lua: &Lua,
    name: &str,
    is_meant: impl Fn(&Molecule, usize) -> bool + 'static,
    set: impl Fn(&mut Molecule, usize, bool) + 'static,
) -> mlua::Result<()> {
    with(lua, name, move |stage, _, on: bool| {
        let mut spots = stage.selected();
        spots.retain(|&(place, frame, row)| is_meant(stage.molecule(place, frame), row));
        Ok(stage.each(&spots, |molecule, row| set(molecule, row, on)))
    })
}

/// A word that sets something of the selected residues.
fn residues<A: mlua::FromLua + Clone + 'static>(
    lua: &Lua,
    name: &str,
    set: impl Fn(&mut Molecule, usize, A) + 'static,
) -> mlua::Result<()> {
    with(lua, name, move |stage, _, argument: A| {
        let residues = stage.residues_of(&stage.selected());
        Ok(stage.each(&residues, |molecule, residue| set(molecule, residue, argument.clone())))
    })
}

/// A word that paints the selected atoms: by a scheme, in one colour, or as they were.
fn paint(lua: &Lua, name: &str, set: impl Fn(&mut Molecule, usize, u32) + 'static) -> mlua::Result<()> {
    with(lua, name, move |stage, _, (scheme, color): (String, Option<u32>)| {
        let spots = stage.selected();
        let one = match (scheme.as_str(), color) {
            ("default", _) => Some(0),
            ("mono", Some(color)) => Some(color),
            ("mono", None) => return Err(Error::runtime("\"mono\" needs a colour: Color_RGB(255, 0, 0)")),
            _ => None,
        };
        if let Some(one) = one {
            return Ok(stage.each(&spots, |molecule, row| set(molecule, row, one)));
        }
        let mut colors: HashMap<(usize, usize), Vec<u32>> = HashMap::new();
        for &(place, frame, row) in &spots {
            if let std::collections::hash_map::Entry::Vacant(vacant) = colors.entry((place, frame)) {
                let of = (stage.painter)(stage.molecule(place, frame), &scheme);
                vacant.insert(of.ok_or_else(|| Error::runtime(format!("there is no colour scheme {scheme}")))?);
            }
            let color = colors[&(place, frame)].get(row).copied().unwrap_or_default();
            set(&mut stage.complexes[place].molecules[frame], row, color);
        }
        Ok(())
    })
}
