//! The images of one session: each travels once, and then by its key. The room knows their names and sizes; the server
//! keeps their bytes.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;
use protocol::Text;
use protocol::ui::CachedImage;
use room_api::{ApiError, ErrorCode};

use crate::ImageId;
use crate::text::bounded;

/// The most images of a session.
const MAX_IMAGES: usize = 10_000;

/// The longest key.
const MAX_KEY: usize = 4096;

/// The most bytes of one image.
pub(crate) const MAX_IMAGE: usize = 32 << 20;

/// The most characters of an image's name as a file.
const MAX_NAME: usize = 60;

/// What the server is to keep.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FreshImage {
    pub image: ImageId,
    pub bytes: Bytes,
}

/// The images that came so far.
#[derive(Debug)]
pub(super) struct Images {
    /// How many bytes all may have together.
    limit: usize,
    bytes: usize,
    kept: u32,
    /// The key under which members know what a plugin's key means now; empty = no image.
    latest: HashMap<Text, Text>,
    /// By the key under which members know them.
    images: HashMap<Text, Image>,
    fresh: Vec<FreshImage>,
    /// What people were told.
    told: BTreeSet<Trouble>,
    /// What they should be told.
    problem: Option<String>,
}

#[derive(Debug)]
struct Image {
    /// Of its bytes and their number.
    digest: u64,
    place: Result<(ImageId, Kind), Trouble>,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Png,
    Jpeg,
}

/// Why an image is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trouble {
    NoImage,
    TooLarge,
    NoSpace,
}

impl Images {
    /// For a session that may have images of so many bytes together.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            bytes: 0,
            kept: 0,
            latest: HashMap::new(),
            images: HashMap::new(),
            fresh: Vec::new(),
            told: BTreeSet::new(),
            problem: None,
        }
    }

    /// Takes the image in if it came along, and returns the key by which members may get it; none where there is no
    /// image. One that is not kept has a key all the same: members show a placeholder, and learn why if they ask.
    pub fn key(&mut self, image: CachedImage) -> String {
        if let Some(data) = image.data {
            self.take_in(&image.key, data);
        }
        self.latest.get(&image.key).unwrap_or(&image.key).to_string()
    }

    /// What the server is to keep since this was asked last.
    pub fn fresh(&mut self) -> Vec<FreshImage> {
        std::mem::take(&mut self.fresh)
    }

    /// What people should know: each trouble once.
    pub fn problem(&mut self) -> Option<String> {
        self.problem.take()
    }

    /// Which image members mean by a key, and its name as a file; or why there is none.
    pub fn find(&self, key: &str) -> Result<(ImageId, String), ApiError> {
        let shown = bounded(key, 200);
        match self.images.get(key).map(|image| image.place) {
            Some(Ok((image, kind))) => Ok((image, file_name(key, kind))),
            Some(Err(trouble)) => Err(ApiError::new(trouble.code(), trouble.sentence(&shown, self.limit))),
            None => Err(ApiError::new(ErrorCode::NotFound, format!("The plugin has no image {shown}."))),
        }
    }

    /// A plugin's key means what came last under it. Members know what came before under another key, since they keep
    /// what they got.
    fn take_in(&mut self, key: &Text, data: Bytes) {
        if self.images.len() >= MAX_IMAGES || self.latest.len() >= MAX_IMAGES || key.len() > MAX_KEY {
            return self.tell(Trouble::NoSpace, key);
        }
        if data.is_empty() {
            self.latest.insert(key.clone(), Text::default());
            return;
        }
        let digest = digest(&data);
        let before = self.latest.get(key).and_then(|shown| self.images.get(shown));
        if before.is_some_and(|image| image.digest == digest) {
            return;
        }
        let place = self.place(data);
        if let Err(trouble) = place {
            self.tell(trouble, key);
        }
        let shown = self.unused(key);
        self.latest.insert(key.clone(), shown.clone());
        self.images.insert(shown, Image { digest, place });
    }

    fn place(&mut self, bytes: Bytes) -> Result<(ImageId, Kind), Trouble> {
        let kind = kind_of(&bytes).ok_or(Trouble::NoImage)?;
        if bytes.len() > MAX_IMAGE {
            return Err(Trouble::TooLarge);
        }
        if bytes.len() > self.limit - self.bytes {
            return Err(Trouble::NoSpace);
        }
        self.bytes += bytes.len();
        self.kept += 1;
        let image = ImageId(self.kept);
        self.fresh.push(FreshImage { image, bytes });
        Ok((image, kind))
    }

    /// A key that no image has yet: this one, if it can be.
    fn unused(&self, key: &Text) -> Text {
        let numbered = (self.images.len()..).map(|number| Text::from(format!("{key}#{number}")));
        let mut keys = std::iter::once(key.clone()).chain(numbered);
        keys.find(|key| !self.images.contains_key(key)).unwrap_or_default()
    }

    fn tell(&mut self, trouble: Trouble, key: &str) {
        if self.told.insert(trouble) {
            self.problem = Some(trouble.sentence(&bounded(key, 200), self.limit));
        }
    }
}

impl Trouble {
    fn code(self) -> ErrorCode {
        match self {
            Trouble::NoImage => ErrorCode::BadFile,
            Trouble::TooLarge | Trouble::NoSpace => ErrorCode::Limit,
        }
    }

    fn sentence(self, key: &str, limit: usize) -> String {
        match self {
            Trouble::NoImage => format!("The plugin's image {key} is neither PNG nor JPEG: it cannot be shown."),
            Trouble::TooLarge => {
                format!("The plugin's image {key} is larger than {} MiB: it is not shown.", MAX_IMAGE >> 20)
            }
            Trouble::NoSpace => format!(
                "The plugin sent too many images: more than {MAX_IMAGES}, or than {} MiB. {key} is not shown.",
                limit >> 20
            ),
        }
    }
}

/// By its first bytes.
fn kind_of(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Kind::Png),
        [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpeg),
        _ => None,
    }
}

/// Tells contents of one key apart. A plugin that finds two with one digest sees the older one: nobody else does.
fn digest(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.len().hash(&mut hasher);
    bytes[..bytes.len().min(MAX_IMAGE)].hash(&mut hasher);
    hasher.finish()
}

/// A key as the name of a file, whatever its plugin calls it: `run.png` of `7-icons/run.png`.
fn file_name(key: &str, kind: Kind) -> String {
    let last = key.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let fit = |letter: char| if letter.is_alphanumeric() || "-_+()".contains(letter) { letter } else { '_' };
    let stem: String = stem.chars().map(fit).take(MAX_NAME).collect();
    let ending = match kind {
        Kind::Png => "png",
        Kind::Jpeg => "jpg",
    };
    format!("{}.{ending}", if stem.is_empty() { "image" } else { &stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nits rest";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0its rest";

    fn came(key: &str, data: &[u8]) -> CachedImage {
        CachedImage { key: key.into(), data: Some(Bytes::copy_from_slice(data)) }
    }

    fn again(key: &str) -> CachedImage {
        CachedImage { key: key.into(), data: None }
    }

    #[test]
    fn a_key_names_a_file_nowhere_else() {
        for (key, name) in [
            ("7-icons/run.png", "run.png"),
            ("../../x", "x.png"),
            ("7-C:\\pictures\\a b.PNG", "a_b.png"),
            ("../..", "_.png"),
            ("", "image.png"),
        ] {
            assert_eq!(file_name(key, Kind::Png), name);
        }
        assert_eq!(file_name("x.png", Kind::Jpeg), "x.jpg", "by what it is");
    }

    #[test]
    fn another_image_gets_another_key() {
        let mut images = Images::new(1000);
        assert_eq!(images.key(came("a", PNG)), "a");
        assert_eq!(images.key(came("a", PNG)), "a");
        assert_eq!(images.key(came("a", JPEG)), "a#1");
        assert_eq!(images.key(again("a")), "a#1");
        assert_eq!(images.key(came("a#1", PNG)), "a#1#2", "a key of the plugin's own");
        let kept: Vec<u32> = images.fresh().iter().map(|fresh| fresh.image.0).collect();
        assert_eq!(kept, [1, 2, 3]);
        assert_eq!(images.find("a").unwrap(), (ImageId(1), "a.png".into()));
        assert_eq!(images.find("a#1").unwrap(), (ImageId(2), "a_1.jpg".into()));
    }

    #[test]
    fn what_is_no_image_is_told_once_and_has_a_placeholder() {
        let mut images = Images::new(1000);
        assert_eq!(images.key(came("7-a.gif", b"GIF89a")), "7-a.gif");
        assert!(images.problem().unwrap().contains("7-a.gif is neither PNG nor JPEG"));
        images.key(came("7-b.gif", b"GIF89a"));
        assert_eq!(images.problem(), None);
        assert_eq!(images.find("7-a.gif").unwrap_err().code, ErrorCode::BadFile);
        assert_eq!(images.find("7-c.gif").unwrap_err().code, ErrorCode::NotFound);
        assert!(images.fresh().is_empty());
    }

    #[test]
    fn an_image_of_200_mb_is_not_kept() {
        let mut images = Images::new(1 << 30);
        images.key(came("large", &[PNG, &vec![0; 200 << 20]].concat()));
        assert!(images.problem().unwrap().contains("larger than 32 MiB"));
        assert_eq!(images.find("large").unwrap_err().code, ErrorCode::Limit);
        assert_eq!((images.fresh().len(), images.bytes), (0, 0));
    }

    #[test]
    fn past_the_quota_nothing_is_kept_and_nothing_forgotten() {
        let mut images = Images::new(3 * PNG.len());
        for key in ["a", "b", "c", "d", "e"] {
            images.key(came(key, PNG));
        }
        assert!(images.problem().unwrap().contains("too many images"));
        assert_eq!(images.fresh().len(), 3);
        assert!(images.find("a").is_ok());
        assert_eq!(images.find("e").unwrap_err().code, ErrorCode::Limit);
    }

    #[test]
    fn keys_are_bounded() {
        let mut images = Images::new(1 << 20);
        let long = "x".repeat(MAX_KEY + 1);
        assert_eq!(images.key(came(&long, PNG)), long);
        for number in 0..2 * MAX_IMAGES {
            images.key(came(&number.to_string(), if number % 2 == 0 { b"" } else { PNG }));
        }
        assert_eq!((images.latest.len(), images.images.len()), (MAX_IMAGES, MAX_IMAGES / 2));
    }
}
