//! Any payload to a plugin: refused, or read; and what is read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use protocol::ToPlugin;

fuzz_target!(|data: &[u8]| {
    let Some((agreed, payload)) = fuzz::agreed(data) else { return };
    let Ok(read) = ToPlugin::decode(payload, &agreed) else { return };
    let once = read.message.encode(read.request, &agreed);
    let again = ToPlugin::decode(&once, &agreed).expect("what was written can be read");
    assert_eq!(again.message.encode(again.request, &agreed), once);
});
