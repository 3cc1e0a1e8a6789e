//! Embeds the pages that `npm run build` made in `web/dist`; where nothing is built there, the table is empty.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let dist = PathBuf::from(required("CARGO_MANIFEST_DIR")).join("../../web/dist");
    println!("cargo:rerun-if-changed={}", dist.display());
    let mut files = Vec::new();
    if dist.join("index.html").is_file() {
        collect(&dist, &mut files)?;
    }
    files.sort();

    let mut table = String::from("&[\n");
    for file in &files {
        let path = file.strip_prefix(&dist).map_err(io::Error::other)?;
        let path = path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let content = file.canonicalize()?;
        let packed = |ending: &str| {
            let mut name = content.clone().into_os_string();
            name.push(ending);
            let packed = PathBuf::from(name);
            if packed.is_file() { format!("Some(include_bytes!({packed:?}))") } else { "None".into() }
        };
        let (gzip, brotli) = (packed(".gz"), packed(".br"));
        writeln!(
            table,
            "    File {{ path: {path:?}, content: include_bytes!({content:?}), gzip: {gzip}, brotli: {brotli} }},"
        )
        .map_err(io::Error::other)?;
    }
    table.push(']');
    fs::write(PathBuf::from(required("OUT_DIR")).join("pages.rs"), table)
}

/// The built files below this folder, but for the packed copies of them and what keeps the folder in the repository.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with('.') && !name.ends_with(".gz") && !name.ends_with(".br") {
            files.push(path);
        }
    }
    Ok(())
}

fn required(variable: &str) -> std::ffi::OsString {
    env::var_os(variable).unwrap_or_else(|| panic!("cargo sets {variable}"))
}
