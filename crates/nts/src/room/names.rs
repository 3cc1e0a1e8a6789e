//! Which one is meant: by `NAME`, `NAME#id` or `#id`.

use super::Problem;
use super::report::line;

/// Something that can be named.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T> {
    /// The thing.
    pub thing: T,
    /// Its name.
    pub name: String,
    /// The number after `#`.
    pub id: i64,
}

/// Finds the one that is meant; else says what there is.
pub fn resolve<T: Clone>(kind: &str, said: &str, things: &[Named<T>]) -> Result<T, Problem> {
    let found = matching(said, things);
    match found.as_slice() {
        [one] => Ok(one.thing.clone()),
        [] => Err(Problem::Failed(match things {
            [] => format!("there is no {kind} {said}: there is none at all"),
            things => format!("there is no {kind} {said}. There {}", listed(things.iter())),
        })),
        several => Err(Problem::Failed(format!(
            "{said} may mean several: say {}",
            several.iter().map(|thing| quoted(thing)).collect::<Vec<_>>().join(" or ")
        ))),
    }
}

/// Those that fit what was said: first by the whole name, then without regard to capitals, then by number.
pub fn matching<'a, T>(said: &str, things: &'a [Named<T>]) -> Vec<&'a Named<T>> {
    let by = |fits: &dyn Fn(&Named<T>) -> bool| things.iter().filter(|thing| fits(thing)).collect::<Vec<_>>();
    let exact = by(&|thing| thing.name == said);
    if !exact.is_empty() {
        return exact;
    }
    let alike = by(&|thing| thing.name.to_lowercase() == said.to_lowercase());
    if !alike.is_empty() {
        return alike;
    }
    let Some((name, id)) = split(said) else { return Vec::new() };
    by(&|thing| thing.id == id && (name.is_empty() || thing.name.to_lowercase() == name.to_lowercase()))
}

/// Name and number of `NAME#id`.
pub fn split(said: &str) -> Option<(&str, i64)> {
    let (name, id) = said.rsplit_once('#')?;
    Some((name, id.parse().ok()?))
}

fn listed<'a, T: 'a>(things: impl Iterator<Item = &'a Named<T>>) -> String {
    const MOST: usize = 12;
    let names: Vec<String> = things.map(quoted).collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    let more = if names.len() > MOST { format!(" and {} more", names.len() - MOST) } else { String::new() };
    format!("{verb}: {}{more}", names[..names.len().min(MOST)].join(", "))
}

fn quoted<T>(thing: &Named<T>) -> String {
    format!("{}#{}", line(&thing.name), thing.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn things() -> Vec<Named<char>> {
        let thing = |thing, name: &str, id| Named { thing, name: name.into(), id };
        vec![
            thing('a', "Docking", 1),
            thing('b', "Hello", 2),
            thing('c', "Docking", 3),
            thing('d', "hello", 4),
            thing('e', "C#5", 6),
            thing('f', "Minimize", 7),
        ]
    }

    #[test]
    fn the_one_that_is_meant_is_found() {
        let cases = [
            ("Hello", 'b'),
            ("hello", 'd'),
            ("MINIMIZE", 'f'),
            ("Docking#1", 'a'),
            ("docking#3", 'c'),
            ("#4", 'd'),
            ("C#5", 'e'),
            ("c#5", 'e'),
            ("C#5#6", 'e'),
        ];
        for (said, meant) in cases {
            assert_eq!(resolve("plugin", said, &things()), Ok(meant), "{said}");
        }
    }

    #[test]
    fn what_is_not_clear_is_said() {
        let cases = [
            ("Docking", "Docking may mean several: say Docking#1 or Docking#3"),
            ("HELLO", "HELLO may mean several: say Hello#2 or hello#4"),
            ("Dock", "there is no plugin Dock. There are: Docking#1, Hello#2, Docking#3, hello#4, C#5#6, Minimize#7"),
            (
                "Docking#2",
                "there is no plugin Docking#2. There are: Docking#1, Hello#2, Docking#3, hello#4, C#5#6, Minimize#7",
            ),
        ];
        for (said, sentence) in cases {
            assert_eq!(resolve("plugin", said, &things()), Err(Problem::Failed(sentence.into())), "{said}");
        }
        let none = resolve::<char>("complex", "1of6", &[]).unwrap_err().to_string();
        assert_eq!(none, "there is no complex 1of6: there is none at all");
    }
}
