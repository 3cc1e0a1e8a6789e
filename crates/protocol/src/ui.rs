//! Menus as they travel: content, the layout that holds it, and what people do with it.

mod button;
mod content;
mod events;
mod image;
mod layout;
mod updates;

pub use crate::codec::Batch;
pub use button::{
    Button, ButtonIcon, ButtonMesh, ButtonOutline, ButtonSwitch, ButtonText, ButtonTooltip, MultiState,
    ToolTipPositioning,
};
pub use content::{
    Content, ContentId, Dropdown, DropdownItem, HorizAlign, Label, List, LoadingBar, Mesh, Slider, TextInput, VertAlign,
};
pub use events::{ButtonEvent, DropdownEvent, ImageEvent, MenuToggle, SliderEvent, TextEvent};
pub use image::{CachedImage, Image, ScalingOption};
pub use layout::{Layout, LayoutNode, LayoutNodeDeep, LayoutOrientation, Menu, NodeId, PaddingType, SizingType};
pub use updates::{
    MenuTransform, Notification, NotificationKind, SetMenuTransform, UiHook, UiHookKind, UpdateContent, UpdateMenu,
    UpdateNode,
};
