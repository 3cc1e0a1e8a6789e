//! Poses as they come from meeko's export: an SDF record each, best first.

use molecule::{Complex, Format, Molecule, Pairs, Text, WEDGES};

use super::error::PipelineError;

/// The name of the data that says how many centres have a hand that nobody told.
const GUESSED: &str = "Guessed centres";

/// One way for the ligand to sit in the receptor.
#[derive(Clone, Debug, PartialEq)]
pub struct Pose {
    /// Vina's score: kcal/mol, the lower the better.
    pub score: f32,
    /// The ligand, hydrogens included, in the receptor's local space.
    pub molecule: Molecule,
}

/// What docking one ligand came to.
#[derive(Clone, Debug, PartialEq)]
pub struct LigandPoses {
    /// Best first.
    pub poses: Vec<Pose>,
    /// Centres of a drawing whose hand no wedge tells: that of the poses was chosen for no reason.
    pub guessed_centres: usize,
}

/// Reads all records, best first.
pub fn read(sdf: &str) -> Result<Vec<Pose>, PipelineError> {
    let records = sdf.split_inclusive("$$$$").filter(|record| record.contains("M  END"));
    let mut poses: Vec<Pose> =
        records.map(|record| read_one(record.trim_start_matches(['\r', '\n']))).collect::<Result<_, _>>()?;
    if poses.is_empty() {
        return Err(PipelineError::Poses("there are none. Choose a larger box".to_owned()));
    }
    poses.sort_by(|a, b| a.score.total_cmp(&b.score));
    Ok(poses)
}

fn read_one(record: &str) -> Result<Pose, PipelineError> {
    let complexes = molecule::read(record.as_bytes(), Format::Sdf, "pose")
        .map_err(|error| PipelineError::Poses(error.to_string()))?;
    let molecules = complexes.into_iter().flat_map(|complex| complex.molecules);
    let molecule = molecules.into_iter().next();
    let molecule = molecule.ok_or_else(|| PipelineError::Poses("a record is empty".to_owned()))?;
    let score = score_of(&molecule).ok_or_else(|| PipelineError::Poses("a record has no free_energy".to_owned()))?;
    Ok(Pose { score, molecule })
}

/// From the JSON that meeko writes: `{"free_energy": -9.59, ...}`.
fn score_of(molecule: &Molecule) -> Option<f32> {
    let associated = &molecule.conformers.first()?.associated;
    let (_, json) = associated.iter().find(|(name, _)| name == "meeko")?;
    let values: serde_json::Value = serde_json::from_str(json).ok()?;
    let score = values.get("free_energy")?.as_f64()? as f32;
    score.is_finite().then_some(score)
}

/// Poses as one complex: a frame each, placed as the receptor is. A frame is named as the ligand, so that a file of it is a
/// file of this molecule, and carries rank, score and what the ligand carried.
pub fn as_complex(found: &LigandPoses, ligand: &Complex, receptor: &Complex) -> Complex {
    let scores: Vec<f32> = found.poses.iter().map(|pose| pose.score).collect();
    let frame = |(row, pose)| frame(row + 1, pose, found.guessed_centres, ligand);
    let frames = found.poses.iter().enumerate().map(frame).collect();
    Complex {
        name: format!("{} docked", ligand.name).into(),
        position: receptor.position,
        rotation: receptor.rotation,
        // Of all poses: people leaf through them, and a label that told of one would be wrong with the next.
        box_label: format!("{}: {}", ligand.name, summary(&scores)).into(),
        molecules: frames,
        ..Complex::default()
    }
}

/// `4 poses, the best at -9.59 kcal/mol`, of their scores, best first.
pub fn summary(scores: &[f32]) -> String {
    match scores {
        [] => "no poses".to_owned(),
        [one] => format!("1 pose, at {}", score_text(*one)),
        [best, ..] => format!("{} poses, the best at {}", scores.len(), score_text(*best)),
    }
}

/// `-9.59 kcal/mol`. Rounded as the page rounds the same score, halves away from zero, from the three digits that a frame carries:
/// the format alone would make -7.62 of -7.625, and people would see two numbers for one pose.
pub fn score_text(score: f32) -> String {
    let carried = (f64::from(score) * 1000.0).round() / 1000.0;
    // What rounds to nothing has no sign.
    let rounded = (carried * 100.0).round() / 100.0 + 0.0;
    format!("{rounded:.2} kcal/mol")
}

fn frame(rank: usize, pose: &Pose, guessed_centres: usize, ligand: &Complex) -> Molecule {
    let mut molecule = pose.molecule.clone();
    let known = ligand.current().and_then(|molecule| molecule.conformers.get(molecule.current_conformer));
    let mut ours: Pairs = vec![
        ("Ligand".into(), ligand.name.clone()),
        ("Rank".into(), rank.to_string().into()),
        ("Score (kcal/mol)".into(), format!("{:.3}", pose.score).into()),
        ("Docked with".into(), "AutoDock Vina".into()),
    ];
    if guessed_centres > 0 {
        ours.push((GUESSED.into(), guessed_centres.to_string().into()));
    }
    // Of what was docked before, the old rank and score would lie; and a pose is no drawing.
    let is_stale =
        |name: &Text| [WEDGES, GUESSED].contains(&name.as_str()) || ours.iter().any(|(ours, _)| ours == name);
    let theirs = known.into_iter().flat_map(|known| &known.associated).filter(|(name, _)| !is_stale(name));
    let associated: Pairs = ours.iter().chain(theirs).cloned().collect();
    for conformer in &mut molecule.conformers {
        conformer.name = ligand.name.clone();
        conformer.associated = associated.clone();
    }
    // Meeko calls every ligand UNL; people know it by its own name.
    let known = ligand.current().and_then(|molecule| molecule.residues.name.first());
    if let Some(name) = known.filter(|name| !name.is_empty()) {
        molecule.residues.name.edit().fill(name.clone());
        molecule.residues.kind.edit().fill(name.clone());
    }
    molecule
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(score: &str, x: f32) -> String {
        format!(
            "out\n     RDKit          3D\n\n  2  1  0  0  0  0  0  0  0  0999 V2000\n\
             {x:10.4}    0.0000    0.0000 C   0  0\n    1.2000    0.0000    0.0000 O   0  0\n  1  2  2  0\nM  END\n\
             >  <meeko>  (1) \n{{\"is_sidechain\": [false], \"free_energy\": {score}}}\n\n$$$$\n"
        )
    }

    #[test]
    fn records_become_frames_in_the_order_of_their_scores() {
        let poses = read(&format!("{}{}", record("-5.5", 1.0), record("-7.25", 2.0))).unwrap();
        assert_eq!(poses.iter().map(|pose| pose.score).collect::<Vec<_>>(), [-7.25, -5.5]);
        let receptor = Complex { position: [1.0, 2.0, 3.0], rotation: [0.0, 1.0, 0.0, 0.0], ..Complex::default() };
        let mut ligand =
            Complex { name: "DTY".into(), molecules: vec![poses[0].molecule.clone()], ..Complex::default() };
        ligand.molecules[0].residues.name.edit().fill("DTY".into());
        ligand.molecules[0].conformers[0].associated = vec![("Rank".into(), "9".into()), ("ID".into(), "Z17".into())];
        let placed = as_complex(&LigandPoses { poses, guessed_centres: 0 }, &ligand, &receptor);
        assert_eq!((placed.name.as_str(), placed.molecules.len()), ("DTY docked", 2));
        assert_eq!((placed.position, placed.rotation), (receptor.position, receptor.rotation));
        let first = &placed.molecules[0];
        assert_eq!(first.positions()[0], [2.0, 0.0, 0.0]);
        assert_eq!(placed.box_label.as_str(), "DTY: 2 poses, the best at -7.25 kcal/mol");
        assert_eq!(first.conformers[0].name.as_str(), "DTY");
        let data = first.conformers[0].associated.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let expected =
            [("Ligand", "DTY"), ("Rank", "1"), ("Score (kcal/mol)", "-7.250"), ("Docked with", "AutoDock Vina")];
        assert_eq!(data.collect::<Vec<_>>(), [expected.as_slice(), &[("ID", "Z17")]].concat());
        assert!(first.residues.name.iter().all(|name| name == "DTY"));
        assert_eq!(*first.bonds.kinds[0], [2]);
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let cases = [
            (-7.625, "-7.63"),
            (-7.615, "-7.62"),
            (-7.624, "-7.62"),
            (-9.3, "-9.30"),
            (0.125, "0.13"),
            (-0.004, "0.00"),
        ];
        for (score, text) in cases {
            assert_eq!(score_text(score), format!("{text} kcal/mol"));
        }
        assert_eq!(summary(&[-7.625]), "1 pose, at -7.63 kcal/mol");
    }

    #[test]
    fn what_is_no_pose_is_an_error() {
        for text in ["", "$$$$\n", &record("null", 0.0), &record("-1", 0.0).replace("meeko", "other")] {
            assert!(read(text).is_err(), "{text:?}");
        }
    }
}
