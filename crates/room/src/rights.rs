//! What a member may do: the one place where rights are checked.

use room_api::{ApiError, ErrorCode, Intent};

/// Who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Right {
    /// Everybody in the room.
    Everybody,
    /// The presenter; guests as well where the presenter lets them.
    Editors,
    /// The presenter, and who came by the presenter link.
    PresenterLink,
    /// The presenter alone.
    Presenter,
}

/// Who asks, and in what room.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking<'a> {
    pub is_presenter: bool,
    /// Whether they came by the presenter link.
    pub has_presenter_link: bool,
    pub guests_may_edit: bool,
    /// The presenter's name, for the one who is told no.
    pub presenter: &'a str,
}

/// Says no, and who may, where a member may not do this.
pub(crate) fn check(intent: &Intent, asking: Asking<'_>) -> Result<(), ApiError> {
    let (right, deed) = rule(intent);
    let allowed = match right {
        Right::Everybody => true,
        Right::Editors => asking.is_presenter || asking.guests_may_edit,
        Right::PresenterLink => asking.is_presenter || asking.has_presenter_link,
        Right::Presenter => asking.is_presenter,
    };
    if allowed {
        return Ok(());
    }
    let presenter = asking.presenter;
    if right == Right::PresenterLink {
        let message =
            format!("Only who came by the presenter link may {deed}. Ask the presenter ({presenter}) for it.");
        return Err(ApiError::new(ErrorCode::NotAllowed, message));
    }
    let way_out = match right {
        Right::Editors => "do it, to let guests edit, or to hand you the presenter role",
        _ => "do it, or to hand you the presenter role",
    };
    let message = format!("Only the presenter ({presenter}) may {deed}. Ask them to {way_out}.");
    Err(ApiError::new(ErrorCode::NotAllowed, message))
}

/// What each intent needs, and how it reads after "may".
fn rule(intent: &Intent) -> (Right, &'static str) {
    use Right::{Editors, Everybody, Presenter, PresenterLink};
    match intent {
        Intent::Leave => (Everybody, "leave"),
        Intent::RequestPresenter | Intent::WithdrawRequest => (Everybody, "ask for the presenter role"),
        Intent::Say { .. } => (Everybody, "say something"),
        Intent::Export { .. } => (Everybody, "export complexes"),
        Intent::Image { .. } => (Everybody, "see the images of plugins"),
        Intent::Contacts { .. } => (Everybody, "ask what touches what"),
        Intent::Point { .. } => (Everybody, "point at something"),
        Intent::Files { .. } => (Everybody, "use their own folder"),

        Intent::Load { .. } | Intent::Fetch { .. } => (Editors, "load structures"),
        Intent::Remove { .. } => (Editors, "remove complexes"),
        Intent::Change { .. } => (Editors, "change complexes"),
        Intent::Undo => (Editors, "undo what was done"),
        Intent::Redo => (Editors, "redo what was undone"),
        Intent::Duplicate { .. } => (Editors, "duplicate complexes"),
        Intent::Look { .. } | Intent::Waters { .. } | Intent::Hydrogens { .. } => (Editors, "say how complexes look"),
        Intent::Macro { .. } => (Editors, "use macros"),
        Intent::Color { .. } => (Editors, "colour complexes"),
        Intent::Select { .. } | Intent::Unselect | Intent::Widen { .. } => (Editors, "select atoms"),
        Intent::SetVolume { .. } => (Editors, "say how volumes look"),
        Intent::RemoveVolume { .. } => (Editors, "remove volumes"),
        Intent::RemoveInteractions { .. } => (Editors, "remove interactions"),

        Intent::TakePresenter => (PresenterLink, "take the presenter role"),
        Intent::DeclinePresenter { .. } => (Presenter, "decline requests for the presenter role"),
        Intent::Kick { .. } => (Presenter, "put people out"),
        Intent::Give { .. } => (Presenter, "hand the presenter role over"),
        Intent::SetGuestsMayEdit { .. } => (Presenter, "say whether guests may edit"),
        Intent::SetListed { .. } => (Presenter, "list the room"),
        Intent::SetPassword { .. } => (Presenter, "give the room a password"),
        Intent::Links => (Presenter, "see the room's links"),
        Intent::RenewLink { .. } | Intent::ExpireLink { .. } => {
            (Presenter, "renew the room's links or let them expire")
        }
        Intent::Close => (Presenter, "close the room"),
        Intent::Activate { .. } | Intent::Reconnect { .. } => (Presenter, "activate plugins"),
        Intent::Deactivate { .. } => (Presenter, "deactivate plugins"),
        Intent::Allow { .. } | Intent::Deny { .. } => (Presenter, "say what plugins may do"),
        Intent::Run { .. } => (Presenter, "run plugins"),
        Intent::Integrate { .. } => (Presenter, "have plugins do something"),
        Intent::AdvancedSettings { .. } => (Presenter, "open the settings of plugins"),
        Intent::Camera { .. } => (Presenter, "say from where the presenter looks"),
        Intent::DismissUrl { .. } => (Presenter, "open the links of plugins or dismiss them"),
        Intent::ToggleMenu { .. }
        | Intent::Press { .. }
        | Intent::Hover { .. }
        | Intent::Slide { .. }
        | Intent::Type { .. }
        | Intent::Choose { .. }
        | Intent::TouchImage { .. } => (Presenter, "operate the menus of plugins"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use room_api::{PluginId, SessionId};

    #[test]
    fn guests_are_told_who_may() {
        let guest =
            Asking { is_presenter: false, has_presenter_link: false, guests_may_edit: false, presenter: "Alice" };
        let editor = Asking { guests_may_edit: true, ..guest };
        let presenter = Asking { is_presenter: true, ..guest };
        let activate = Intent::Activate { plugin: PluginId(1), allow: vec![] };
        let press = Intent::Press { session: SessionId(1), content: 1 };
        let table = [
            (&Intent::Leave, true, true),
            (&Intent::Unselect, false, true),
            (&activate, false, false),
            (&press, false, false),
            (&Intent::Links, false, false),
        ];
        for (intent, by_guest, by_editor) in table {
            assert_eq!(check(intent, guest).is_ok(), by_guest, "{intent:?}");
            assert_eq!(check(intent, editor).is_ok(), by_editor, "{intent:?}");
            assert!(check(intent, presenter).is_ok(), "{intent:?}");
        }
        let take = Intent::TakePresenter;
        assert!(check(&take, Asking { has_presenter_link: true, ..guest }).is_ok());
        let no = check(&take, editor).unwrap_err();
        assert!(no.message.starts_with("Only who came by the presenter link may take the presenter role."), "{no}");
        let no = check(&activate, guest).unwrap_err();
        assert_eq!(no.code, ErrorCode::NotAllowed);
        assert_eq!(
            no.message,
            "Only the presenter (Alice) may activate plugins. Ask them to do it, or to hand you the presenter role."
        );
    }
}
