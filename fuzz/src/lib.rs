//! What the fuzz targets share: a first byte that picks the versions that both sides agreed on.
//!
//! ```sh
//! cargo install cargo-fuzz
//! cargo +nightly fuzz run messages   # or commands, packets
//! ```

use protocol::versions::OFFERED;
use protocol::{Agreed, Versions};

/// The versions that the first byte picks (none newer than it says), and the rest.
pub fn agreed(data: &[u8]) -> Option<(Agreed, &[u8])> {
    let (&newest, payload) = data.split_first()?;
    let rows = OFFERED.iter().map(|(name, version)| ((*name).into(), *version.min(&(newest % 16))));
    Some((Agreed::with(&Versions(rows.collect())), payload))
}
