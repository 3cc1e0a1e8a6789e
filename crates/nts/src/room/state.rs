//! The room at a glance.

use client::View;
use room_api::{Notification, NotificationKind, WantedUrl};
use serde_json::json;

use super::complexes::row;
use super::consent::open_questions;
use super::people::people;
use super::plugins::list;
use super::report::{Report, line, plain, table};
use super::who::Visit;
use super::{interactions, shapes, volumes};

/// How many notifications are shown.
const NOTIFICATIONS: usize = 5;

/// The room.
pub fn state(visit: &Visit) -> Report {
    let (people, plugins) = (people(visit), list(visit));
    let view = visit.view();
    let room = &view.room;
    let guests = if room.guests_may_edit { "guests may edit" } else { "guests look on" };
    let listed = if room.listed { ", listed" } else { "" };
    let password = if room.has_password { ", guests need a password" } else { "" };
    let mut text = format!("{}: at event {}, {guests}{listed}{password}\n", line(&room.name), view.seq);
    text += &section("People", &people.text);
    text += &section("Plugins", &plugins.text);
    let questions = open_questions(&room.sessions);
    if !questions.is_empty() {
        text += &section("For the presenter to decide", &questions);
    }
    let complexes: Vec<[String; 4]> = room.complexes.iter().map(row).collect();
    text += &section("Complexes", if complexes.is_empty() { "none".into() } else { table(&complexes) }.as_str());
    let shapes = shapes::lines(&view);
    if !shapes.is_empty() {
        text += &section("Shapes", &shapes);
    }
    if !room.interactions.is_empty() {
        text += &section("Interactions", &interactions::summary(&view));
    }
    if !room.volumes.is_empty() {
        text += &section("Volumes", &volumes::lines(&view));
    }
    if let Some(view) = &room.view {
        let [x, y, z] = view.center;
        let how = if view.zoom { "filling the view" } else { "in the middle" };
        text += &section("View", &format!("({x:.1}, {y:.1}, {z:.1}) and {:.1} angstrom around, {how}", view.radius));
    }
    if let Some(camera) = &room.camera {
        let [x, y, z] = camera.position;
        text += &section("The presenter looks from", &format!("({x:.1}, {y:.1}, {z:.1})"));
    }
    if let Some(skybox) = room.skybox {
        text += &section("Around", &format!("{skybox:?}"));
    }
    if !room.wanted_urls.is_empty() {
        let rows: Vec<[String; 3]> = room.wanted_urls.iter().map(|wanted| wanted_url(&view, wanted)).collect();
        text += &section("Links to open (nts room dismiss NUMBER)", &table(&rows));
    }
    let menus: Vec<[String; 3]> = (room.menus.iter())
        .map(|menu| {
            let plugin = view.session(menu.session).map_or(String::new(), |session| line(&session.name));
            let closed = if menu.menu.enabled { "" } else { "closed" };
            [plugin, line(&menu.menu.title), closed.into()]
        })
        .collect();
    if !menus.is_empty() {
        text += &section("Menus", &table(&menus));
    }
    let last = &room.notifications[room.notifications.len().saturating_sub(NOTIFICATIONS)..];
    if !last.is_empty() {
        text += &section("Last notifications", &last.iter().map(say).collect::<Vec<_>>().join("\n"));
    }
    let closed = view.closed.as_ref();
    Report::new(text, json!({ "seq": view.seq, "me": view.me, "closed": closed, "room": room }))
}

/// A link that a plugin wants opened, its host first.
fn wanted_url(view: &View, wanted: &WantedUrl) -> [String; 3] {
    let plugin = view.session(wanted.session).map_or(String::new(), |session| line(&session.name));
    [format!("{}", wanted.id), format!("{}: {}", line(&wanted.host), line(&wanted.url)), plugin]
}

/// A notification in a line or more.
pub fn say(notification: &Notification) -> String {
    let kind = match notification.kind {
        NotificationKind::Message => "",
        NotificationKind::Success => "success: ",
        NotificationKind::Warning => "warning: ",
        NotificationKind::Error => "error: ",
    };
    format!("{}: {kind}{}", line(&notification.from), plain(&notification.text))
}

fn section(title: &str, lines: &str) -> String {
    let lines: String = lines.lines().map(|line| format!("  {line}\n")).collect();
    format!("\n{title}\n{lines}")
}
