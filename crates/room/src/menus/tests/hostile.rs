//! Whatever arrives, members can read the menus, and what they are told adds up to them.

use proptest::prelude::*;
use protocol::Agreed;
use std::collections::BTreeMap;

use super::*;

/// What members know of the menus by what they were told.
#[derive(Default)]
struct Seen(BTreeMap<u8, menu::Menu>);

impl Seen {
    fn apply(&mut self, changes: MenuChanges) {
        for menu in changes.menus {
            self.0.insert(menu.index, menu);
        }
        for content in changes.contents {
            self.0.values_mut().for_each(|menu| replace_content(&mut menu.root, &content));
        }
    }
}

/// What a member does with a content that changed.
fn replace_content(place: &mut menu::Node, content: &menu::Content) {
    match &mut place.content {
        Some(old) if old.id() == content.id() => *old = content.clone(),
        Some(menu::Content::List(list)) => list.items.iter_mut().for_each(|item| replace_content(item, content)),
        _ => {}
    }
    place.children.iter_mut().for_each(|child| replace_content(child, content));
}

fn message(which: u8) -> ToApp {
    let items =
        vec![deep(30, vec![deep(31, vec![], Some(label(9, "item")))], Some(Content::Button(Box::new(button(10)))))];
    let slider = Content::Slider(Slider { content_id: ContentId(3), ..Slider::default() });
    let tree =
        || vec![named(0, &[1, 2, 4], None), named(1, &[], Some(3)), named(2, &[], Some(5)), named(4, &[2, 0], Some(6))];
    let contents_of = || vec![slider.clone(), list(5, items.clone()), Content::Button(Box::new(button(6)))];
    match which % 6 {
        0 => update(which / 6 % 3, tree(), contents_of()),
        1 => contents(contents_of()),
        2 => nodes(vec![deep(4, vec![deep(2, items.clone(), Some(slider.clone()))], Some(list(5, items.clone())))]),
        3 => hook(UiHookKind(which / 6 % 4), 10),
        4 => contents(vec![list(5, vec![deep(2, vec![], Some(list(7, items.clone())))]), label(10, "later")]),
        _ => nodes(items),
    }
}

fn intent(which: u8, content: i32) -> Intent {
    let session = SESSION;
    match which % 6 {
        0 => Intent::Press { session, content },
        1 => Intent::Slide { session, content, value: f32::from(which), released: true },
        2 => Intent::Type { session, content, text: "1".into(), submit: true },
        3 => Intent::Choose { session, content, item: u32::from(which) },
        4 => Intent::Hover { session, content, over: true },
        _ => Intent::ToggleMenu { session, menu: which / 6 % 3, enabled: which < 128 },
    }
}

proptest! {
    #[test]
    fn spoiled_messages_leave_sound_menus(
        steps in prop::collection::vec((any::<u8>(), prop::collection::vec((any::<u16>(), any::<u8>()), 0..3), 0..12_i32), 1..20),
    ) {
        let agreed = Agreed::newest();
        let (mut menus, mut seen) = (Menus::new(1 << 30), Seen::default());
        for (which, spoils, content) in steps {
            let mut payload = message(which).encode(1, true, &agreed).to_vec();
            for (at, byte) in spoils {
                // Behind the envelope.
                let at = 9 + usize::from(at) % (payload.len() - 9);
                payload[at] = byte;
            }
            if let Ok(incoming) = ToApp::decode(&payload, &agreed) {
                seen.apply(menus.handle(incoming.message));
            }
            if let Ok((_, changes)) = menus.intent(&intent(which, content)) {
                seen.apply(changes);
            }
        }
        let known: Vec<menu::Menu> = seen.0.into_values().collect();
        prop_assert_eq!(&known, &menus.menus());
        let json = serde_json::to_string(&known).unwrap();
        prop_assert_eq!(serde_json::from_str::<Vec<menu::Menu>>(&json).unwrap(), known);
    }
}
