//! Images: they travel once, and then by their key alone.

use bytes::Bytes;

use crate::codec::{Reader, Text, Wire, Writer};
use crate::error::Error;
use crate::structure::Color;
use crate::ui::ContentId;
use crate::versions::Agreed;
use crate::{open_enum, wire};

/// An image by its key, with its file's bytes where it has not travelled before.
///
/// The library makes keys of the session's number and the path: `7-icons/run.png`, or `7-` for no image. It never sends
/// an image's bytes twice. Before images had keys (images 0 and 1, buttons 2 to 5) the path is the key, and the bytes
/// always travel.
#[derive(Clone, Debug, PartialEq)]
pub struct CachedImage {
    /// Names the image within its session.
    pub key: Text,
    /// The file's bytes; `None` if they came before under the same key.
    pub data: Option<Bytes>,
}

/// No image.
impl Default for CachedImage {
    fn default() -> Self {
        CachedImage { key: Text::default(), data: Some(Bytes::new()) }
    }
}

impl Wire for CachedImage {
    const MIN_BYTES: usize = 5;
    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        1 + agreed.size_of(&self.key, version) + self.data.as_ref().map_or(0, |data| agreed.size_of(data, version))
    }
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        let out = out.put(&self.data.is_none(), version).put(&self.key, version);
        match &self.data {
            Some(data) => out.put(data, version),
            None => out,
        }
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let cached: bool = input.get(version)?;
        let key = input.get(version)?;
        let data = if cached { None } else { Some(input.get(version)?) };
        Ok(CachedImage { key, data })
    }
}

open_enum! {
    /// How an image fills its place.
    ScalingOption(u32) { STRETCH = 0, FILL = 1, FIT = 2 }
}

wire! {
    /// An image.
    struct Image("Image", 2) {
        content_id: ContentId,
        (path, set_path): Text [..=1],
        color: Color = Color::WHITE,
        scaling_option: ScalingOption,
        (data, set_data): Bytes [..=1],
        image: CachedImage [2..],
    }
}

impl Image {
    fn path(&self) -> Text {
        self.image.key.clone()
    }

    fn set_path(&mut self, path: Text) {
        self.image.key = path;
    }

    fn data(&self) -> Bytes {
        self.image.data.clone().unwrap_or_default()
    }

    fn set_data(&mut self, data: Bytes) {
        self.image.data = Some(data);
    }
}
