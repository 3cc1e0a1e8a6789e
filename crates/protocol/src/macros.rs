//! Macros: small programs that a plugin has the app keep and run.

use crate::codec::Text;
use crate::wire;

wire! {
    /// A macro.
    struct Macro("Macro", 0) {
        title: Text,
        /// The program, in Lua.
        logic: Text,
    }

    /// A macro to keep or to delete, and whose it is.
    struct OwnedMacro {
        content: Macro,
        all_users: bool,
        /// Tells plugins apart: letters and figures that the library draws anew each time it starts.
        plugin_identifier: Text,
    }

    /// How a macro ran. Version 0 does not say.
    struct MacroResult("RunMacro", 1) {
        success: bool [1..],
    }
}
