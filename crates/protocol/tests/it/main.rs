//! The wire as the Python library speaks it, as anything may speak it, and as a real client spoke it.

mod api;
mod fixtures;
mod golden;
mod hostile;
mod names;
mod real;
mod round_trip;
