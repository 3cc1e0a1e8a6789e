//! The first frame of a member's connection: versions, invitation, and to which room it leads.

use std::sync::Arc;

use room_api::{API_VERSIONS, ApiError, Enter, ErrorCode, Hello, RoomId};
use serde::Deserialize;
use tracing::error;

use super::Visit;
use crate::InvitationCode;
use crate::rooms::{Inbox, going_down};
use crate::run::House;

/// What can be read of a frame of any version.
#[derive(Deserialize)]
struct Versions {
    api: Vec<u32>,
}

/// The room that the frame leads to, and how it is to be entered; or why not.
pub(super) async fn find_room(hello: &str, visit: &Visit, house: &Arc<House>) -> Result<(Inbox, Hello), ApiError> {
    let hello = read(hello)?;
    if house.is_stopping() {
        return Err(going_down());
    }
    let room = match &hello.enter {
        Enter::Create { room, invitation, .. } => {
            check_invitation(invitation.as_deref(), visit, house).await?;
            house.rooms.open(house, room, visit.peer.ip())?
        }
        Enter::Visit { room, .. } => {
            let message = "No such room is listed here (any more). Ask somebody in it for a link.";
            house.rooms.find(*room).ok_or_else(|| ApiError::new(ErrorCode::Denied, message))?
        }
        Enter::Join { link: secret, .. } | Enter::Resume { token: secret, .. } => {
            let room = room_of(secret).and_then(|room| house.rooms.find(room));
            let message = "No such room is open here. It may be closed, or the link is of another server.";
            room.ok_or_else(|| ApiError::new(ErrorCode::Denied, message))?
        }
    };
    Ok((room, hello))
}

fn read(hello: &str) -> Result<Hello, ApiError> {
    let malformed = |error: serde_json::Error| {
        ApiError::new(ErrorCode::Malformed, format!("The first frame must be a hello: {error}."))
    };
    let versions: Versions = serde_json::from_str(hello).map_err(malformed)?;
    if !versions.api.iter().any(|version| API_VERSIONS.contains(version)) {
        return Err(no_common_version(&versions.api));
    }
    serde_json::from_str(hello).map_err(malformed)
}

fn no_common_version(theirs: &[u32]) -> ApiError {
    let newest = API_VERSIONS.iter().max();
    let who = if theirs.iter().max() > newest { "the server must be upgraded" } else { "upgrade your program" };
    let message =
        format!("The server speaks the versions {API_VERSIONS:?} of the room API, and you {theirs:?}: {who}.");
    ApiError::new(ErrorCode::ApiVersion, message)
}

/// The part of a link or token before the dot. The room checks the rest.
fn room_of(secret: &str) -> Option<RoomId> {
    let (room, _) = secret.split_once('.')?;
    room.parse().ok().map(RoomId)
}

/// Whether creating a room needs an invitation, from where somebody comes.
pub(super) fn needs_invitation(visit: &Visit, house: &House) -> bool {
    !(house.config.open_rooms || house.people_are_local && visit.peer.ip().is_loopback())
}

async fn check_invitation(invitation: Option<&str>, visit: &Visit, house: &Arc<House>) -> Result<(), ApiError> {
    if !needs_invitation(visit, house) {
        return Ok(());
    }
    let Some(code) = invitation else {
        let message =
            "To create a room here you need an invitation. The server's operator makes one: `nts invite new`.";
        return Err(ApiError::new(ErrorCode::Denied, message));
    };
    let (store, code) = (house.store.clone(), InvitationCode::from(code.to_owned()));
    match tokio::task::spawn_blocking(move || store.redeem(&code)).await {
        Ok(Ok(true)) => Ok(()),
        Ok(Ok(false)) => {
            let message = "This invitation is unknown, used up, expired or revoked. Ask for a new one.";
            Err(ApiError::new(ErrorCode::Denied, message))
        }
        Ok(Err(error)) => {
            error!(%error, "an invitation could not be checked");
            Err(ApiError::new(ErrorCode::Internal, "The server cannot check invitations just now. Its log says why."))
        }
        Err(_) => Err(ApiError::new(ErrorCode::Internal, "The server cannot check invitations just now.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_must_upgrade_is_told() {
        for (api, who) in [("[2,3]", "the server must be upgraded"), ("[0]", "upgrade your program"), ("[]", "upgrade")]
        {
            let error = read(&format!(r#"{{"api":{api},"enter":{{"teleport":{{}}}}}}"#)).unwrap_err();
            assert_eq!(error.code, ErrorCode::ApiVersion);
            assert!(error.message.contains(who), "{}", error.message);
        }
        assert_eq!(read(r#"{"api":[1],"enter":{"teleport":{}}}"#).unwrap_err().code, ErrorCode::Malformed);
        assert_eq!(read("GET / HTTP/1.1").unwrap_err().code, ErrorCode::Malformed);
        assert!(read(r#"{"api":[9,1],"enter":{"join":{"link":"1.a","member":"Bob"}}}"#).is_ok());
    }

    #[test]
    fn a_link_names_its_room() {
        assert_eq!(room_of("12.00ff"), Some(RoomId(12)));
        for wrong in ["", "12", ".00", "-1.0", "x.0", "99999999999999999999.0"] {
            assert_eq!(room_of(wrong), None, "{wrong}");
        }
    }
}
