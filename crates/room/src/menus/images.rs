//! The images of one session: each travels once, and then by its key.

use std::collections::HashMap;

use bytes::Bytes;
use protocol::Text;
use protocol::ui::CachedImage;

/// The most bytes of images that a session may keep.
const MAX_BYTES: usize = 64 << 20;

/// What a key takes beside its image.
const KEY_BYTES: usize = 100;

/// The images that came so far.
#[derive(Debug, Default)]
pub(super) struct Images {
    images: HashMap<Text, Bytes>,
    bytes: usize,
    /// An image did not fit, and nobody was told yet.
    overflowed: bool,
}

impl Images {
    /// Keeps the image if it came along, and returns its key; none where there is no image.
    pub fn key(&mut self, image: CachedImage) -> String {
        if let Some(data) = image.data {
            self.keep(image.key.clone(), data);
        }
        match self.images.get(&image.key) {
            Some(data) if data.is_empty() => String::new(),
            // One that did not fit has a key all the same: members show a placeholder.
            _ => image.key.into(),
        }
    }

    fn keep(&mut self, key: Text, data: Bytes) {
        if self.images.get(&key).is_some_and(|old| *old == data) {
            return;
        }
        let old = self.images.get(&key).map_or(0, |old| key.len() + old.len() + KEY_BYTES);
        let bytes = self.bytes - old + key.len() + data.len() + KEY_BYTES;
        if bytes > MAX_BYTES {
            self.overflowed = true;
            return;
        }
        self.bytes = bytes;
        self.images.insert(key, data);
    }

    /// What people should know, once.
    pub fn problem(&mut self) -> Option<String> {
        let max = MAX_BYTES >> 20;
        let words = || format!("The plugin sent more than {max} MiB of images: some are not shown.");
        std::mem::take(&mut self.overflowed).then(words)
    }
}
