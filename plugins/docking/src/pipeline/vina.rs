//! AutoDock Vina: its arguments, its progress bar, its complaints.

use super::site::SearchBox;
use super::tool::Outcome;

/// How thoroughly Vina searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Search {
    /// How many searches are made; the time grows with it.
    pub exhaustiveness: u32,
    /// The most poses.
    pub modes: u32,
    /// Where chance starts.
    pub seed: u32,
}

impl Default for Search {
    fn default() -> Self {
        Self { exhaustiveness: 8, modes: 9, seed: 1 }
    }
}

/// The command line after the program's name, for files in its folder.
pub fn arguments(site: &SearchBox, search: &Search, cpus: u32) -> Vec<String> {
    let mut words: Vec<String> =
        ["--receptor", "receptor.pdbqt", "--ligand", "ligand.pdbqt", "--out", "poses.pdbqt"].map(str::to_owned).into();
    for (axis, name) in ["x", "y", "z"].into_iter().enumerate() {
        words.extend([format!("--center_{name}"), format!("{:.3}", site.center[axis])]);
        words.extend([format!("--size_{name}"), format!("{:.3}", site.size[axis])]);
    }
    words.extend(["--spacing".to_owned(), format!("{:.3}", site.spacing())]);
    words.extend(["--exhaustiveness".to_owned(), search.exhaustiveness.max(1).to_string()]);
    words.extend(["--num_modes".to_owned(), search.modes.max(1).to_string()]);
    // Vina takes seed 0 for "choose one".
    words.extend(["--seed".to_owned(), search.seed.clamp(1, i32::MAX as u32).to_string()]);
    words.extend(["--cpu".to_owned(), cpus.to_string()]);
    words
}

/// Reads Vina's progress bar as it is printed: a scale, then 51 stars.
#[derive(Debug, Default)]
pub struct ProgressBar {
    stage: Stage,
    stars: u32,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Stage {
    /// The licence notice has stars too: nothing counts before the scale `|----|`.
    #[default]
    BeforeScale,
    OnScale,
    Stars,
}

impl ProgressBar {
    const STARS: u32 = 51;

    /// How much of the search is done, 0 to 1, if this piece of output says something new about it.
    pub fn feed(&mut self, output: &[u8]) -> Option<f32> {
        let before = self.stars;
        for byte in output {
            match (&self.stage, byte) {
                (Stage::BeforeScale, b'|') => self.stage = Stage::OnScale,
                (Stage::OnScale, b'\n') => self.stage = Stage::Stars,
                (Stage::OnScale, b'-' | b'|') => {}
                (Stage::OnScale, _) => self.stage = Stage::BeforeScale,
                (Stage::Stars, b'*') if self.stars < Self::STARS => self.stars += 1,
                _ => {}
            }
        }
        (self.stars != before).then_some(self.stars as f32 / Self::STARS as f32)
    }
}

/// What Vina complains about, for people.
pub fn complaint(outcome: &Outcome) -> String {
    let said = outcome.stderr.trim();
    if let Some(symbol) = between(said, "Atom type ", " is not a valid AutoDock type") {
        let place = said.lines().find_map(|line| line.trim().strip_prefix("> ")).map(residue_of).unwrap_or_default();
        return format!("it has no parameters for {symbol}{place}. Do not keep that group, or choose another ligand.");
    }
    if said.contains("bad_alloc") || said.contains("nsufficient memory") {
        return "there is not enough memory for a box of this size. Choose a smaller site.".to_owned();
    }
    super::error::last_words(&outcome.stderr)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}

/// ` in HEM A 401` of a PDBQT line.
fn residue_of(line: &str) -> String {
    match (line.get(17..20), line.get(21..22), line.get(22..26)) {
        (Some(name), Some(chain), Some(serial)) => {
            format!(" in {} {} {}", name.trim(), chain.trim(), serial.trim())
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Vina 1.2.3 prints, shortened.
    const OUTPUT: &str = "AutoDock Vina v1.2.3\n####\n# If you used *AutoDock* Vina #\n####\n\nComputing Vina grid ... \
        done.\nPerforming docking (random seed: 1) ... \n0%   10   20   30   40   50   60   70   80   90   100%\n\
        |----|----|----|----|----|----|----|----|----|----|\n";

    #[test]
    fn progress_is_the_stars_after_the_scale() {
        let mut bar = ProgressBar::default();
        assert_eq!(bar.feed(OUTPUT.as_bytes()), None);
        assert_eq!(bar.feed(b"*"), Some(1.0 / 51.0));
        assert_eq!(bar.feed(b""), None);
        assert_eq!(bar.feed(&[b'*'; 24]), Some(25.0 / 51.0));
        assert_eq!(bar.feed(&[b'*'; 26]), Some(1.0));
        assert_eq!(bar.feed(b"\n\nmode |   affinity | *\n"), None);
    }

    #[test]
    fn pieces_may_end_anywhere() {
        let text = format!("{OUTPUT}{}", "*".repeat(51));
        let mut bar = ProgressBar::default();
        let heard: Vec<f32> = text.bytes().filter_map(|byte| bar.feed(&[byte])).collect();
        assert_eq!(heard.len(), 51);
        assert_eq!(heard.last(), Some(&1.0));
    }

    #[test]
    fn the_command_line_names_everything() {
        let site = SearchBox { center: [1.0, -2.0, 3.25], size: [20.0, 21.0, 22.0] };
        let line = arguments(&site, &Search { exhaustiveness: 0, modes: 5, seed: 0 }, 2).join(" ");
        assert!(line.contains("--center_x 1.000 --size_x 20.000 --center_y -2.000"), "{line}");
        assert!(line.ends_with("--spacing 0.375 --exhaustiveness 1 --num_modes 5 --seed 1 --cpu 2"), "{line}");
    }

    #[test]
    fn complaints_say_what_to_do() {
        let vina =
            |stderr: &str| complaint(&Outcome { success: false, stdout: String::new(), stderr: stderr.to_owned() });
        let unknown = "\n\nPDBQT parsing error: Atom type Xe is not a valid AutoDock type (atom types are \
            case-sensitive).\n > ATOM      1 XE   XE  A   1      35.000  -5.000  39.000  0.00  0.00    +0.000 Xe\n";
        assert!(vina(unknown).starts_with("it has no parameters for Xe in XE A 1."), "{}", vina(unknown));
        assert!(vina("terminate called: std::bad_alloc").contains("smaller site"));
        assert_eq!(vina("Error: no"), "Error: no");
    }
}
