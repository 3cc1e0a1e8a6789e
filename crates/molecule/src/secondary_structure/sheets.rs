//! Sheets: links that face each other by two hydrogen bonds (bridges), in rows (ladders), over bulges too.

use super::State;
use super::backbone::Backbone;

/// A bridge has at least so many links between its ends, counted along the backbone.
const APART: usize = 3;
/// On the one side of a bulge are fewer links than this, on the other fewer than [`BULGE`].
const SHORT_BULGE: usize = 3;
const BULGE: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Parallel,
    Antiparallel,
}

/// Bridges in a row: from the first to the last link of each side, both as they come along the backbone.
#[derive(Clone, Debug)]
struct Ladder {
    direction: Direction,
    one: [usize; 2],
    other: [usize; 2],
}

/// Marks the links of bridges, and those in the bulges between.
pub(super) fn mark(backbone: &Backbone, states: &mut [State]) {
    for Ladder { one, other, .. } in over_bulges(backbone, ladders(backbone)) {
        states[one[0]..=one[1]].fill(State::Sheet);
        states[other[0]..=other[1]].fill(State::Sheet);
    }
}

fn ladders(backbone: &Backbone) -> Vec<Ladder> {
    let count = backbone.links.len();
    let mut ladders: Vec<Ladder> = Vec::new();
    // Those that may go on: their last bridge is of this link or of the one before it.
    let mut open: Vec<usize> = Vec::new();
    for one in 1..count.saturating_sub(4) {
        open.retain(|ladder| ladders[*ladder].one[1] + 1 >= one);
        for other in facing(backbone, one) {
            let Some(direction) = bridge(backbone, one, other) else { continue };
            let longer = open.iter().copied().find(|ladder| {
                let ladder = &ladders[*ladder];
                let goes_on = match direction {
                    Direction::Parallel => ladder.other[1] + 1 == other,
                    Direction::Antiparallel => ladder.other[0] == other + 1,
                };
                ladder.direction == direction && ladder.one[1] + 1 == one && goes_on
            });
            match longer {
                Some(ladder) => {
                    let ladder = &mut ladders[ladder];
                    ladder.one[1] = one;
                    match direction {
                        Direction::Parallel => ladder.other[1] = other,
                        Direction::Antiparallel => ladder.other[0] = other,
                    }
                }
                None => {
                    open.push(ladders.len());
                    ladders.push(Ladder { direction, one: [one, one], other: [other, other] });
                }
            }
        }
    }
    ladders
}

/// The links that may face this one across a bridge, further along: hydrogen bonds lead to them, or to the one before them.
fn facing(backbone: &Backbone, one: usize) -> Vec<usize> {
    let acceptors = backbone.acceptors(one).chain(backbone.acceptors(one + 1));
    let mut facing: Vec<usize> = acceptors
        .flat_map(|acceptor| [acceptor, acceptor + 1])
        .filter(|other| (one + APART..backbone.links.len() - 1).contains(other))
        .collect();
    facing.sort_unstable();
    facing.dedup();
    facing
}

/// How two links that are no ends of the backbone face each other.
fn bridge(backbone: &Backbone, one: usize, other: usize) -> Option<Direction> {
    let ([a, b, c], [d, e, f]) = ([one - 1, one, one + 1], [other - 1, other, other + 1]);
    if !backbone.is_whole(a, c) || !backbone.is_whole(d, f) {
        return None;
    }
    let both = |[first, second]: [(usize, usize); 2]| {
        backbone.is_bond(first.0, first.1) && backbone.is_bond(second.0, second.1)
    };
    if both([(c, e), (e, a)]) || both([(f, b), (b, d)]) {
        Some(Direction::Parallel)
    } else if both([(c, d), (f, a)]) || both([(e, b), (b, e)]) {
        Some(Direction::Antiparallel)
    } else {
        None
    }
}

/// Makes one ladder of two that a bulge parts. In the order of their first links, so that those which come after a far one are not
/// looked at.
fn over_bulges(backbone: &Backbone, mut ladders: Vec<Ladder>) -> Vec<Ladder> {
    ladders.sort_by_key(|ladder| ladder.one[0]);
    let mut ladders: Vec<Option<Ladder>> = ladders.into_iter().map(Some).collect();
    for at in 0..ladders.len() {
        let Some(mut ladder) = ladders[at].take() else { continue };
        for next in &mut ladders[at + 1..] {
            let Some(candidate) = next else { continue };
            if candidate.one[0] >= ladder.one[1] + BULGE {
                break;
            }
            if let Some(both) = joined(backbone, &ladder, candidate) {
                ladder = both;
                *next = None;
            }
        }
        ladders[at] = Some(ladder);
    }
    ladders.into_iter().flatten().collect()
}

fn joined(backbone: &Backbone, first: &Ladder, second: &Ladder) -> Option<Ladder> {
    let whole = |one: [usize; 2], other: [usize; 2]| backbone.is_whole(one[0].min(other[0]), one[1].max(other[1]));
    if first.direction != second.direction
        || !whole(first.one, second.one)
        || !whole(first.other, second.other)
        || first.one[1] >= second.one[0]
    {
        return None;
    }
    let gap = second.one[0] - first.one[1];
    let other_gap = match first.direction {
        Direction::Parallel => second.other[0].checked_sub(first.other[1]),
        Direction::Antiparallel => first.other[0].checked_sub(second.other[1]),
    }?;
    let is_bulge = (other_gap < BULGE && gap < SHORT_BULGE) || other_gap < SHORT_BULGE;
    is_bulge.then(|| Ladder {
        direction: first.direction,
        one: [first.one[0], second.one[1]],
        other: [first.other[0].min(second.other[0]), first.other[1].max(second.other[1])],
    })
}
