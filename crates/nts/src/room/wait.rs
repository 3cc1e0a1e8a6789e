//! Waiting until something is there or happens.

use std::time::Duration;

use client::{Happened, View};
use regex_lite::Regex;
use room_api::menu::Menu;
use room_api::{Event, Seq, Session, SessionId, WantedUrl};
use serde_json::{Value, json};

use super::Problem;
use super::arguments::{Of, Wait, What};
use super::consent::questions;
use super::contents::{menus, texts, untagged, walk, within};
use super::plugins::{among, last_log, state};
use super::report::{Report, line};
use super::state::say;
use super::who::Visit;

/// What is waited for.
struct Wanted<'a> {
    what: What,
    matching: &'a Regex,
    session: Option<SessionId>,
}

/// Waits; the time-out is a problem.
pub async fn wait(visit: Visit, wait: Wait) -> Result<Report, Problem> {
    let session = session_of(&visit.view(), &wait.of)?;
    let wanted = Wanted { what: wait.what, matching: &wait.matching, session };
    if wait.since.since.is_none()
        && let Some(found) = wanted.present(&visit.view())
    {
        return Ok(found);
    }
    let timeout = Duration::from_secs_f64(wait.timeout);
    let found = tokio::time::timeout(timeout, happens(visit, wait.since.since, &wanted)).await;
    found.unwrap_or_else(|_| {
        let what = format!("{:?}", wait.what).to_lowercase();
        let matching = match wait.matching.as_str() {
            "" => String::new(),
            expression => format!(" matching {expression}"),
        };
        Err(Problem::Failed(format!("no {what}{matching} within {} s", wait.timeout)))
    })
}

async fn happens(mut visit: Visit, since: Option<u64>, wanted: &Wanted<'_>) -> Result<Report, Problem> {
    if let Some(since) = since {
        visit = visit.since(Seq(since)).await?;
    }
    loop {
        match visit.events.next().await {
            Ok(Happened::Event { seq, event }) => {
                let found = wanted.happened(&visit.view(), seq, &event);
                if let Some(found) = found {
                    visit.end().await;
                    return Ok(found);
                }
                if let Event::Closed { reason } = &*event {
                    return Err(Problem::Failed(format!("the room was closed meanwhile: {}", line(reason))));
                }
            }
            Ok(Happened::Snapshot { .. }) => {
                if let Some(found) = wanted.present(&visit.view()) {
                    return Ok(found);
                }
            }
            Ok(Happened::Lost(_) | Happened::Back) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

impl Wanted<'_> {
    /// Whether it is there.
    fn present(&self, view: &View) -> Option<Report> {
        let seq = view.seq;
        match self.what {
            What::Notification => None,
            What::Complex => view.room.complexes.iter().find_map(|complex| self.complex(seq, complex)),
            What::Session => view.room.sessions.iter().find_map(|session| self.session(seq, session)),
            What::Consent => view.room.sessions.iter().find_map(|session| self.consent(seq, session)),
            What::Menu => {
                let all = menus(view, &Of { plugin: None, session: None }).ok()?;
                all.into_iter().find_map(|(session, menu)| self.menu(view, seq, session.id, menu))
            }
        }
    }

    /// Whether this event is it.
    fn happened(&self, view: &View, seq: Seq, event: &Event) -> Option<Report> {
        match (self.what, event) {
            (What::Notification, Event::Notification { notification }) => {
                if self.session.is_some_and(|session| notification.session != Some(session)) {
                    return None;
                }
                let json = json!({ "seq": seq, "notification": notification });
                self.report(&[&notification.text], || say(notification), json)
            }
            (What::Notification, Event::OpenUrl { wanted }) if self.is_of(wanted.session) => {
                let WantedUrl { session, url, host, .. } = wanted;
                let plugin = name(view, *session);
                let say = || format!("{} asks the presenter to open {} ({})", line(&plugin), line(url), line(host));
                self.report(&[url], say, json!({ "seq": seq, "open_url": wanted }))
            }
            (What::Complex, Event::ComplexAdded { complex } | Event::ComplexChanged { complex, .. }) => {
                self.complex(seq, complex)
            }
            (What::Session, Event::Session { session }) => self.session(seq, session),
            (What::Consent, Event::Session { session }) => self.consent(seq, session),
            (What::Menu, Event::Menu { session, menu }) => self.menu(view, seq, *session, menu),
            (What::Menu, Event::Content { session, content }) if self.is_of(*session) => {
                let mut contents = Vec::new();
                within(content, &mut contents);
                let texts: Vec<String> = contents.into_iter().flat_map(texts).collect();
                let json =
                    json!({ "seq": seq, "session": session, "plugin": name(view, *session), "content": content });
                let say = || format!("{}: {}", line(&name(view, *session)), line(&texts.join(" ")));
                self.report(&texts.iter().map(String::as_str).collect::<Vec<_>>(), say, json)
            }
            _ => None,
        }
    }

    fn complex(&self, seq: Seq, complex: &room_api::Complex) -> Option<Report> {
        let say = || super::complexes::row(complex).join("  ").trim_end().to_owned();
        self.report(&[&complex.name], say, json!({ "seq": seq, "complex": complex }))
    }

    fn session(&self, seq: Seq, session: &Session) -> Option<Report> {
        if !self.is_of(session.id) {
            return None;
        }
        let text = format!("{} {}", session.name, state(&session.state));
        let json = json!({ "seq": seq, "session": session });
        let say = || format!("{} (session {}){}", line(&text), session.id, last_log(session));
        self.report(&[&text], say, json)
    }

    fn consent(&self, seq: Seq, session: &Session) -> Option<Report> {
        let questions: Vec<String> = questions(session).collect();
        if questions.is_empty() || !self.is_of(session.id) {
            return None;
        }
        let json = json!({ "seq": seq, "session": session });
        self.report(&questions.iter().map(String::as_str).collect::<Vec<_>>(), || questions.join("\n"), json)
    }

    fn menu(&self, view: &View, seq: Seq, session: SessionId, menu: &Menu) -> Option<Report> {
        if !menu.enabled || !self.is_of(session) {
            return None;
        }
        let mut contents = Vec::new();
        walk(&menu.root, &mut contents);
        let texts: Vec<String> =
            std::iter::once(untagged(&menu.title)).chain(contents.into_iter().flat_map(texts)).collect();
        let plugin = name(view, session);
        let say = || format!("{} (session {session}, menu {}): {}", line(&plugin), menu.index, line(&menu.title));
        let json = json!({ "seq": seq, "session": session, "plugin": plugin, "menu": menu });
        self.report(&texts.iter().map(String::as_str).collect::<Vec<_>>(), say, json)
    }

    fn is_of(&self, session: SessionId) -> bool {
        self.session.is_none_or(|wanted| wanted == session)
    }

    fn report(&self, texts: &[&str], say: impl FnOnce() -> String, json: Value) -> Option<Report> {
        let found = self.matching.as_str().is_empty() || texts.iter().any(|text| self.matching.is_match(text));
        found.then(|| Report::new(say(), json))
    }
}

fn session_of(view: &View, of: &Of) -> Result<Option<SessionId>, Problem> {
    match (&of.plugin, of.session) {
        (None, None) => Ok(None),
        // One that is gone may have said something all the same.
        (None, Some(number)) => Ok(Some(SessionId(number))),
        (name, number) => Ok(Some(among(&view.room.sessions, name.as_deref(), number)?.id)),
    }
}

fn name(view: &View, session: SessionId) -> String {
    view.session(session).map_or_else(|| format!("session {session}"), |session| session.name.clone())
}

#[cfg(test)]
mod tests {
    use room_api::menu::Content;
    use room_api::{MemberId, Snapshot};

    use super::*;

    fn label(text: &str) -> Value {
        json!({
            "kind": "label", "id": 8, "text": text, "vertical_align": 0, "horizontal_align": 0, "auto_size": false,
            "max_size": 1.0, "min_size": 1.0, "size": 1.0, "color": 0, "bold": false, "italic": false, "underlined": false,
        })
    }

    fn node(enabled: bool, content: Value) -> Value {
        json!({
            "id": 0, "enabled": enabled, "layer": 0, "orientation": 0, "sizing": 0, "sizing_value": 1.0, "forward_dist": 0.0,
            "padding_type": 0, "padding": [0.0, 0.0, 0.0, 0.0], "children": [], "content": content,
        })
    }

    #[test]
    fn texts_in_a_list_that_changed_are_found() {
        let list: Content = serde_json::from_value(json!({
            "kind": "list", "id": 7, "items": [node(true, label("Pose 1")), node(false, label("Pose 2"))],
            "display_columns": 1, "display_rows": 5, "total_columns": 1, "unusable": false,
        }))
        .unwrap();
        let event = Event::Content { session: SessionId(1), content: list };
        let view = View::new(MemberId(1), Seq(1), Snapshot::default());
        let finds = |matching: &str| {
            let matching = Regex::new(matching).unwrap();
            let wanted = Wanted { what: What::Menu, matching: &matching, session: None };
            wanted.happened(&view, Seq(2), &event).is_some()
        };
        assert_eq!(
            [finds("Pose 1"), finds("Pose 2"), finds("Pose 3")],
            [true, false, false],
            "the second is not shown"
        );
    }
}
