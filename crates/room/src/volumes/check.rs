//! Whether a volume makes sense: as many values as its sides have it, and finite numbers throughout.

use protocol::volumes::{VolumeData, VolumeProperties};

/// The most surfaces of a volume.
const MAX_LAYERS: usize = 64;

/// Why a volume is refused, if it is.
pub(super) fn check(data: &VolumeData, properties: &VolumeProperties) -> Result<(), String> {
    let sides = [data.width, data.height, data.depth];
    let count = sides.iter().try_fold(1usize, |count, side| {
        let side = usize::try_from(*side).ok().filter(|side| *side > 0)?;
        count.checked_mul(side)
    });
    if count != Some(data.data.len()) {
        let [width, height, depth] = sides;
        return Err(format!("it has {} values, and sides of {width} x {height} x {depth}.", data.data.len()));
    }
    let cell = &data.cell;
    let edges = [cell.a, cell.b, cell.c, cell.alpha, cell.beta, cell.gamma];
    finite("cell", &edges)?;
    finite("origin", &[cell.origin.x, cell.origin.y, cell.origin.z])?;
    if edges.iter().any(|edge| *edge < 0.0) {
        return Err("its cell has an edge or an angle below 0.".into());
    }
    finite("mean or rmsd", &[data.mean, data.rmsd])?;
    finite("values", &data.data)?;
    if properties.layers.len() > MAX_LAYERS {
        return Err(format!("a volume has at most {MAX_LAYERS} layers, this one {}.", properties.layers.len()));
    }
    properties.layers.iter().try_for_each(|layer| finite("layers", &[layer.rmsd]))
}

/// What JSON cannot say, and nobody can draw.
fn finite(what: &str, numbers: &[f32]) -> Result<(), String> {
    match numbers.iter().all(|number| number.is_finite()) {
        true => Ok(()),
        false => Err(format!("its {what} is not a finite number.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::volumes::{UnitCell, VolumeLayer};

    fn volume() -> VolumeData {
        VolumeData { width: 2, height: 1, depth: 3, data: vec![0.5; 6], ..VolumeData::default() }
    }

    #[test]
    fn a_volume_must_make_sense() {
        let properties = VolumeProperties::default();
        assert_eq!(check(&volume(), &properties), Ok(()));
        let sides = [(2, 1, 2), (0, 1, 3), (-2, -1, 3), (i32::MAX, i32::MAX, i32::MAX)];
        for (width, height, depth) in sides {
            let problem = check(&VolumeData { width, height, depth, ..volume() }, &properties).unwrap_err();
            assert!(problem.contains("6 values"), "{problem}");
        }
        let bad = [
            VolumeData { mean: f32::NAN, ..volume() },
            VolumeData { rmsd: f32::INFINITY, ..volume() },
            VolumeData { data: vec![f32::NAN; 6], ..volume() },
            VolumeData { cell: UnitCell { a: f32::NAN, ..UnitCell::default() }, ..volume() },
            VolumeData { cell: UnitCell { gamma: -90.0, ..UnitCell::default() }, ..volume() },
        ];
        for data in bad {
            assert!(check(&data, &properties).is_err(), "{data:?}");
        }
        let layer = |rmsd| VolumeLayer { rmsd, ..VolumeLayer::default() };
        for layers in [vec![layer(f32::NAN)], vec![layer(1.0); MAX_LAYERS + 1]] {
            assert!(check(&volume(), &VolumeProperties { layers, ..VolumeProperties::default() }).is_err());
        }
    }
}
