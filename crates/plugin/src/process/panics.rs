//! Panics of the plugin's code become sentences.

use std::cell::RefCell;
use std::future::Future;
use std::panic::{self, AssertUnwindSafe};

use futures_util::FutureExt;

thread_local! {
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Remembers what a thread's last panic said and where, besides printing it.
pub(crate) fn remember() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let said = panic.payload_as_str().unwrap_or("(it said nothing)");
        let text = match panic.location() {
            Some(place) => format!("{said} ({}:{})", place.file(), place.line()),
            None => said.to_owned(),
        };
        LAST.set(Some(text));
        print(panic);
    }));
}

/// Runs work that may panic.
pub(crate) async fn guard<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let result = AssertUnwindSafe(work).catch_unwind().await;
    result.map_err(|_| LAST.take().unwrap_or_else(|| "(it said nothing)".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_says_what_and_where() {
        remember();
        let said = guard::<()>(async { panic!("no {}", "box") }).await.unwrap_err();
        assert!(said.starts_with("no box ("), "{said}");
        assert!(said.contains("panics.rs:"), "{said}");
        assert_eq!(guard(async { 7 }).await, Ok(7));
    }
}
