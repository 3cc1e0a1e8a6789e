//! Prints the page of the plugin API: `cargo run -p protocol --example plugin_api > docs/plugin-api.md`.

fn main() {
    print!("{}", protocol::api::page());
}
