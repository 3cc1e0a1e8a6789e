//! What was docked: the poses of each ligand as they stand in the workspace, by run and by score.

use std::collections::BTreeMap;

use molecule::{Complex, Index};

/// The poses of one ligand, as they stand in the workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Docked {
    /// In which run it was docked.
    pub run: u64,
    /// The ligand's name.
    pub ligand: String,
    /// The complex with a frame per pose.
    pub complex: Index,
    /// The score of each pose, best first; kcal/mol.
    pub scores: Vec<f32>,
    /// Centres of its drawing whose hand no wedge tells.
    pub guessed_centres: usize,
    /// Which pose is in view; none while the complex is hidden.
    pub shown: Option<usize>,
}

/// What the last run could not dock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Failed {
    /// Which run.
    pub run: u64,
    /// Each ligand, and why.
    pub ligands: Vec<(String, String)>,
}

impl Docked {
    /// Takes what is in view of it, from its complex as it is now.
    pub fn follow(&mut self, complex: &Complex) {
        self.shown = in_view(complex);
    }

    /// The score of the best pose, kcal/mol.
    pub fn best(&self) -> f32 {
        self.scores.first().copied().unwrap_or(f32::INFINITY)
    }
}

/// The results of each run, the newest first; within a run the best ligand first, equal ones as they were docked.
pub fn by_run(results: &[Docked]) -> Vec<Vec<&Docked>> {
    let mut runs: BTreeMap<u64, Vec<&Docked>> = BTreeMap::new();
    for result in results.iter().rev() {
        runs.entry(result.run).or_default().push(result);
    }
    runs.values_mut().for_each(|run| run.sort_by(|one, other| one.best().total_cmp(&other.best())));
    runs.into_values().rev().collect()
}

/// The results of one run, the best ligand first.
pub fn of_run(results: &[Docked], run: u64) -> Vec<&Docked> {
    let is_it = |results: &Vec<&Docked>| results.iter().any(|result| result.run == run);
    by_run(results).into_iter().find(is_it).unwrap_or_default()
}

/// Which pose of a complex is in view; none where it is hidden.
pub fn in_view(complex: &Complex) -> Option<usize> {
    complex.visible.then_some(complex.current_frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn docked(run: u64, ligand: &str, score: f32) -> Docked {
        Docked { run, ligand: ligand.into(), complex: 8, scores: vec![score, 0.0], guessed_centres: 0, shown: None }
    }

    #[test]
    fn the_newest_run_and_the_best_ligand_come_first() {
        let results = [docked(2, "caffeine", -5.5), docked(1, "DTY", -7.0), docked(2, "aspirin", -6.5)];
        let runs = by_run(&results);
        let names: Vec<Vec<&str>> = runs.iter().map(|run| run.iter().map(|it| it.ligand.as_str()).collect()).collect();
        assert_eq!(names, [vec!["aspirin", "caffeine"], vec!["DTY"]]);
        // The newest stands first in the results; of equal ones the first that was docked is the best.
        let equal = [docked(2, "later", -6.5), docked(2, "sooner", -6.5)];
        assert_eq!(of_run(&equal, 2)[0].ligand, "sooner");
        assert_eq!(of_run(&equal, 1), [] as [&Docked; 0]);
    }

    #[test]
    fn what_is_hidden_is_not_in_view() {
        let mut result = docked(1, "DTY", -7.0);
        result.follow(&Complex { visible: true, current_frame: 1, ..Complex::default() });
        assert_eq!(result.shown, Some(1));
        result.follow(&Complex { visible: false, current_frame: 1, ..Complex::default() });
        assert_eq!(result.shown, None);
    }
}
