//! An atom at all its versions.

use crate::codec::{Text, Texts};
use crate::structure::{Color, Positions};
use crate::{open_enum, wire};

open_enum! {
    /// How an atom is drawn.
    AtomMode(i32) { BALL_STICK = 0, STICK = 1, WIRE = 2, VAN_DER_WAALS = 3, POINT = 4, B_FACTOR = 5, ADAPTIVE = 6 }
}

wire! {
    /// An atom. Versions 0 to 8 came with Nanome 1.10, 1.11, 1.12, 1.13, 1.16, 1.19, 1.22, 1.22 and 1.23.
    struct Atom("Atom", 8) {
        index: i64 = -1,
        selected: bool,
        atom_mode: AtomMode,
        labeled: bool,
        label_text: Text [1..],
        (atom_rendering, set_atom_rendering): bool [..=6],
        atom_color: Color,
        atom_scale: f32 [2..] = 0.5,
        surface_rendering: bool,
        surface_color: Color,
        surface_opacity: f32 = 1.0,
        hydrogened: bool [..=6] = true,
        watered: bool [..=6] = true,
        het_atomed: bool [..=6] = true,
        het_surfaced: bool = true,
        symbol: Text = Text::from_static_str("C"),
        serial: i32 = 1,
        name: Text = Text::from_static_str("default"),
        positions: Positions,
        is_het: bool,
        occupancy: f32,
        bfactor: f32,
        acceptor: bool,
        donor: bool,
        polar_hydrogen: bool [6..],
        (idatm, set_idatm): Text [4..=4],
        formal_charge: i32 [4..],
        partial_charge: f32 [5..],
        atom_type: Texts [5..],
        /// Bits of which the lowest says whether the atom is drawn at all.
        display_mode: u32 [7..] = u32::MAX,
        /// The letter of the alternative location, `.` for none.
        alt_loc: u8 [8..] = b'.',
    }
}

impl Atom {
    /// Whether the atom is drawn: the lowest bit of the display mode, and until version 6 all that there is of it.
    pub fn atom_rendering(&self) -> bool {
        self.display_mode & 1 == 1
    }

    /// Draws the atom, or hides it.
    pub fn set_atom_rendering(&mut self, drawn: bool) {
        self.display_mode = self.display_mode & !1 | u32::from(drawn);
    }

    /// The IDATM type, which is all that version 4 has of the types.
    fn idatm(&self) -> Text {
        self.atom_type.iter().find(|(system, _)| system == "IDATM").map(|(_, kind)| kind.clone()).unwrap_or_default()
    }

    fn set_idatm(&mut self, kind: Text) {
        self.atom_type = vec![(Text::from_static_str("IDATM"), kind)];
    }
}
