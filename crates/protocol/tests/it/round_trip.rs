//! Whatever can be written can be read, and whatever can be read can be written: at all versions, for all values.

use proptest::collection::vec;
use proptest::prelude::*;
use protocol::versions::OFFERED;
use protocol::{Agreed, Text, ToApp, ToPlugin, Versions};

use crate::fixtures::{self, Numbers, TO_APP, TO_PLUGIN};

/// Any agreed table. Most names are often at their newest version, or nearly all payloads would be of the oldest.
fn any_agreed() -> impl Strategy<Value = Agreed> {
    vec(prop_oneof![2 => Just(u8::MAX), 1 => 0..9u8], OFFERED.len()).prop_map(|versions| {
        let rows = OFFERED.iter().zip(versions);
        Agreed::with(&Versions(rows.map(|((name, _), version)| (Text::from_static_str(name), version)).collect()))
    })
}

fn any_numbers() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..4000)
}

fn to_app_again(payload: &[u8], agreed: &Agreed) -> Option<Vec<u8>> {
    let read = ToApp::decode(payload, agreed).ok()?;
    Some(read.message.encode(read.request, read.expects_response.unwrap_or_default(), agreed).to_vec())
}

fn to_plugin_again(payload: &[u8], agreed: &Agreed) -> Option<Vec<u8>> {
    let read = ToPlugin::decode(payload, agreed).ok()?;
    Some(read.message.encode(read.request, agreed).to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn messages_at_any_version(case in 0..TO_APP.len(), numbers in any_numbers(), agreed in any_agreed()) {
        let message = fixtures::to_app(TO_APP[case], &mut Numbers::drawn(numbers));
        let payload = message.encode(9, true, &agreed);
        // Reading may lose what the version lacks (the plugin's id in an id, conformers); reading again loses nothing.
        let once = to_app_again(&payload, &agreed).expect("what was written can be read");
        prop_assert_eq!(to_app_again(&once, &agreed), Some(once));
    }

    #[test]
    fn messages_at_the_newest_version(case in 0..TO_APP.len(), numbers in any_numbers()) {
        let message = fixtures::to_app(TO_APP[case], &mut Numbers::drawn(numbers).without_old_fields());
        let agreed = Agreed::newest();
        let read = ToApp::decode(&message.encode(9, true, &agreed), &agreed).unwrap();
        prop_assert_eq!(read.message, message);
    }

    #[test]
    fn commands_at_any_version(case in 0..TO_PLUGIN.len(), numbers in any_numbers(), agreed in any_agreed()) {
        let command = fixtures::to_plugin(TO_PLUGIN[case], &mut Numbers::drawn(numbers));
        let payload = command.encode(9, &agreed);
        let once = to_plugin_again(&payload, &agreed).expect("what was written can be read");
        prop_assert_eq!(to_plugin_again(&once, &agreed), Some(once));
    }

    #[test]
    fn commands_at_the_newest_version(case in 0..TO_PLUGIN.len(), numbers in any_numbers()) {
        let command = fixtures::to_plugin(TO_PLUGIN[case], &mut Numbers::drawn(numbers).without_old_fields());
        let agreed = Agreed::newest();
        let read = ToPlugin::decode(&command.encode(9, &agreed), &agreed).unwrap();
        prop_assert_eq!(read.message, command);
    }

    #[test]
    fn damaged_payloads_are_refused_or_read(
        case in 0..TO_APP.len(),
        numbers in any_numbers(),
        agreed in any_agreed(),
        damage in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let message = fixtures::to_app(TO_APP[case], &mut Numbers::drawn(numbers));
        let mut payload = message.encode(9, true, &agreed).to_vec();
        for (place, byte) in damage {
            *place.get_mut(&mut payload) = byte;
        }
        for payload in [&payload[..], &payload[..cut.index(payload.len())]] {
            if let Some(once) = to_app_again(payload, &agreed) {
                prop_assert_eq!(to_app_again(&once, &agreed), Some(once));
            }
        }
    }
}
