//! Children brought together under their parents, each group in its old order.

/// The items in the order of their groups: those of group 0 first, each group in its old order.
pub(crate) fn order_by(groups: impl Iterator<Item = u32> + Clone, group_count: usize) -> Vec<u32> {
    let mut next = offsets(groups.clone(), group_count);
    let mut order = vec![0; next[group_count] as usize];
    for (item, group) in groups.enumerate() {
        let place = &mut next[group as usize];
        order[*place as usize] = item as u32;
        *place += 1;
    }
    order
}

/// Where each group begins in that order: one more than there are groups.
pub(crate) fn offsets(groups: impl Iterator<Item = u32>, group_count: usize) -> Vec<u32> {
    let mut starts = vec![0; group_count + 1];
    for group in groups {
        starts[group as usize + 1] += 1;
    }
    for group in 0..group_count {
        starts[group + 1] += starts[group];
    }
    starts
}

/// The inverse of an order: where each item went.
pub(crate) fn rank(order: &[u32]) -> Vec<u32> {
    let mut rank = vec![0; order.len()];
    for (place, item) in order.iter().enumerate() {
        rank[*item as usize] = place as u32;
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::{offsets, order_by, rank};

    #[test]
    fn groups_come_together_in_their_old_order() {
        let groups = [1, 0, 1, 2, 0];
        let order = order_by(groups.into_iter(), 4);
        assert_eq!(order, [1, 4, 0, 2, 3]);
        assert_eq!(offsets(groups.into_iter(), 4), [0, 2, 4, 5, 5]);
        assert_eq!(rank(&order), [2, 0, 3, 4, 1]);
    }
}
