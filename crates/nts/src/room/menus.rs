//! The menus of plugins, and the images in them.

use room_api::SessionId;
use serde_json::{Value, json};

use super::Problem;
use super::arguments::{Image, Of};
use super::contents::{menus, untagged};
use super::report::{Report, count, line};
use super::tree::draw;
use super::who::Visit;

/// The menus.
pub fn list(visit: &Visit, of: &Of) -> Result<Report, Problem> {
    let view = visit.view();
    let mut text = String::new();
    let mut json = Vec::new();
    for (session, menu) in menus(&view, of)? {
        let closed = if menu.enabled { "" } else { ", closed" };
        let (plugin, title) = (line(&session.name), line(&untagged(&menu.title)));
        text += &format!("{plugin} (session {}, menu {}{closed}): {title}\n", session.id, menu.index);
        if let Some(at) = menu.transform {
            let [x, y, z] = at.position;
            text += &format!("    (at {x:.2}, {y:.2}, {z:.2})\n");
        }
        for line in draw(menu).iter().filter(|_| menu.enabled) {
            text += &format!("    {}\n", line.trim_end());
        }
        text.push('\n');
        json.push(json!({ "session": session.id, "plugin": session.name, "menu": menu }));
    }
    text += match text.is_empty() {
        true => "No plugin shows a menu.",
        false => "Operate them: nts room press | choose | type | slide | hover | touch, by text or '#id'.",
    };
    Ok(Report::new(text, Value::Array(json)))
}

/// Saves an image.
pub async fn image(visit: &Visit, image: &Image) -> Result<Report, Problem> {
    let (name, bytes) = visit.member.image(SessionId(image.session), &image.key).await?;
    let file = image.file.display();
    let written = tokio::fs::write(&image.file, &bytes).await;
    written.map_err(|error| Problem::Failed(format!("cannot write {file}: {error}")))?;
    let text = format!("{file}: {} ({})", line(&name), count(bytes.len(), "byte"));
    let json = json!({ "file": image.file.to_string_lossy(), "name": name, "bytes": bytes.len(), "seq": visit.seq });
    Ok(Report::new(text, json))
}
