//! The nts binary: the plugin server, its keys, and the room on the command line.

fn main() {}
