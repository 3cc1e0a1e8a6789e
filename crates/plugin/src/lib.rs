//! The plugin SDK: host, session process, and the API that a plugin author sees.
