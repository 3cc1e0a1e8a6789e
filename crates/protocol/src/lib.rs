//! The wire of Nanome plugins: packets, version table, every message and command; no sockets, no meaning.
