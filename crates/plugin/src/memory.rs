//! Memory that was needed for a large message.

use std::convert::Infallible;
use std::time::Duration;

use tokio::time::interval;

/// How long a large buffer is kept that nobody uses, at least; at most twice as long.
const KEPT: Duration = Duration::from_secs(5);

/// Gives large buffers back that are not used any more; never ends.
pub(crate) async fn give_back_unused() -> Infallible {
    let mut ticks = interval(KEPT);
    loop {
        ticks.tick().await;
        protocol::pool::tidy();
    }
}
