//! Many updates in one message.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// The most that fit into a menu, about.
const MANY: i32 = 30_000;

/// The same contents or nodes over and over.
fn over_and_over<T: Clone>(each: Vec<T>) -> Vec<T> {
    each.iter().cycle().take(100_000).cloned().collect()
}

#[test]
fn many_updates_of_a_large_menu_take_one_walk() {
    let labels = |text: &str| -> Vec<Content> { (1..=MANY).map(|id| label(id, text)).collect() };
    let mut menus = menus(labels("a"));
    let began = Instant::now();
    let changes = menus.handle(contents(over_and_over(labels("b"))));
    assert_eq!((changes.contents.len(), changes.problem), (MANY as usize, None));

    let of_nodes = labels("c").into_iter().map(|label| deep(label.id().0, vec![], Some(label)));
    let changes = menus.handle(nodes(over_and_over(of_nodes.collect())));
    assert_eq!((only(&changes.menus), changes.problem), (only(&menus.menus()), None));
    let shown = &only(&changes.menus).root.children[MANY as usize - 1].content;
    assert!(matches!(shown, Some(menu::Content::Label(label)) if label.text == "c"));
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn what_an_update_comes_to_in_all_its_places_is_bounded() {
    // A list of ten lists of ten lists ...: each is small.
    let ten = |content: i32| (0..10).map(|_| deep(100 + content, vec![], Some(label(content, "")))).collect();
    let mut menus = menus(vec![label(1, "")]);
    let before = menus.menus();
    let lists = (1..12).map(|id| list(id, ten(id + 1))).collect();
    let changes = menus.handle(contents(lists));
    assert!(changes.problem.unwrap().contains("16 MiB"));
    assert_eq!((changes.menus, changes.contents, menus.menus()), (vec![], vec![], before), "all of it, or nothing");

    let of_nodes = (1..12).map(|id| deep(id, (0..10).map(|_| deep(id + 1, vec![], None)).collect(), None)).collect();
    assert!(menus.handle(nodes(of_nodes)).problem.unwrap().contains("16 MiB"));

    let (large, small) = (label(1, &"x".repeat(15 << 20)), label(1, "b"));
    assert_eq!(menus.handle(contents(vec![large.clone(), large, small])).problem, None, "what stays counts");
}

fn some_content() -> impl Strategy<Value = Content> {
    let text = prop_oneof![Just("a"), Just("b")];
    let plain = (0..5, text).prop_map(|(id, text)| label(id, text));
    plain.prop_recursive(4, 12, 3, |inner| {
        (0..5, prop::collection::vec(some_node_with(inner), 0..3)).prop_map(|(id, items)| list(id, items))
    })
}

fn some_node_with(content: impl Strategy<Value = Content>) -> impl Strategy<Value = LayoutNodeDeep> {
    (0..5, prop::option::of(content)).prop_map(|(id, content)| deep(id, vec![], content))
}

fn some_node() -> impl Strategy<Value = LayoutNodeDeep> {
    let inner = prop::collection::vec(some_node_with(some_content()), 0..3);
    (some_node_with(some_content()), inner).prop_map(|(node, children)| LayoutNodeDeep { children, ..node })
}

proptest! {
    #[test]
    fn updates_at_once_are_as_one_after_the_other(
        first in some_node(),
        of_contents in prop::collection::vec(some_content(), 0..6),
        of_nodes in prop::collection::vec(some_node(), 0..6),
    ) {
        let begin = || {
            let mut menus = menus(vec![label(3, "a")]);
            menus.handle(nodes(vec![deep(0, vec![first.clone()], None)]));
            menus
        };
        let (mut at_once, mut in_turn) = (begin(), begin());
        at_once.handle(contents(of_contents.clone()));
        of_contents.into_iter().for_each(|content| drop(in_turn.handle(contents(vec![content]))));
        prop_assert_eq!(at_once.menus(), in_turn.menus());
        at_once.handle(nodes(of_nodes.clone()));
        of_nodes.into_iter().for_each(|node| drop(in_turn.handle(nodes(vec![node]))));
        prop_assert_eq!(at_once.menus(), in_turn.menus());
    }
}
