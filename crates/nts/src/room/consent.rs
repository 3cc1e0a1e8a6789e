//! What plugins ask to be allowed, and what the presenter says.

use clap::Parser;
use room_api::{Consent, Intent, Permission, Session, SessionState};
use serde_json::json;

use super::Problem;
use super::arguments::Which;
use super::plugins::find;
use super::report::{Report, line};
use super::who::Visit;

/// Allowing or denying.
#[derive(Debug, Parser)]
pub struct Decide {
    #[command(flatten)]
    pub which: Which,
    /// Only this; without it, all that the plugin asked for when it registered.
    #[arg(long, value_parser = permission, value_name = "PERMISSION")]
    pub permission: Option<Permission>,
}

/// Says yes or no to a plugin.
pub async fn decide(visit: &Visit, decide: Decide, is_allowed: bool) -> Result<Report, Problem> {
    let session = find(visit, &decide.which)?;
    let asked = session.permissions.iter().map(|known| known.permission);
    let wanted: Vec<Permission> = decide.permission.map_or_else(|| asked.collect(), |permission| vec![permission]);
    let plugin = line(&session.name);
    if wanted.is_empty() {
        return Err(Problem::Failed(format!("{plugin} asked for nothing when it registered")));
    }
    let session = session.id;
    for &permission in &wanted {
        let intent = match is_allowed {
            true => Intent::Allow { session, permission },
            false => Intent::Deny { session, permission },
        };
        visit.ask(intent).await?;
    }
    let verb = if is_allowed { "may now" } else { "may not" };
    let deeds = wanted.iter().map(|permission| deed(*permission)).collect::<Vec<_>>().join(" and ");
    let text = format!("{plugin} {verb} {deeds}, session {session} (since event {}).", visit.seq);
    let json = json!({ "session": session, "permissions": wanted, "allowed": is_allowed, "seq": visit.seq });
    Ok(Report::new(text, json))
}

/// What the presenter is to decide, a line each; nothing of sessions that are over.
pub fn open_questions(sessions: &[Session]) -> String {
    let live = sessions.iter().filter(|session| !matches!(session.state, SessionState::Ended { .. }));
    live.flat_map(questions).collect::<Vec<_>>().join("\n")
}

/// What a session's plugin has tried, and the presenter has not said a word about.
pub fn questions(session: &Session) -> impl Iterator<Item = String> {
    let asked = session.permissions.iter().filter(|known| known.consent == Consent::Asked);
    asked.map(|known| {
        let name = line(&session.name);
        format!("{name} wants to {}: nts room allow \"{name}\", or deny", deed(known.permission))
    })
}

/// How a permission reads after "wants to".
pub fn deed(permission: Permission) -> &'static str {
    match permission {
        Permission::LocalFilesAccess => "use the presenter's files",
    }
}

/// The name of a permission.
pub fn name(permission: Permission) -> String {
    json!(permission).as_str().unwrap_or_default().to_owned()
}

fn permission(text: &str) -> Result<Permission, String> {
    serde_json::from_value(json!(text)).map_err(|_| "it is local_files_access".into())
}
