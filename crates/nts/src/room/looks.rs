//! How complexes look: looks, waters, hydrogens, colours; and copies of them.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, Subcommand, ValueEnum};
use room_api::{Answer, ColorScheme, ColorTarget, Hydrogens, Intent, Look, Paint};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Problem;
use super::arguments::on_or_off;
use super::complexes::{done, find};
use super::report::{Report, line};
use super::who::Visit;

/// The words about looks.
#[derive(Debug, Subcommand)]
pub enum Looks {
    /// Give a complex a look: overview, pocket, surface or all_atoms.
    Look {
        /// Its name, NAME#id or #id.
        complex: String,
        /// The look. The pocket's residues are those within 5 angstrom of ligands, its own and those of other complexes.
        #[arg(value_parser = one_of(Look::ALL))]
        look: Look,
    },
    /// Show or hide the waters of a complex.
    Waters {
        /// Its name, NAME#id or #id.
        complex: String,
        /// Whether they are shown.
        #[arg(value_parser = on_or_off, action = clap::ArgAction::Set, value_name = "on|off")]
        shown: bool,
    },
    /// Show all hydrogens of a complex, the polar ones, or none.
    Hydrogens {
        /// Its name, NAME#id or #id.
        complex: String,
        /// Which.
        #[arg(value_parser = one_of(Hydrogens::ALL))]
        shown: Hydrogens,
    },
    /// Paint a complex.
    Color {
        /// Its name, NAME#id or #id.
        complex: String,
        /// A scheme, or a colour of its own.
        #[arg(value_parser = Paints)]
        paint: Paint,
        /// What of it.
        #[arg(long, value_enum, default_value = "all")]
        target: Target,
        /// Of the atoms only carbons.
        #[arg(long)]
        only_carbons: bool,
        /// Only what is selected.
        #[arg(long)]
        only_selected: bool,
    },
    /// Put a copy beside a complex.
    Duplicate {
        /// Its name, NAME#id or #id.
        complex: String,
    },
}

/// What of a complex is painted.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[allow(missing_docs)] // The help of each would say its name once more.
pub enum Target {
    All,
    Atoms,
    Ribbon,
    Surface,
}

/// Carries one of them out.
pub async fn look(visit: &Visit, word: Looks) -> Result<Report, Problem> {
    let (said, what, intent): (&str, String, Box<dyn Fn(room_api::ComplexId) -> Intent>) = match &word {
        Looks::Look { complex, look } => {
            let look = *look;
            (complex, format!("{} now:", name_of(look)), Box::new(move |complex| Intent::Look { complex, look }))
        }
        Looks::Waters { complex, shown } => {
            let shown = *shown;
            let what = if shown { "Shown: the waters of" } else { "Hidden: the waters of" };
            (complex, what.into(), Box::new(move |complex| Intent::Waters { complex, shown }))
        }
        Looks::Hydrogens { complex, shown } => {
            let shown = *shown;
            let what = format!("Hydrogens shown ({}):", name_of(shown));
            (complex, what, Box::new(move |complex| Intent::Hydrogens { complex, shown }))
        }
        Looks::Color { complex, paint, target, only_carbons, only_selected } => {
            let (paint, only_carbons, only_selected) = (*paint, *only_carbons, *only_selected);
            let target = match target {
                Target::All => ColorTarget::All,
                Target::Atoms => ColorTarget::Atoms,
                Target::Ribbon => ColorTarget::Ribbon,
                Target::Surface => ColorTarget::Surface,
            };
            let intent = move |complex| Intent::Color { complex, paint, target, only_carbons, only_selected };
            (complex, "Painted".into(), Box::new(intent))
        }
        Looks::Duplicate { complex } => return duplicate(visit, complex).await,
    };
    let complex = find(visit, said)?;
    done(visit, intent(complex.id), &complex, &what, json!({})).await
}

async fn duplicate(visit: &Visit, said: &str) -> Result<Report, Problem> {
    let complex = find(visit, said)?;
    let Answer::Loaded { complexes } = visit.ask(Intent::Duplicate { complex: complex.id }).await? else {
        return Err(Problem::Failed("the server named no copy".into()));
    };
    let ids = complexes.iter().map(|id| format!("#{id}")).collect::<Vec<_>>().join(" ");
    let text = format!("{}#{} has a copy: {ids} (since event {}).", line(&complex.name), complex.id, visit.seq);
    Ok(Report::new(text, json!({ "complex": complex.id, "complexes": complexes, "seq": visit.seq })))
}

/// One of the API's words, as its JSON has it.
fn one_of<T: DeserializeOwned + Serialize + Clone + Send + Sync + 'static, const N: usize>(
    all: [T; N],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.map(name_of)).try_map(|text| serde_json::from_value(Value::from(text)))
}

fn name_of(word: impl Serialize) -> String {
    json!(word).as_str().unwrap_or_default().to_owned()
}

/// Reads a scheme's name or a colour.
#[derive(Clone)]
struct Paints;

impl TypedValueParser for Paints {
    type Value = Paint;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Paint, clap::Error> {
        if value.to_string_lossy().starts_with('#') {
            return color.parse_ref(command, arg, value);
        }
        // Where it is no scheme, a colour is one of the possible values that are named.
        let values = PossibleValuesParser::new(self.possible_values().into_iter().flatten());
        let schemes = values.try_map(|text| serde_json::from_value(Value::from(text)));
        schemes.parse_ref(command, arg, value).map(Paint::Scheme)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let schemes = ColorScheme::ALL.into_iter().map(|scheme| PossibleValue::new(name_of(scheme)));
        Some(Box::new(schemes.chain([PossibleValue::new("#RRGGBB")])))
    }
}

fn color(text: &str) -> Result<Paint, String> {
    let digits = text.strip_prefix('#').unwrap_or_default();
    match u32::from_str_radix(digits, 16) {
        // `from_str_radix` takes a sign as well.
        Ok(color) if digits.len() == 6 && !digits.starts_with('+') => {
            let [_, red, green, blue] = color.to_be_bytes();
            Ok(Paint::Rgb([red, green, blue]))
        }
        _ => Err("a colour is # and six hexadecimal digits: #FF8800".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paint(text: &str) -> Result<Paint, String> {
        Paints.parse_ref(&Command::new("color"), None, OsStr::new(text)).map_err(|error| error.to_string())
    }

    #[test]
    fn paints_are_schemes_or_colours() {
        assert_eq!(paint("b_factor"), Ok(Paint::Scheme(ColorScheme::BFactor)));
        assert_eq!(paint("#ff8001"), Ok(Paint::Rgb([255, 128, 1])));
        for wrong in ["#ff80", "#gg0000", "#+f8000", "blue", ""] {
            assert!(paint(wrong).is_err(), "{wrong}");
        }
        let words = paint("blue").unwrap_err();
        assert!(
            ["possible values", "secondary_structure", "#RRGGBB"].iter().all(|word| words.contains(word)),
            "{words}"
        );
        assert!(!words.contains("variant"), "{words}");
        let look = one_of(Look::ALL).parse_ref(&Command::new("look"), None, OsStr::new("all_atoms"));
        assert_eq!(look.unwrap(), Look::AllAtoms);
    }
}
