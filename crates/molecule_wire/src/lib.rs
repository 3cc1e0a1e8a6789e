//! Between the wire's structure trees and the molecule crate's columns.
