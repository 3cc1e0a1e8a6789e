//! A Lua without a way out: what could read, run or hang is not there, and the rest is counted.

use std::time::Instant;

use mlua::{Error, HookTriggers, Lua, LuaOptions, StdLib, Value, VmState};

use crate::{Limits, Stop};

/// How many steps there are between two looks at the clock.
const STEPS: u32 = 1000;

/// The words of Lua that a macro has. `pcall` and coroutines are none of them: they could outlive an error that is to
/// end the macro; nor are metatables, by which a length can be a lie.
const WORDS: [&str; 15] = [
    "assert", "error", "ipairs", "math", "next", "pairs", "select", "string", "table", "tonumber", "tostring", "type",
    "_G", "_VERSION", "rawequal",
];

/// What of the libraries stays. Patterns (`find`, `match`, ...) can take for ever inside of one step.
const STRING: [&str; 7] = ["byte", "char", "format", "len", "lower", "sub", "upper"];
const TABLE: [&str; 6] = ["concat", "insert", "pack", "remove", "sort", "unpack"];

/// A Lua that ends by an error when its time is over or somebody stops it.
pub(crate) fn closed(limits: &Limits, stop: &Stop, begun: Instant) -> mlua::Result<Lua> {
    let lua = Lua::new_with(StdLib::STRING | StdLib::TABLE | StdLib::MATH, LuaOptions::default())?;
    keep(&lua.globals(), &WORDS)?;
    keep(&lua.globals().get("string")?, &STRING)?;
    keep(&lua.globals().get("table")?, &TABLE)?;
    let most = limits.memory;
    let repeat = lua.create_function(move |lua, (text, times): (mlua::String, i64)| {
        let times = usize::try_from(times).unwrap_or(0);
        let bytes = text.as_bytes();
        if bytes.is_empty() {
            return lua.create_string("");
        }
        match bytes.len().checked_mul(times) {
            Some(size) if size <= most / 2 => lua.create_string(bytes.repeat(times)),
            _ => Err(Error::runtime("the text would be too long")),
        }
    })?;
    lua.globals().get::<mlua::Table>("string")?.set("rep", repeat)?;
    let (stop, time) = (stop.clone(), limits.time);
    lua.set_hook(HookTriggers::new().every_nth_instruction(STEPS), move |_, _| {
        if stop.is_wanted() {
            return Err(Error::runtime("it was stopped"));
        }
        if begun.elapsed() > time {
            return Err(Error::runtime(format!("it took longer than {} s", time.as_secs_f32())));
        }
        Ok(VmState::Continue)
    })?;
    lua.set_memory_limit(limits.memory)?;
    Ok(lua)
}

fn keep(table: &mlua::Table, names: &[&str]) -> mlua::Result<()> {
    let all: Vec<String> = table.pairs::<String, Value>().filter_map(|pair| pair.ok().map(|(name, _)| name)).collect();
    for name in all.iter().filter(|name| !names.contains(&name.as_str())) {
        table.set(name.as_str(), Value::Nil)?;
    }
    Ok(())
}

/// What went wrong, as a sentence: with the line where it is known, and by the name of a function that is not there.
pub(crate) fn words(error: &Error) -> String {
    let text = match error {
        Error::MemoryError(_) => return "The macro needs more memory than it may have.".into(),
        Error::SyntaxError { message, .. } => return format!("The macro makes no sense: {}.", line(message)),
        Error::CallbackError { cause, traceback } => {
            let place = traceback.split("macro:").nth(1).and_then(|rest| rest.split(':').next());
            match (&**cause, place.filter(|place| place.bytes().all(|byte| byte.is_ascii_digit()))) {
                (Error::RuntimeError(text), Some(place)) => format!("macro:{place}: {text}"),
                (cause, _) => cause.to_string(),
            }
        }
        Error::RuntimeError(text) => text.clone(),
        other => other.to_string(),
    };
    let text = text.split("\nstack traceback").next().unwrap_or_default();
    match (text.split_once("attempt to call a nil value ("), text.split_once("not enough memory")) {
        (_, Some(_)) => "The macro needs more memory than it may have.".into(),
        (Some((place, rest)), _) => {
            let name = rest.split('\'').nth(1).unwrap_or("a function");
            format!("The macro failed: {}there is no function {name}.", line(place).replace("macro:", "line "))
        }
        (None, None) => format!("The macro failed: {}.", line(text)),
    }
}

/// `macro:12: what` as `line 12: what`, of bounded length.
fn line(text: &str) -> String {
    let text: String = text.chars().take(500).collect();
    text.replace("macro:", "line ")
}
