//! Evenings in a room: stories of people and plugins, each played in a millisecond.

mod answers;
mod asking;
mod calls;
mod calls_refused;
mod closing;
mod exchange;
mod files;
mod hostile_members;
mod hostile_plugins;
mod images;
mod interactions;
mod latecomers;
mod limits;
mod links;
mod looks;
mod menus;
mod people;
mod reading;
mod rights;
mod sessions;
mod shapes;
mod streams;
mod structures;
mod support;
mod surroundings;
mod volumes;
