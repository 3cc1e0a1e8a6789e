//! The TypeScript types, all in one file.

use std::collections::{BTreeMap, HashSet};

use ts_rs::{Config, TS, TypeVisitor};

#[test]
fn the_typescript_types_are_fresh() {
    let mut types = Types::default();
    types.visit::<room_api::Hello>();
    types.visit::<room_api::Greeting>();
    types.visit::<room_api::Request>();
    types.visit::<room_api::ToMember>();
    types.visit::<room_api::Home>();

    let mut file = "// The types of the room API, made from the Rust crate room_api. Do not edit.\n".to_owned();
    for declaration in types.declarations.values() {
        file += &format!("\n{}\n", tidy(declaration));
    }
    assert!(!file.contains("bigint"), "numbers of the API are plain numbers in JavaScript");
    super::check_file("bindings/room_api.ts", &file);
}

/// Every type that was met, by name.
#[derive(Default)]
struct Types {
    seen: HashSet<std::any::TypeId>,
    declarations: BTreeMap<String, String>,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(std::any::TypeId::of::<T>()) {
            return;
        }
        let config = Config::new().with_large_int("number");
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            self.declarations.insert(T::ident(&config), format!("{docs}export {}", T::decl(&config)));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// Comments of one line on one line, and no blanks at the ends of lines.
fn tidy(declaration: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in declaration.lines().map(str::trim_end) {
        match (lines.as_mut_slice(), line) {
            ([.., open, only], " */") if open == "/**" => {
                *open = format!("/** {} */", only.trim_start_matches(" * "));
                lines.pop();
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}
