//! `wire!` declares a type that travels, one line per field in wire order; `open_enum!` a number with known
//! names; `wire_id!` a number that is a name itself.

/// Declares wire types.
///
/// ```text
/// wire! {
///     struct Atom("Atom", 8) {                // name in the version table, our newest version
///         index: i64 = -1,                    // default, also where the version lacks the field
///         label_text: Text [1..],             // since version 1
///         (is_drawn, set_drawn): bool [..=6], // until version 6, and not a field: it goes through these two methods
///         positions: Positions,               // a part without a name shares its parent's version
///     }
/// }
/// ```
#[macro_export]
macro_rules! wire {
    ($(
        $(#[$meta:meta])*
        struct $type:ident $(($name:literal, $newest:literal))? {$(
            $(($get:ident, $set:ident): $via:ty [$via_range:expr],)*
            $(#[$field_meta:meta])*
            $field:ident: $field_type:ty $([$range:expr])? $(= $default:expr)?
        ),* $(,)?}
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs)] // The fields bear the library's names.
        pub struct $type { $($(#[$field_meta])* pub $field: $field_type),* }

        impl Default for $type {
            fn default() -> Self {
                Self { $($field: $crate::wire!(@default $($default)?)),* }
            }
        }

        impl $crate::codec::Wire for $type {
            $(const KEY: Option<$crate::versions::Key> = Some($crate::versions::Key::of($name, $newest));)?
            const MIN_BYTES: usize = 0 $(+ $crate::wire!(@min $field_type $([$range])?))*;

            #[inline]
            #[allow(unused_variables)]
            fn size(&self, agreed: &$crate::Agreed, version: u8) -> usize {
                0 $(
                    $(+ if $crate::wire!(@since version [$via_range]) { agreed.size_of(&self.$get(), version) } else { 0 })*
                    + if $crate::wire!(@since version $([$range])?) { agreed.size_of(&self.$field, version) } else { 0 }
                )*
            }

            #[inline]
            fn write<'a>(&self, out: $crate::codec::Writer<'a>, version: u8) -> $crate::codec::Writer<'a> {
                $(
                    $(let out = if $crate::wire!(@since version [$via_range]) { out.put(&self.$get(), version) } else { out };)*
                    let out = if $crate::wire!(@since version $([$range])?) { out.put(&self.$field, version) } else { out };
                )*
                out
            }

            #[inline]
            #[allow(unused_variables, unused_mut)]
            fn read(input: &mut $crate::codec::Reader<'_>, version: u8) -> Result<Self, $crate::Error> {
                $(
                    $(let $get: Option<$via> = if $crate::wire!(@since version [$via_range]) {
                        Some(input.get(version).map_err(|error| error.field(stringify!($get)))?)
                    } else {
                        None
                    };)*
                    let $field: $field_type = if $crate::wire!(@since version $([$range])?) {
                        input.get(version).map_err(|error| error.field(stringify!($field)))?
                    } else {
                        $crate::wire!(@default $($default)?)
                    };
                )*
                let mut value = Self { $($field),* };
                $($(if let Some(old) = $get { value.$set(old); })*)*
                Ok(value)
            }
        }
    )*};
    (@default $default:expr) => { $default };
    (@default) => { Default::default() };
    (@min $type:ty [$range:expr]) => { 0 };
    (@min $type:ty) => { <$type as $crate::codec::Wire>::MIN_BYTES };
    (@since $version:ident [$range:expr]) => { ::std::ops::RangeBounds::contains(&($range), &$version) };
    (@since $version:ident) => { true };
}

/// Declares numbers with known names. Unknown numbers from a newer peer survive.
#[macro_export]
macro_rules! open_enum {
    ($(
        $(#[$meta:meta])*
        $type:ident($number:ty) { $($name:ident = $value:literal),* $(,)? }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(pub $number);

        #[allow(missing_docs)] // The names are the library's.
        impl $type {
            $(pub const $name: Self = Self($value);)*

            /// The number's name, where it is known.
            pub const fn name(self) -> Option<&'static str> {
                match self.0 {
                    $($value => Some(stringify!($name)),)*
                    _ => None,
                }
            }
        }

        impl $crate::codec::Wire for $type {
            const MIN_BYTES: usize = size_of::<$number>();
            #[inline]
            fn size(&self, _: &$crate::Agreed, _: u8) -> usize {
                Self::MIN_BYTES
            }
            #[inline]
            fn write<'a>(&self, out: $crate::codec::Writer<'a>, version: u8) -> $crate::codec::Writer<'a> {
                out.put(&self.0, version)
            }
            #[inline]
            fn read(input: &mut $crate::codec::Reader<'_>, version: u8) -> Result<Self, $crate::Error> {
                input.get(version).map(Self)
            }
        }
    )*};
}

/// Declares numbers that name something, and mean nothing else.
#[macro_export]
macro_rules! wire_id {
    ($(#[$meta:meta])* $type:ident($number:ty)) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(pub $number);

        impl $crate::codec::Wire for $type {
            const MIN_BYTES: usize = size_of::<$number>();
            fn size(&self, _: &$crate::Agreed, _: u8) -> usize {
                Self::MIN_BYTES
            }
            fn write<'a>(&self, out: $crate::codec::Writer<'a>, version: u8) -> $crate::codec::Writer<'a> {
                out.put(&self.0, version)
            }
            fn read(input: &mut $crate::codec::Reader<'_>, version: u8) -> Result<Self, $crate::Error> {
                input.get(version).map(Self)
            }
        }
    };
}
