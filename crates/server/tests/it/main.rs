//! A whole server on real sockets, played by plugins and people, honest and hostile.

mod draining;
mod entering;
mod entries;
mod home;
mod hostile_people;
mod hostile_plugins;
mod images;
mod keys;
mod kit;
mod logs;
mod panics;
mod registering;
mod restarting;
mod slow;
mod takeovers;
mod transfers;
