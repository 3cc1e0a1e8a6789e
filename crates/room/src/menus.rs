//! The menus of one session: what its plugin says of them, what members see, and what pressing them means.

use protocol::{ToApp, ToPlugin};
use room_api::menu::{Content, Menu};
use room_api::{ApiError, Intent};

/// What members must be told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MenuChanges {
    /// Menus that came or changed as a whole.
    pub menus: Vec<Menu>,
    /// Contents that changed, each somewhere in a menu that members know.
    pub contents: Vec<Content>,
    /// What could not be done, as a sentence for the presenter and the log.
    pub problem: Option<String>,
}

/// The menus of one session.
#[derive(Debug, Default)]
pub struct Menus {}

impl Menus {
    /// Every menu, as a latecomer must see it.
    pub fn menus(&self) -> Vec<Menu> {
        Vec::new()
    }

    /// Takes in what the plugin says: `menu_update`, `content_update`, `node_update`, `hook_ui_callback`. Any other
    /// message is a problem.
    pub fn handle(&mut self, _message: ToApp) -> MenuChanges {
        MenuChanges::default()
    }

    /// What the plugin is to be told of a member's intent (`ToggleMenu`, `Press`, `Hover`, `Slide`, `Type`, `Choose`,
    /// `TouchImage`), and what the others see of it.
    pub fn intent(&mut self, _intent: &Intent) -> Result<(ToPlugin, MenuChanges), ApiError> {
        Err(ApiError::new(room_api::ErrorCode::NotFound, "The plugin has no menu yet."))
    }
}
