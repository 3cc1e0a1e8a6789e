//! `messages!` declares the messages of one direction: the name that is hashed, the variant, and the body if any.

/// Declares messages, and the enum of their kinds, or with `as` messages of kinds that are declared elsewhere.
///
/// ```text
/// messages! {
///     enum ToApp: MessageKind { workspace_request: WorkspaceRequest, open_url: OpenUrl(OpenUrl), ... }
///     enum Answer as CallKind { ... }
/// }
/// ```
macro_rules! messages {
    ($(#[$meta:meta])* enum $messages:ident:
     $(#[$kind_meta:meta])* $kinds:ident { $($name:ident: $variant:ident $(($body:ty))?),* $(,)? }) => {
        $(#[$kind_meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // The names are the library's.
        pub enum $kinds { $($variant),* }

        impl $kinds {
            /// Every kind.
            pub const ALL: &[$kinds] = &[$($kinds::$variant),*];

            /// The name that the library gives it.
            pub const fn name(self) -> &'static str {
                match self { $($kinds::$variant => stringify!($name)),* }
            }

            /// The number that it travels as.
            pub const fn hash(self) -> u32 {
                match self { $($kinds::$variant => const { $crate::hash::hash(stringify!($name)) }),* }
            }

            /// The kind that travels as this number.
            pub fn of_hash(hash: u32) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.hash() == hash)
            }

            pub(crate) const fn variant(self) -> &'static str {
                match self { $($kinds::$variant => stringify!($variant)),* }
            }
        }

        const _: () = {
            let mut this = 0;
            while this < $kinds::ALL.len() {
                let mut other = 0;
                while other < this {
                    assert!($kinds::ALL[this].hash() != $kinds::ALL[other].hash(), "two messages share a hash");
                    other += 1;
                }
                this += 1;
            }
        };

        messages! { $(#[$meta])* enum $messages as $kinds { $($name: $variant $(($body))?),* } }
    };
    ($(#[$meta:meta])* enum $messages:ident as $kinds:ident {
        $($name:ident: $variant:ident $(($body:ty))?),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs)] // A message's name and body say what it is.
        pub enum $messages { $($variant $(($body))?),* }

        impl $messages {
            /// Which message it is.
            pub fn kind(&self) -> $kinds {
                match self { $($messages::$variant { .. } => $kinds::$variant),* }
            }
        }

        impl $crate::envelope::Body for $messages {
            type Kind = $kinds;

            fn kind_of_hash(hash: u32) -> Option<$kinds> {
                $kinds::of_hash(hash)
            }

            fn hash(&self) -> u32 {
                self.kind().hash()
            }

            fn variant_of_kind(kind: $kinds) -> &'static str {
                kind.variant()
            }

            fn body_size(&self, agreed: &$crate::Agreed) -> usize {
                match self {
                    $(messages!(@pattern body $messages::$variant $($body)?) => messages!(@size body agreed $($body)?),)*
                }
            }

            fn write_body<'a>(&self, out: $crate::codec::Writer<'a>) -> $crate::codec::Writer<'a> {
                match self {
                    $(messages!(@pattern body $messages::$variant $($body)?) => messages!(@write body out $($body)?),)*
                }
            }

            fn read_body(kind: $kinds, input: &mut $crate::codec::Reader<'_>) -> Result<Self, $crate::Error> {
                match kind {
                    $($kinds::$variant => messages!(@read input $messages::$variant $($body)?),)*
                }
            }
        }
    };
    (@pattern $value:ident $messages:ident::$variant:ident $body:ty) => { $messages::$variant($value) };
    (@pattern $value:ident $messages:ident::$variant:ident) => { $messages::$variant };
    (@write $value:ident $out:ident $body:ty) => { $out.put($value, 0) };
    (@write $value:ident $out:ident) => { $out };
    (@size $value:ident $agreed:ident $body:ty) => { $agreed.size_of($value, 0) };
    (@size $value:ident $agreed:ident) => { 0 };
    (@read $input:ident $messages:ident::$variant:ident $body:ty) => { $input.get(0).map($messages::$variant) };
    (@read $input:ident $messages:ident::$variant:ident) => { Ok($messages::$variant) };
}

pub(crate) use messages;
