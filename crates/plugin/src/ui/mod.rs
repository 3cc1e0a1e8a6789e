//! Menus: values that you build, send, and hear events of.
//!
//! A [`Menu`] holds a tree of [`Node`]s; a node holds at most one content: a [`Label`], [`Button`], [`Slider`],
//! [`TextInput`], [`Dropdown`], [`LoadingBar`], [`List`], [`Image`] or [`Mesh`]. Every content and node gets an id when
//! it is made, and its clones keep it. So keep the contents that change in your plugin, build the menu of clones, and send
//! a change with [`Session::update_content`](crate::Session::update_content).
//!
//! A content is thin over what travels: all fields of [`protocol::ui`] can be read and set on it.

mod actions;
mod content;
mod event;
mod images;
mod menu;
mod node;

pub use actions::Actions;
pub use content::{Button, Control, Dropdown, Image, Label, List, LoadingBar, Mesh, Slider, TextInput};
pub use event::UiEvent;
pub(crate) use images::SentImages;
pub use menu::Menu;
pub use node::Node;
pub use protocol::control::PluginListButton;
pub use protocol::structure::Color;
/// How a notification looks: a message, a success, a warning or an error.
pub use protocol::ui::NotificationKind as Kind;
pub use protocol::ui::{Content, ContentId, HorizAlign, NodeId, ScalingOption, UiHookKind, VertAlign};

use std::sync::atomic::{AtomicI32, Ordering};

/// An id that nothing else in this session has. Old apps lose what is above 24 bits of it.
fn fresh_id() -> i32 {
    static NEXT: AtomicI32 = AtomicI32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
