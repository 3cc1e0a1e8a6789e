//! What a macro can call, by the names that macros of Nanome use.

mod changing;
mod reading;

use mlua::{AnyUserData, FromLua, IntoLua, Lua, Table, UserData, Value};

use crate::stage::{Spot, Stage, Thing};

/// Every function, and what it does.
pub const FUNCTIONS: &[(&str, &str)] = &[
    ("List_Make()", "an empty list; lists count from 0"),
    ("List_Length(list)", "how many things are in it"),
    ("List_Add(list, thing)", "adds one at its end"),
    ("List_Get(list, place)", "the one at a place, or `nil`"),
    ("List_Iterator(list)", "`for thing in List_Iterator(list) do`"),
    ("List_Pairs(list)", "`for place, thing in List_Pairs(list) do`"),
    ("Workspace_GetComplexes()", "all complexes"),
    ("Complex_GetName(complex)", "its name"),
    ("Complex_SetName(complex, name)", "calls it something else"),
    ("Complex_SetVisible(complex, on)", "shows or hides it"),
    ("Complex_SetLocked(complex, on)", "lets nobody move it, or everybody"),
    ("Complex_SetBoxed(complex, on)", "shows it in a box, or not"),
    ("Complex_GetMolecules(complex)", "its frames"),
    ("Complex_GetCurrentMolecule(complex)", "the frame that it shows"),
    ("Molecule_GetChains(molecule)", "its chains"),
    ("Chain_GetName(chain)", "its name"),
    ("Chain_GetResidues(chain)", "its residues"),
    ("Residue_GetName(residue)", "its name: `ALA`"),
    ("Residue_GetSerial(residue)", "its number"),
    ("Residue_GetAtoms(residue)", "its atoms"),
    ("Residue_GetComplex(residue)", "the complex that it is in"),
    ("Atom_GetName(atom)", "its name: `CA`"),
    ("Atom_GetSymbol(atom)", "its element: `C`"),
    ("Atom_GetSerial(atom)", "its number in the file"),
    ("Atom_GetIsHet(atom)", "whether it is a hetero atom"),
    ("Atom_GetPosition(atom)", "x, y, z in the workspace, angstrom"),
    ("Search_GetAtoms(pattern)", "atoms by `complex > chain > residue > atom`; an empty part fits all: `>>> CA`"),
    ("Search_GetResidues(pattern)", "residues likewise, the pattern's last part left out: `>> HOH`"),
    ("Search_GetAtomsByElement(symbol)", "atoms of an element"),
    ("Selection_All()", "selects all atoms"),
    ("Selection_Clear()", "unselects everything"),
    (
        "Selection_Change(how, things)",
        "`\"replace\"`, `\"add\"`, `\"remove\"`; `\"filter\"` keeps only what is in both",
    ),
    ("Selection_Extend(angstrom, residues)", "selects what is so near to the selection; whole residues, if `true`"),
    ("Selection_GetAtoms()", "the atoms that are selected"),
    ("Selection_GetResidues()", "the residues with a selected atom"),
    ("Selection_GetComplexes()", "the complexes with a selected atom"),
    ("Command_ShowAtomsBonds(on)", "shows or hides the selected atoms"),
    ("Command_ShowHydrogens(on)", "the hydrogens among them"),
    ("Command_ShowWaters(on)", "the waters among them"),
    ("Command_ShowHetAtomsBonds(on)", "the hetero atoms among them, but for waters"),
    ("Command_ShowSurfaces(on)", "the surface of the selected atoms"),
    ("Command_ShowHetSurfaces(on)", "the surface of the hetero atoms among them"),
    ("Command_ShowRibbons(on)", "the ribbon of the selected residues"),
    ("Command_ShowAtomLabels(on)", "the labels of the selected atoms"),
    ("Command_ShowResidueLabels(on)", "the labels of the selected residues"),
    (
        "Command_SetAtomsBondsRender(mode)",
        "`\"ballstick\"`, `\"sticks\"`, `\"wire\"`, `\"vdw\"`, `\"points\"`, `\"default\"`",
    ),
    ("Command_SetRibbonsRender(mode)", "`\"default\"`, `\"tube\"`, `\"coil\"`"),
    ("Command_SetSurfacesTransparency(part)", "0 is opaque, 1 is not to be seen"),
    (
        "Command_ColoringAtomsBonds(scheme, color)",
        "paints the selected atoms: a scheme's name, or `\"mono\"` and a colour",
    ),
    ("Command_ColoringRibbons(scheme, color)", "their ribbons"),
    ("Command_ColoringSurfaces(scheme, color)", "their surfaces"),
    ("Color_RGB(red, green, blue)", "a colour; 0 to 255 each"),
    ("Command_Zoom()", "everybody looks at what is selected"),
    ("Command_Notification(text)", "people read it"),
    ("print(...)", "the same, of several values"),
];

/// Lists are tables that count from 0.
const LISTS: &str = r#"
function List_Make() return {} end
function List_Length(list) if list[0] == nil then return 0 end return #list + 1 end
function List_Add(list, thing) list[List_Length(list)] = thing end
function List_Get(list, place) return list[place] end
function List_Iterator(list) local at = -1 return function() at = at + 1 return list[at] end end
function List_Pairs(list)
  local at = -1
  return function() at = at + 1 if list[at] ~= nil then return at, list[at] end end
end
"#;

/// Puts all of it into a Lua.
pub(crate) fn register(lua: &Lua) -> mlua::Result<()> {
    lua.load(LISTS).set_name("=lists").exec()?;
    reading::register(lua)?;
    changing::register(lua)
}

impl UserData for Thing {}

impl FromLua for Thing {
    fn from_lua(value: Value, lua: &Lua) -> mlua::Result<Self> {
        let name = value.type_name();
        let wrong = || mlua::Error::runtime(format!("a thing of the workspace was expected, not a {name}"));
        Ok(*AnyUserData::from_lua(value, lua).map_err(|_| wrong())?.borrow::<Thing>().map_err(|_| wrong())?)
    }
}

/// A function over the stage.
fn with<A: mlua::FromLuaMulti, R: mlua::IntoLuaMulti>(
    lua: &Lua,
    name: &str,
    act: impl Fn(&mut Stage, &Lua, A) -> mlua::Result<R> + 'static,
) -> mlua::Result<()> {
    let function = lua.create_function(move |lua, arguments: A| {
        let mut stage = lua.app_data_mut::<Stage>().ok_or_else(|| mlua::Error::runtime("there is no workspace"))?;
        act(&mut stage, lua, arguments)
    })?;
    lua.globals().set(name, function)
}

/// A list of these.
fn list<T: IntoLua>(lua: &Lua, things: impl IntoIterator<Item = T>) -> mlua::Result<Table> {
    let table = lua.create_table()?;
    for (at, thing) in things.into_iter().enumerate() {
        table.raw_set(at, thing)?;
    }
    Ok(table)
}

fn atoms(lua: &Lua, spots: Vec<Spot>) -> mlua::Result<Table> {
    list(lua, spots.into_iter().map(|(place, frame, row)| Thing::Atom(place, frame, row)))
}

/// The atoms of a thing, or of a list of things.
fn spots_of(stage: &Stage, lua: &Lua, things: Value) -> mlua::Result<Vec<Spot>> {
    let Value::Table(table) = things else { return Ok(stage.atoms(Thing::from_lua(things, lua)?)) };
    let mut spots = Vec::new();
    for pair in table.pairs::<Value, Thing>() {
        spots.extend(stage.atoms(pair?.1));
        // Many large things, again and again: no more than there can be.
        if spots.len() > 50_000_000 {
            return Err(mlua::Error::runtime("the list names too many atoms"));
        }
    }
    Ok(spots)
}
