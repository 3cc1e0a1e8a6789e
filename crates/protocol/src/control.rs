//! Messages on the session itself: connect, the buttons of the plugin list, links, colour schemes, controllers, sky.

use crate::codec::Text;
use crate::structure::{ColorScheme, ColorSchemeTarget, Quaternion, Vec3};
use crate::versions::Versions;
use crate::{open_enum, wire};

open_enum! {
    /// A plugin's buttons in the app's list of plugins.
    PluginListButton(u32) { RUN = 0, ADVANCED_SETTINGS = 1 }
    /// What is around the workspace.
    Skybox(i32) {
        UNKNOWN = -1, BLUE_SKY_AND_CLOUDS = 0, SUNSET = 1, BLUE_SKY_AND_GROUND = 2, BLACK = 3, WHITE = 4, GRAYDIENT = 5,
    }
}

wire! {
    /// A plugin's answer to `connect`. What the app sends is the table alone.
    struct Connect("Connect", 0) {
        /// Always 0: none.
        compression: u8,
        versions: Versions,
    }

    /// New text and state of a button in the app's list of plugins.
    struct SetPluginListButton("SetPluginListButton", 0) {
        button: PluginListButton,
        text: Text,
        usable: bool,
    }

    /// A link to show to the presenter.
    struct OpenUrl("OpenURL", 1) {
        url: Text,
        /// In the browser of the desktop, not in the headset's.
        desktop: bool [1..],
    }

    /// Colours what is selected.
    struct ApplyColorScheme("ApplyColorScheme", 0) {
        scheme: ColorScheme,
        target: ColorSchemeTarget,
        only_carbons: bool,
    }

    /// Where the presenter's head and hands are.
    struct ControllerTransforms("GetControllerTransformsResponse", 0) {
        headset_position: Vec3,
        headset_rotation: Quaternion,
        left_position: Vec3,
        left_rotation: Quaternion,
        right_position: Vec3,
        right_rotation: Quaternion,
    }
}
