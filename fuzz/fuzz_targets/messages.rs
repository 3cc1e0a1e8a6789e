//! Any payload to the app: refused, or read; and what is read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use protocol::ToApp;

fuzz_target!(|data: &[u8]| {
    let Some((agreed, payload)) = fuzz::agreed(data) else { return };
    let Ok(read) = ToApp::decode(payload, &agreed) else { return };
    let expects_response = read.expects_response.unwrap_or_default();
    let once = read.message.encode(read.request, expects_response, &agreed);
    let again = ToApp::decode(&once, &agreed).expect("what was written can be read");
    assert_eq!(again.message.encode(again.request, expects_response, &agreed), once);
});
