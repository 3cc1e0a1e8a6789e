//! Macros: small Lua programs that change how a workspace looks. They run over a snapshot, within bounds of time and
//! memory, and without a way out: no file, no network, no process, no code but their own.
//!
//! [`run`] is all there is. What a macro can call is in [`FUNCTIONS`], and in `docs/macros.md`.

mod functions;
mod sandbox;
mod stage;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use mlua::{ChunkMode, Function, Lua, Value};
use molecule::{Complex, Index, Molecule};

pub use functions::FUNCTIONS;
use stage::Stage;

/// The most bytes of a macro's text.
pub const MAX_LOGIC: usize = 256 << 10;

/// How far a macro may go.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For so long.
    pub time: Duration,
    /// Bytes of memory of its own.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(20), memory: 64 << 20 }
    }
}

/// Stops a macro from outside.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// It ends as soon as it looks up, within some thousand steps.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The colours of a molecule's atoms under the scheme of a name; none where nobody knows the scheme.
pub type Painter = fn(&Molecule, &str) -> Option<Vec<u32>>;

/// What a macro did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// The complexes that it changed: as they were, and as it wants them.
    pub changed: Vec<(Complex, Complex)>,
    /// What it wants people to read, in order.
    pub notices: Vec<String>,
    /// The atoms that everybody is to look at.
    pub look: Option<Vec<Index>>,
    /// What its `main` returned, if that was a text.
    pub said: Option<String>,
}

/// Runs a macro over these complexes; an error says what was wrong, and where. It blocks.
pub fn run(
    logic: &str,
    complexes: Vec<Complex>,
    painter: Painter,
    limits: &Limits,
    stop: &Stop,
) -> Result<Done, String> {
    if logic.len() > MAX_LOGIC {
        return Err(format!("The macro has {} bytes; {MAX_LOGIC} are allowed.", logic.len()));
    }
    let lua = sandbox::closed(limits, stop, Instant::now()).map_err(|error| sandbox::words(&error))?;
    functions::register(&lua).map_err(|error| sandbox::words(&error))?;
    lua.set_app_data(Stage::new(complexes, painter));
    let returned = play(&lua, logic).map_err(|error| sandbox::words(&error))?;
    let stage = lua.remove_app_data::<Stage>().ok_or("The macro's stage is gone.")?;
    Ok(stage.done(returned))
}

/// The text first, which mostly just defines `main`; then `main`.
fn play(lua: &Lua, logic: &str) -> mlua::Result<Option<String>> {
    lua.load(logic).set_name("=macro").set_mode(ChunkMode::Text).exec()?;
    let Value::Function(main) = lua.globals().get::<Value>("main")? else { return Ok(None) };
    let returned = Function::call::<Value>(&main, ())?;
    Ok(returned.as_string().map(|text| text.to_string_lossy().chars().take(1000).collect()))
}
