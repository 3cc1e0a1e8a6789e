//! Images travel once in a session, and then by their key alone.

use std::collections::HashSet;

use protocol::Text;
use protocol::ui::{CachedImage, Content, LayoutNodeDeep};

/// Keys of the images that the app has.
#[derive(Default)]
pub(crate) struct SentImages(HashSet<Text>);

impl SentImages {
    /// Takes the bytes out of what the app has already. Apps that do not know keys must not get here.
    pub(crate) fn strip<'a>(&mut self, contents: impl IntoIterator<Item = &'a mut Content>) {
        for content in contents {
            match content {
                Content::Image(image) => self.strip_image(&mut image.image),
                Content::Button(button) => {
                    let icons = &mut button.icon.value;
                    self.strip_image(&mut icons.idle);
                    self.strip_image(&mut icons.selected);
                    self.strip_image(&mut icons.highlighted);
                    self.strip_image(&mut icons.selected_highlighted);
                    self.strip_image(&mut icons.unusable);
                }
                Content::List(list) => self.strip_nodes(&mut list.items),
                _ => {}
            }
        }
    }

    /// The same for nodes that bring their contents along.
    pub(crate) fn strip_nodes(&mut self, nodes: &mut [LayoutNodeDeep]) {
        for node in nodes {
            self.strip(&mut node.content);
            self.strip_nodes(&mut node.children);
        }
    }

    fn strip_image(&mut self, image: &mut CachedImage) {
        if image.key.is_empty() {
            return;
        }
        if !self.0.insert(image.key.clone()) {
            image.data = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Image, List};

    #[test]
    fn an_image_travels_once_wherever_it_stands() {
        let (mut first, again) = (Image::new("png").into(), Image::new("png"));
        let mut list = List::new([again]).into();
        let mut sent = SentImages::default();
        sent.strip([&mut first, &mut list]);
        let Content::Image(first) = first else { panic!() };
        let Content::List(list) = list else { panic!() };
        let Some(Content::Image(again)) = &list.items[0].content else { panic!() };
        assert_eq!(first.image.data.as_deref(), Some(&b"png"[..]));
        assert_eq!((again.image.key.clone(), again.image.data.clone()), (first.image.key, None));
    }
}
