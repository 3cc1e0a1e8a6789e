//! Pairs of points that are close to each other, in time linear in their number.

/// Points beyond so many in a cell are left out: nothing real is as dense, and a hostile file stays cheap.
const MOST_IN_CELL: usize = 64;

type Cell = [i32; 3];

/// Half of the neighbours of a cell; the other half have this cell as theirs.
const NEIGHBORS: [Cell; 13] = [
    [0, 0, 1],
    [0, 1, -1],
    [0, 1, 0],
    [0, 1, 1],
    [1, -1, -1],
    [1, -1, 0],
    [1, -1, 1],
    [1, 0, -1],
    [1, 0, 0],
    [1, 0, 1],
    [1, 1, -1],
    [1, 1, 0],
    [1, 1, 1],
];

/// Calls `visit` for each pair of these points whose cells touch, once: every pair nearer than `size` is among them.
pub(crate) fn visit_pairs(points: impl Iterator<Item = (u32, [f32; 3])>, size: f32, mut visit: impl FnMut(u32, u32)) {
    let mut placed: Vec<(Cell, u32)> =
        points.map(|(row, point)| (point.map(|value| (value / size).floor() as i32), row)).collect();
    placed.sort_unstable();
    // Cells and where their points begin.
    let mut cells: Vec<(Cell, usize)> = Vec::new();
    for (place, (cell, _)) in placed.iter().enumerate() {
        if cells.last().is_none_or(|(last, _)| last != cell) {
            cells.push((*cell, place));
        }
    }
    let points_of = |number: usize| {
        let end = cells.get(number + 1).map_or(placed.len(), |(_, start)| *start);
        let start = cells[number].1;
        &placed[start..end.min(start + MOST_IN_CELL)]
    };
    for (number, (cell, _)) in cells.iter().enumerate() {
        let here = points_of(number);
        for (place, (_, first)) in here.iter().enumerate() {
            here[place + 1..].iter().for_each(|(_, second)| visit(*first, *second));
        }
        for step in NEIGHBORS {
            let neighbor: Cell = std::array::from_fn(|axis| cell[axis].saturating_add(step[axis]));
            let Ok(other) = cells.binary_search_by(|(cell, _)| cell.cmp(&neighbor)) else { continue };
            if other == number {
                continue;
            }
            for (_, first) in here {
                points_of(other).iter().for_each(|(_, second)| visit(*first, *second));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_IN_CELL, visit_pairs};
    use crate::geometry::distance_squared;

    #[test]
    fn close_pairs_are_visited_once() {
        // A spiral through many cells, on both sides of zero.
        let points: Vec<[f32; 3]> = (0..300)
            .map(|step| {
                let angle = step as f32 * 0.7;
                [angle.cos() * 5.0, angle.sin() * 5.0, step as f32 * 0.05 - 7.5]
            })
            .collect();
        let mut found = Vec::new();
        visit_pairs((0..).zip(points.iter().copied()), 1.5, |first, second| {
            if distance_squared(points[first as usize], points[second as usize]) < 1.5 * 1.5 {
                found.push((first.min(second), first.max(second)));
            }
        });
        found.sort_unstable();
        let mut expected = Vec::new();
        for first in 0..points.len() {
            for second in first + 1..points.len() {
                if distance_squared(points[first], points[second]) < 1.5 * 1.5 {
                    expected.push((first as u32, second as u32));
                }
            }
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn points_in_one_place_stay_cheap() {
        let mut pairs = 0;
        visit_pairs((0..100_000).map(|row| (row, [0.0; 3])), 2.0, |_, _| pairs += 1);
        assert_eq!(pairs, MOST_IN_CELL * (MOST_IN_CELL - 1) / 2);
    }
}
