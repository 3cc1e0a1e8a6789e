//! Plugins and the room's sessions with them.

use std::time::Duration;

use room_api::{Answer, Intent, PluginId, Session, SessionId, SessionState};
use serde_json::json;

use super::Problem;
use super::arguments::{Activate, Which};
use super::consent::{deed, name as wish_name};
use super::names::{Named, matching, resolve, split};
use super::report::{Report, line, plain, table};
use super::who::Visit;

/// The room itself ends an activation that is unanswered for too long; this is for a room that forgets to.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(600);

/// The plugins, and the sessions with them.
pub fn list(visit: &Visit) -> Report {
    let view = visit.view();
    let room = &view.room;
    let sessions_of = |plugin: PluginId| room.sessions.iter().filter(move |session| session.plugin == plugin);
    let rows = room.plugins.iter().map(|plugin| {
        let mut status: Vec<String> = sessions_of(plugin.id).map(describe).collect();
        if !plugin.connected {
            status.push("link lost".into());
        }
        let row = [format!("#{}", plugin.id), line(&plugin.name), line(&plugin.description), status.join(", ")];
        (row, sessions_of(plugin.id).map(last_log).collect())
    });
    let gone = room.sessions.iter().filter(|session| room.plugins.iter().all(|plugin| plugin.id != session.plugin));
    let gone =
        gone.map(|session| (["gone".into(), line(&session.name), String::new(), describe(session)], last_log(session)));
    let (rows, logs): (Vec<[String; 4]>, Vec<String>) = rows.chain(gone).unzip();

    let text: String = match rows.is_empty() {
        true => "No plugin is connected to the server.".into(),
        false => table(&rows).lines().zip(logs).map(|(row, log)| format!("{row}{log}\n")).collect(),
    };
    let plugins = room.plugins.iter().map(|plugin| {
        let sessions: Vec<&Session> = sessions_of(plugin.id).collect();
        let mut json = json!(plugin);
        json["sessions"] = json!(sessions);
        json
    });
    Report::new(text, plugins.collect())
}

/// Connects to a plugin.
pub async fn activate(visit: &mut Visit, activate: Activate) -> Result<Report, Problem> {
    let (plugin, name, wishes) = {
        let view = visit.view();
        let plugins = view.room.plugins.iter().map(|plugin| Named {
            thing: (plugin.id, plugin.name.clone(), plugin.permissions.clone()),
            name: plugin.name.clone(),
            id: plugin.id.0.into(),
        });
        resolve("plugin", &activate.name, &plugins.collect::<Vec<_>>())?
    };
    let allow = if activate.allow { wishes.clone() } else { Vec::new() };
    let mut report =
        begun(visit, visit.ask(Intent::Activate { plugin, allow }).await?, &name, activate.no_wait).await?;
    for wish in wishes.iter().filter(|_| !activate.allow) {
        let name = line(&name);
        report.text += &format!("\nIt may want to {}: nts room allow \"{name}\" ({})", deed(*wish), wish_name(*wish));
    }
    report.json["asks_for"] = json!(wishes);
    Ok(report)
}

/// Presses Run.
pub async fn run(visit: &Visit, which: &Which) -> Result<Report, Problem> {
    let session = find(visit, which)?;
    visit.ask(Intent::Run { session: session.id }).await?;
    Ok(done(visit, &session, &format!("Pressed {} of", quoted(&session.run.text))))
}

/// Presses Advanced Settings.
pub async fn settings(visit: &Visit, which: &Which) -> Result<Report, Problem> {
    let session = find(visit, which)?;
    visit.ask(Intent::AdvancedSettings { session: session.id }).await?;
    let button = session.advanced_settings.as_ref().map_or("Advanced Settings", |button| &button.text);
    Ok(done(visit, &session, &format!("Pressed {} of", quoted(button))))
}

/// Ends a session.
pub async fn deactivate(visit: &Visit, which: &Which) -> Result<Report, Problem> {
    let session = find(visit, which)?;
    visit.ask(Intent::Deactivate { session: session.id }).await?;
    Ok(done(visit, &session, "Deactivated"))
}

/// Begins a session anew.
pub async fn reconnect(visit: &mut Visit, which: &Which) -> Result<Report, Problem> {
    let session = find(visit, which)?;
    let answer = visit.ask(Intent::Reconnect { session: session.id }).await?;
    begun(visit, answer, &session.name, false).await
}

/// The session that is meant. Where several sessions of a plugin are there, the one that is not over.
pub fn find(visit: &Visit, which: &Which) -> Result<Session, Problem> {
    let view = visit.view();
    among(&view.room.sessions, which.name.as_deref(), which.session)
}

/// How a session is, with its number.
pub fn describe(session: &Session) -> String {
    format!("{} (session {})", state(&session.state), session.id)
}

/// The last lines that an ended session logged, each on a line of its own below what is said of it; often they say why.
pub fn last_log(session: &Session) -> String {
    const MOST: usize = 5;
    let SessionState::Ended { log, .. } = &session.state else { return String::new() };
    let last = log[log.len().saturating_sub(MOST)..].iter().map(|said| format!("\n        {}", line(said)));
    match log.as_slice() {
        [] => String::new(),
        _ => format!("\n    the last that session {} logged:{}", session.id, last.collect::<String>()),
    }
}

/// How a session is.
pub fn state(state: &SessionState) -> String {
    match state {
        SessionState::Connecting => "connecting".into(),
        SessionState::Running => "running".into(),
        SessionState::NotAnswering => "not answering".into(),
        SessionState::Lost => "lost".into(),
        SessionState::Ended { reason, .. } => format!("ended: {}", line(reason)),
    }
}

/// The session that is meant among these.
pub fn among(sessions: &[Session], name: Option<&str>, number: Option<u32>) -> Result<Session, Problem> {
    if let Some(number) = number {
        let found = sessions.iter().find(|session| session.id == SessionId(number));
        return found.cloned().ok_or_else(|| {
            Problem::Failed(format!("the room has no session {number}; `nts room plugins` lists those it has"))
        });
    }
    let said = name.unwrap_or_default();
    let by_plugin = named(sessions, |session| session.plugin.0);
    let by_session = named(sessions, |session| session.id.0);
    let mut found: Vec<&Session> = matching(said, &by_plugin).iter().map(|named| named.thing).collect();
    if found.is_empty() && split(said).is_some() {
        found = matching(said, &by_session).iter().map(|named| named.thing).collect();
    }
    let is_over = |session: &&Session| matches!(session.state, SessionState::Ended { .. });
    if found.len() > 1 && found.iter().any(|session| !is_over(session)) {
        found.retain(|session| !is_over(session));
    }
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] if sessions.is_empty() => {
            Err(Problem::Failed(format!("{said} is not active: no plugin is. Activate it: nts room activate {said}")))
        }
        [] => {
            let active = sessions.iter().map(|session| format!("{}#{}", line(&session.name), session.plugin));
            let active = active.collect::<Vec<_>>().join(", ");
            Err(Problem::Failed(format!("no plugin {said} is active. Active: {active}")))
        }
        several if several.iter().all(|session| session.plugin == several[0].plugin) => {
            let numbers = several.iter().map(|session| format!("--session {}", session.id));
            let numbers = numbers.collect::<Vec<_>>().join(" or ");
            Err(Problem::Failed(format!("{said} has several sessions: say {numbers}")))
        }
        several => {
            let names = several.iter().map(|session| format!("{}#{}", line(&session.name), session.plugin));
            let names = names.collect::<Vec<_>>().join(" or ");
            Err(Problem::Failed(format!("{said} may mean several: say {names}")))
        }
    }
}

fn named(sessions: &[Session], id: impl Fn(&Session) -> u32) -> Vec<Named<&Session>> {
    let sessions = sessions.iter();
    sessions.map(|session| Named { thing: session, name: session.name.clone(), id: id(session).into() }).collect()
}

/// Waits for the plugin of a session that has begun.
async fn begun(visit: &mut Visit, answer: Answer, name: &str, no_wait: bool) -> Result<Report, Problem> {
    let Answer::Session { session: id } = answer else {
        return Err(Problem::Failed("the server gave no session".into()));
    };
    let report = |session: Option<&Session>, seq| {
        let how = session.map_or("is connecting".into(), |session| match session.state {
            SessionState::Connecting => "is connecting".into(),
            _ => format!("is {}", state(&session.state)),
        });
        let text = format!("{} {how}, session {id} (since event {seq}).", line(name));
        Report::new(
            text,
            json!({ "session": id, "plugin": name, "state": session.map(|session| &session.state), "seq": seq }),
        )
    };
    if no_wait {
        return Ok(report(visit.view().session(id), visit.seq));
    }
    let mut was_there = false;
    let settled = visit.member.until(|view| match view.session(id) {
        Some(session) if matches!(session.state, SessionState::Connecting | SessionState::Lost) => {
            was_there = true;
            None
        }
        Some(session) => Some(Some(session.clone())),
        None => was_there.then_some(None),
    });
    let settled = tokio::time::timeout(ANSWER_TIMEOUT, settled).await;
    match settled.map_err(|_| Problem::Failed(format!("{name} did not answer")))?? {
        Some(Session { state: SessionState::Ended { reason, log }, .. }) => {
            let log: String = log.iter().map(|line| format!("\n    {}", plain(line))).collect();
            let name = line(name);
            Err(Problem::Failed(format!("{name} ended before it ran (session {id}): {reason}{log}")))
        }
        Some(session) => Ok(report(Some(&session), visit.seq)),
        None => Err(Problem::Failed(format!("session {id} of {} is gone", line(name)))),
    }
}

fn done(visit: &Visit, session: &Session, what: &str) -> Report {
    let text = format!("{what} {}, session {} (since event {}).", line(&session.name), session.id, visit.seq);
    Report::new(text, json!({ "session": session.id, "plugin": session.name, "seq": visit.seq }))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", line(text))
}

#[cfg(test)]
mod tests {
    use room_api::PluginButton;

    use super::*;

    fn session(id: u32, plugin: u32, name: &str, state: SessionState) -> Session {
        let run = PluginButton { text: "Run".into(), usable: true };
        let (id, plugin) = (SessionId(id), PluginId(plugin));
        Session { id, plugin, name: name.into(), state, run, advanced_settings: None, permissions: vec![] }
    }

    fn ended() -> SessionState {
        SessionState::Ended { reason: "It exited with code 3.".into(), log: vec![] }
    }

    #[test]
    fn a_session_is_found_by_its_plugin() {
        let sessions = [
            session(3, 1, "Docking", ended()),
            session(5, 1, "Docking", SessionState::Running),
            session(6, 2, "Hello", SessionState::Running),
            session(7, 4, "Hello", SessionState::Running),
            session(8, 9, "Old", ended()),
        ];
        let find = |name, number| among(&sessions, name, number).map(|session| session.id.0);
        let cases = [("Docking", 5), ("docking#1", 5), ("Hello#4", 7), ("Hello#6", 6), ("Old", 8), ("#2", 6)];
        for (said, meant) in cases {
            assert_eq!(find(Some(said), None), Ok(meant), "{said}");
        }
        assert_eq!(find(None, Some(3)), Ok(3), "by its number, even one that is over");
    }

    #[test]
    fn an_ended_session_says_what_it_logged_last() {
        let log = (1..=7).map(|number| format!("line\u{1b} {number}\n")).collect();
        let state = SessionState::Ended { reason: "It exited with code 3.".into(), log };
        let said = last_log(&session(7, 4, "Hello", state));
        let expected = (3..=7).map(|number| format!("\n        line {number} ")).collect::<String>();
        assert_eq!(said, format!("\n    the last that session 7 logged:{expected}"));
        for state in [ended(), SessionState::Running] {
            assert_eq!(last_log(&session(7, 4, "Hello", state)), "");
        }
    }

    #[test]
    fn what_session_is_not_clear_is_said() {
        let two = [
            session(6, 2, "Hello", SessionState::Running),
            session(7, 4, "Hello", SessionState::Lost),
            session(8, 4, "Hello", SessionState::Running),
        ];
        let sentence = |sessions, name, number| among(sessions, name, number).unwrap_err().to_string();
        assert_eq!(sentence(&two[..2], Some("hello"), None), "hello may mean several: say Hello#2 or Hello#4");
        assert_eq!(
            sentence(&two[1..], Some("Hello"), None),
            "Hello has several sessions: say --session 7 or --session 8"
        );
        assert_eq!(sentence(&two[..1], Some("Docking"), None), "no plugin Docking is active. Active: Hello#2");
        assert!(sentence(&[], Some("Docking"), None).contains("nts room activate Docking"));
        assert!(sentence(&two, None, Some(9)).contains("no session 9"));
    }
}
