//! Menus, as soon as they are there.
