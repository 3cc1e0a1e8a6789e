//! Operating what stands in the menus of plugins.

use clap::{Subcommand, ValueEnum};
use client::View;
use room_api::menu::{Content, Dropdown};
use room_api::{Intent, Session, TouchPhase};
use serde_json::json;

use super::Problem;
use super::arguments::{Of, on_or_off};
use super::contents::{Standing, menus, pick, standing, untagged};
use super::names::{Named, matching, split};
use super::report::{Report, line};
use super::who::Visit;

/// What can be done in a menu.
#[derive(Debug, Subcommand)]
pub enum Operate {
    /// Press a button or an image.
    Press {
        /// Its text, its name or #id.
        target: String,
        #[command(flatten)]
        of: Of,
    },
    /// Choose an item of a dropdown.
    Choose {
        /// The dropdown: the label before it, what it shows, or #id.
        target: String,
        /// The item: its text, or its place as #0, #1, ...
        #[arg(allow_negative_numbers = true)]
        item: String,
        #[command(flatten)]
        of: Of,
    },
    /// Type into a text field, and end with Enter.
    Type {
        /// The field: the label before it, what it shows, or #id.
        target: String,
        /// What to type; it replaces what is there.
        #[arg(allow_hyphen_values = true)]
        text: String,
        /// Do not end with Enter.
        #[arg(long)]
        keep_typing: bool,
        #[command(flatten)]
        of: Of,
    },
    /// Move a slider, and let it go.
    Slide {
        /// The slider: the label before it, or #id.
        target: String,
        /// To where.
        #[arg(allow_negative_numbers = true)]
        value: f32,
        /// Do not let it go.
        #[arg(long)]
        keep_sliding: bool,
        #[command(flatten)]
        of: Of,
    },
    /// Point at a button whose plugin wants to hear of it.
    Hover {
        /// Its text, its name or #id.
        target: String,
        /// Point away from it.
        #[arg(long)]
        away: bool,
        #[command(flatten)]
        of: Of,
    },
    /// One moment of touching an image.
    Touch {
        /// The image: the label before it, or #id.
        target: String,
        /// Which.
        #[arg(value_enum)]
        phase: Phase,
        /// Where: from 0 to 1 each way. The middle, if it is left out.
        #[arg(long, num_args = 2, value_names = ["X", "Y"])]
        at: Vec<f32>,
        #[command(flatten)]
        of: Of,
    },
    /// Show or hide a plugin's menu.
    Toggle {
        /// The menu's number, as `nts room menus` shows it.
        menu: u8,
        /// Whether it is shown.
        #[arg(value_parser = on_or_off, action = clap::ArgAction::Set, value_name = "on|off")]
        on: bool,
        #[command(flatten)]
        of: Of,
    },
}

/// The moments of touching an image.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Phase {
    /// The finger comes down.
    Press,
    /// It stays there.
    Hold,
    /// It is lifted.
    Release,
}

/// Does it.
pub async fn operate(visit: &Visit, what: Operate) -> Result<Report, Problem> {
    match what {
        Operate::Press { target, of } => press(visit, &target, &of).await,
        Operate::Choose { target, item, of } => choose(visit, &target, &item, &of).await,
        Operate::Type { target, text, of, keep_typing } => enter(visit, &target, text, keep_typing, &of).await,
        Operate::Slide { target, value, of, keep_sliding } => slide(visit, &target, value, !keep_sliding, &of).await,
        Operate::Hover { target, away, of } => hover(visit, &target, !away, &of).await,
        Operate::Touch { target, phase, at, of } => touch(visit, &target, phase, &at, &of).await,
        Operate::Toggle { menu, on, of } => toggle(visit, menu, on, &of).await,
    }
}

/// Presses a button, or an image.
async fn press(visit: &Visit, said: &str, of: &Of) -> Result<Report, Problem> {
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
async fn choose(visit: &Visit, said: &str, item: &str, of: &Of) -> Result<Report, Problem> {
    let target = target(visit, of, "dropdown", said, |content| matches!(content, Content::Dropdown(_)))?;
    let Content::Dropdown(dropdown) = &target.content else { return Err(wrong_kind()) };
    let place = place_of(dropdown, item)?;
    let intent = Intent::Choose { session: target.session, content: dropdown.id, item: place };
    let what =
        format!("Chose {} of", dropdown.items.get(place as usize).map_or(String::new(), |item| line(&item.name)));
    done(visit, intent, &target, &what).await
}

/// Types a text.
async fn enter(visit: &Visit, said: &str, text: String, keep_typing: bool, of: &Of) -> Result<Report, Problem> {
    let target = target(visit, of, "text field", said, |content| matches!(content, Content::TextInput(_)))?;
    let Content::TextInput(input) = &target.content else { return Err(wrong_kind()) };
    let what = if input.password { "Typed into".to_owned() } else { format!("Typed \"{}\" into", line(&text)) };
    let intent = Intent::Type { session: target.session, content: input.id, text, submit: !keep_typing };
    done(visit, intent, &target, &what).await
}

/// Moves a slider.
async fn slide(visit: &Visit, said: &str, value: f32, released: bool, of: &Of) -> Result<Report, Problem> {
    let target = target(visit, of, "slider", said, |content| matches!(content, Content::Slider(_)))?;
    let Content::Slider(slider) = &target.content else { return Err(wrong_kind()) };
    if !(slider.min..=slider.max).contains(&value) {
        let sentence = format!("the slider goes from {} to {}, not to {value}", slider.min, slider.max);
        return Err(Problem::Failed(sentence));
    }
    let intent = Intent::Slide { session: target.session, content: slider.id, value, released };
    done(visit, intent, &target, &format!("Moved to {value}: slider")).await
}

/// Points at a button, or away from it.
async fn hover(visit: &Visit, said: &str, over: bool, of: &Of) -> Result<Report, Problem> {
    let target = target(visit, of, "button", said, |content| matches!(content, Content::Button(_)))?;
    let intent = Intent::Hover { session: target.session, content: target.content.id(), over };
    done(visit, intent, &target, if over { "Pointed at" } else { "Pointed away from" }).await
}

/// One moment of touching an image.
async fn touch(visit: &Visit, said: &str, phase: Phase, at: &[f32], of: &Of) -> Result<Report, Problem> {
    let target = target(visit, of, "image", said, |content| matches!(content, Content::Image(_)))?;
    let (x, y) = if let [x, y] = at { (*x, *y) } else { (0.5, 0.5) };
    let (phase, what) = match phase {
        Phase::Press => (TouchPhase::Press, "Pressed"),
        Phase::Hold => (TouchPhase::Hold, "Held"),
        Phase::Release => (TouchPhase::Release, "Released"),
    };
    let intent = Intent::TouchImage { session: target.session, content: target.content.id(), phase, x, y };
    done(visit, intent, &target, what).await
}

/// Shows or hides a menu.
async fn toggle(visit: &Visit, menu: u8, enabled: bool, of: &Of) -> Result<Report, Problem> {
    let session = with_menu(&visit.view(), menu, of)?;
    visit.ask(Intent::ToggleMenu { session: session.id, menu, enabled }).await?;
    let what = if enabled { "Opened" } else { "Closed" };
    let text = format!("{what} the menu {menu} of {} (since event {}).", line(&session.name), visit.seq);
    Ok(Report::new(text, json!({ "session": session.id, "plugin": session.name, "menu": menu, "seq": visit.seq })))
}

/// The session that has this menu.
fn with_menu(view: &View, menu: u8, of: &Of) -> Result<Session, Problem> {
    let those: Vec<_> = menus(view, of)?.into_iter().filter(|(_, known)| known.index == menu).collect();
    match those.as_slice() {
        [(session, _)] => Ok((*session).clone()),
        [] => Err(Problem::Failed(format!("no plugin has a menu {menu}"))),
        _ => Err(Problem::Failed(format!("several plugins have a menu {menu}: say --plugin or --session"))),
    }
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
