//! What plugins ask of the presenter: from where they look, and to open links.

use room_api::{Intent, UrlId};
use serde_json::json;

use super::Problem;
use super::arguments::Camera;
use super::report::Report;
use super::who::Visit;

/// Says from where one looks at the workspace.
pub async fn look(visit: &Visit, camera: &Camera) -> Result<Report, Problem> {
    let wrong = |_| Problem::Usage("a place has three numbers, and a rotation four".into());
    let position: [f32; 3] = camera.position.clone().try_into().map_err(wrong)?;
    let rotation = camera.rotation.clone().unwrap_or_else(|| vec![0.0, 0.0, 0.0, 1.0]);
    let rotation: [f32; 4] = rotation.try_into().map_err(wrong)?;
    visit.ask(Intent::Camera { position, rotation }).await?;
    let [x, y, z] = position;
    let json = json!({ "position": position, "rotation": rotation, "seq": visit.seq });
    Ok(Report::new(format!("You look from ({x}, {y}, {z})."), json))
}

/// Dismisses a link that a plugin wants opened.
pub async fn dismiss(visit: &Visit, url: u32) -> Result<Report, Problem> {
    visit.ask(Intent::DismissUrl { url: UrlId(url) }).await?;
    let text = format!("Dismissed the link {url} (since event {}).", visit.seq);
    Ok(Report::new(text, json!({ "url": url, "seq": visit.seq })))
}
