//! What could not be docked, as rows of the menu's list: each ligand by its name, and why below it.

use plugin::ui::Node;

use super::line;

/// Letters that a row bears at a size that one can read.
const WIDTH: usize = 52;

/// A heading, and for each ligand its name and the lines of the reason.
pub fn rows(failed: &[(String, String)]) -> Vec<Node> {
    let labels = texts(failed).into_iter().map(|text| line(&text)).enumerate();
    labels.map(|(row, label)| if row == 0 { label.bold() } else { label }.into()).collect()
}

fn texts(failed: &[(String, String)]) -> Vec<String> {
    if failed.is_empty() {
        return Vec::new();
    }
    let heading = match failed.len() {
        1 => "1 ligand was not docked".to_owned(),
        several => format!("{several} ligands were not docked"),
    };
    let told = failed.iter().flat_map(|(ligand, why)| wrapped(&format!("{ligand}: {why}"), WIDTH));
    std::iter::once(heading).chain(told).collect()
}

/// The text in lines that are no longer, broken between words; the later ones are set in.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) => lines.push(format!("   {word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ligand_is_there_with_all_of_its_reason() {
        let failed = |ligand: &str, why: &str| (ligand.to_owned(), why.to_owned());
        assert_eq!(texts(&[]), [] as [&str; 0]);
        let reason = "it consists of several parts that no bond joins: keep the one that is to be docked";
        let told = texts(&[failed("salt", reason), failed("ion", "it is a metal")]);
        let expected = [
            "2 ligands were not docked",
            "salt: it consists of several parts that no bond",
            "   joins: keep the one that is to be docked",
            "ion: it is a metal",
        ];
        assert_eq!(told, expected);
        assert_eq!(texts(&[failed("ion", "no")])[0], "1 ligand was not docked");
        assert_eq!(rows(&[failed("ion", "no")]).len(), 2);
        let long = "C".repeat(60);
        assert_eq!(wrapped(&format!("{long} and on"), 52), [long.as_str(), "   and on"]);
    }
}
