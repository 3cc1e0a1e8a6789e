//! One type an id, so that none is taken for another.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($number:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[ts(type = "number")]
        pub struct $name(pub $number);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A room, as long as this server's data folder lives.
    RoomId(u64);
    /// A person (or script) in one room; kept over reconnects.
    MemberId(u32);
    /// A registered plugin; kept while its link, or its grace period, lasts.
    PluginId(u32);
    /// One room's connection to one plugin; never used twice.
    SessionId(u32);
    /// A bulk transfer on one member's connection. Members number theirs with odd numbers, the server with even ones.
    TransferId(u32);
    /// A request of one member's connection; the answer carries it.
    RequestId(u32);
    /// The place of an event in its room's history, from 1 on.
    Seq(u64);
    /// A complex in one room: the `index` of the plugin API.
    ComplexId(i64);
    /// A link that a plugin wants opened; never used twice in a room.
    UrlId(u32);
    /// A macro in one room.
    MacroId(u32);
    /// A shape in one room: the `index` of the plugin API's shapes, which are numbered by themselves.
    ShapeId(i32);
    /// An interaction in one room: the `index` of the plugin API's interactions, which are numbered by themselves.
    InteractionId(i64);
    /// A volume in one room.
    VolumeId(u32);
}
