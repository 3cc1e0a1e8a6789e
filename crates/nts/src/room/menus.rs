//! The menus of plugins: looking at them, and operating what stands in them.

use room_api::menu::{Content, Dropdown};
use room_api::{Intent, SessionId, TouchPhase};
use serde_json::{Value, json};

use super::Problem;
use super::arguments::{Image, Of};
use super::contents::{Standing, menus, pick, standing, untagged};
use super::names::{Named, matching, split};
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
        false => "Operate them: nts room press | choose | type | slide, by text or '#id'.",
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

/// Presses a button, or an image.
pub async fn press(visit: &Visit, said: &str, of: &Of) -> Result<Report, Problem> {
    let target =
        target(visit, of, "button", said, |content| matches!(content, Content::Button(_) | Content::Image(_)))?;
    let (session, content) = (target.session, target.content.id());
    let Content::Image(image) = &target.content else {
        return done(visit, Intent::Press { session, content }, &target, "Pressed").await;
    };
    let touch = |phase| Intent::TouchImage { session, content, phase, x: 0.5, y: 0.5 };
    if image.release_hooked {
        visit.ask(touch(TouchPhase::Press)).await?;
        return done(visit, touch(TouchPhase::Release), &target, "Pressed and released").await;
    }
    done(visit, touch(TouchPhase::Press), &target, "Pressed").await
}

/// Chooses an item of a dropdown.
pub async fn choose(visit: &Visit, said: &str, item: &str, of: &Of) -> Result<Report, Problem> {
    let target = target(visit, of, "dropdown", said, |content| matches!(content, Content::Dropdown(_)))?;
    let Content::Dropdown(dropdown) = &target.content else { return Err(wrong_kind()) };
    let place = place_of(dropdown, item)?;
    let intent = Intent::Choose { session: target.session, content: dropdown.id, item: place };
    let what =
        format!("Chose {} of", dropdown.items.get(place as usize).map_or(String::new(), |item| line(&item.name)));
    done(visit, intent, &target, &what).await
}

/// Types a text.
pub async fn enter(visit: &Visit, said: &str, text: String, keep_typing: bool, of: &Of) -> Result<Report, Problem> {
    let target = target(visit, of, "text field", said, |content| matches!(content, Content::TextInput(_)))?;
    let Content::TextInput(input) = &target.content else { return Err(wrong_kind()) };
    let what = if input.password { "Typed into".to_owned() } else { format!("Typed \"{}\" into", line(&text)) };
    let intent = Intent::Type { session: target.session, content: input.id, text, submit: !keep_typing };
    done(visit, intent, &target, &what).await
}

/// Moves a slider.
pub async fn slide(visit: &Visit, said: &str, value: f32, of: &Of) -> Result<Report, Problem> {
    let target = target(visit, of, "slider", said, |content| matches!(content, Content::Slider(_)))?;
    let Content::Slider(slider) = &target.content else { return Err(wrong_kind()) };
    if !(slider.min..=slider.max).contains(&value) {
        let sentence = format!("the slider goes from {} to {}, not to {value}", slider.min, slider.max);
        return Err(Problem::Failed(sentence));
    }
    let intent = Intent::Slide { session: target.session, content: slider.id, value, released: true };
    done(visit, intent, &target, &format!("Moved to {value}: slider")).await
}

fn target(
    visit: &Visit,
    of: &Of,
    kind: &str,
    said: &str,
    is_kind: impl Fn(&Content) -> bool,
) -> Result<Standing, Problem> {
    let all = standing(&visit.view(), of)?;
    let those: Vec<&Standing> = all.iter().filter(|one| is_kind(&one.content)).collect();
    pick(kind, said, &those).cloned()
}

/// The place of the item that is meant.
fn place_of(dropdown: &Dropdown, said: &str) -> Result<u32, Problem> {
    let items = dropdown.items.iter().zip(0..).map(|(item, place)| Named {
        thing: place,
        name: untagged(&item.name),
        id: place.into(),
    });
    let items: Vec<Named<u32>> = items.collect();
    match (matching(said, &items).as_slice(), split(said)) {
        ([one], _) => Ok(one.thing),
        ([], _) => {
            let names = items.iter().map(|item| line(&item.name)).collect::<Vec<_>>().join(", ");
            Err(Problem::Failed(format!("the dropdown has no item {said}. It has: {names}")))
        }
        (several, _) => {
            let places = several.iter().map(|item| format!("{}#{}", line(&item.name), item.id));
            let places = places.collect::<Vec<_>>().join(" or ");
            Err(Problem::Failed(format!("{said} is there several times: say {places}")))
        }
    }
}

async fn done(visit: &Visit, intent: Intent, target: &Standing, what: &str) -> Result<Report, Problem> {
    visit.ask(intent).await?;
    let (called, id) = (target.called.first().map_or(String::new(), |name| line(name)), target.content.id());
    let text = format!("{what} {called}#{id} of {} (since event {}).", line(&target.plugin), visit.seq);
    let json = json!({ "session": target.session, "plugin": target.plugin, "content": id, "seq": visit.seq });
    Ok(Report::new(text, json))
}

fn wrong_kind() -> Problem {
    Problem::Failed("it is something else by now".into())
}
