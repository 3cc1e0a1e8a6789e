//! Sockets, TLS, the router, the web and the store; runs rooms as tasks.
