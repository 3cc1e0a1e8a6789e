//! What members want: checked for their rights, carried out, answered.

use room_api::{Answer, ApiError, Consent, ErrorCode, Event, Intent, MemberId, RequestId, Role, ToMember};

use crate::room::Room;
use crate::workspace::Brush;
use crate::{ConnectionId, rights};

impl Room {
    /// A member asks something; they are always answered.
    pub(crate) fn intend(&mut self, connection: ConnectionId, request: RequestId, intent: Intent) {
        let Some(member) = self.members.at(connection).map(|member| member.id) else {
            tracing::debug!(%connection, "a request from a connection that is not in the room");
            return;
        };
        let checked = self.check(member, &intent);
        match intent {
            // These say their own answers: they end the connection, or the answer comes from outside.
            Intent::Leave if checked.is_ok() => {
                self.answer(connection, request, Ok(Answer::Done));
                self.leave(member);
            }
            Intent::Close if checked.is_ok() => {
                self.answer(connection, request, Ok(Answer::Done));
                self.close("Its presenter closed it.");
            }
            Intent::Fetch { entry } if checked.is_ok() => {
                if let Err(error) = self.fetch_entry(connection, request, &entry) {
                    self.answer(connection, request, Err(error));
                }
            }
            Intent::Export { complex, format } if checked.is_ok() => {
                if let Err(error) = self.export(connection, request, complex, format) {
                    self.answer(connection, request, Err(error));
                }
            }
            Intent::Image { session, key } if checked.is_ok() => {
                if let Err(error) = self.send_image(connection, request, session, &key) {
                    self.answer(connection, request, Err(error));
                }
            }
            Intent::Files { deed } if checked.is_ok() => match self.use_files(connection, request, member, deed) {
                Ok(Some(answer)) => self.answer(connection, request, Ok(answer)),
                Ok(None) => {}
                Err(error) => self.answer(connection, request, Err(error)),
            },
            Intent::Macro { deed } if checked.is_ok() => match self.do_macro(connection, request, deed) {
                Ok(Some(answer)) => self.answer(connection, request, Ok(answer)),
                Ok(None) => {}
                Err(error) => self.answer(connection, request, Err(error)),
            },
            Intent::SetPassword { password } if checked.is_ok() => {
                match self.set_password(connection, request, password) {
                    Ok(Some(answer)) => self.answer(connection, request, Ok(answer)),
                    Ok(None) => {}
                    Err(error) => self.answer(connection, request, Err(error)),
                }
            }
            Intent::Integrate { call, plugin } if checked.is_ok() => {
                if let Err(error) = self.integrate(connection, request, call, plugin) {
                    self.answer(connection, request, Err(error));
                }
            }
            intent => {
                let answer = checked.and_then(|()| self.carry_out(member, connection, request, intent));
                self.answer(connection, request, answer);
            }
        }
    }

    fn carry_out(
        &mut self,
        by: MemberId,
        connection: ConnectionId,
        request: RequestId,
        intent: Intent,
    ) -> Result<Answer, ApiError> {
        match intent {
            Intent::Give { member } => self.give(member),
            Intent::RequestPresenter => Ok(self.request_presenter(by)),
            Intent::WithdrawRequest => {
                self.forget_request(by);
                Ok(Answer::Done)
            }
            Intent::DeclinePresenter { member } => self.decline_presenter(member),
            Intent::TakePresenter => Ok(self.take_presenter(by)),
            Intent::Kick { member } => self.kick(by, member),
            Intent::Say { text } => self.say_to_all(by, &text),
            Intent::SetGuestsMayEdit { on } => {
                if self.guests_may_edit != on {
                    self.guests_may_edit = on;
                    self.publish(Event::GuestsMayEdit { on });
                }
                Ok(Answer::Done)
            }
            Intent::SetListed { on } => Ok(self.set_listed(on)),
            Intent::Links => Ok(self.written_links()),
            Intent::RenewLink { role } => Ok(self.renew_link(role)),
            Intent::ExpireLink { role, after_secs } => Ok(self.expire_link(role, after_secs)),

            Intent::Activate { plugin, allow } => self.activate(plugin, &allow),
            Intent::Deactivate { session } => self.deactivate(session),
            Intent::Reconnect { session } => self.reconnect(session),
            Intent::Allow { session, permission } => self.consent(session, permission, Consent::Allowed),
            Intent::Deny { session, permission } => self.consent(session, permission, Consent::Denied),
            Intent::Run { session } => self.press_run(session),
            Intent::AdvancedSettings { session } => self.press_advanced_settings(session),

            Intent::ToggleMenu { session, .. }
            | Intent::Press { session, .. }
            | Intent::Hover { session, .. }
            | Intent::Slide { session, .. }
            | Intent::Type { session, .. }
            | Intent::Choose { session, .. }
            | Intent::TouchImage { session, .. } => self.operate_menu(session, &intent),

            Intent::Camera { position, rotation } => self.move_camera(position, rotation),
            Intent::DismissUrl { url } => self.dismiss_url(url),

            Intent::Load { name, size } => self.expect_file(connection, request, &name, size),
            Intent::Remove { complex } => self.remove_complex(by, complex),
            Intent::Change { complex, change } => self.change_complex(by, complex, &change),
            Intent::Duplicate { complex } => self.duplicate(by, complex),
            Intent::Look { complex, look } => self.look(by, complex, look),
            Intent::Waters { complex, shown } => self.show_waters(by, complex, shown),
            Intent::Hydrogens { complex, shown } => self.show_hydrogens(by, complex, shown),
            Intent::Color { complex, paint, target, only_carbons, only_selected } => {
                self.color(by, complex, paint, Brush { target, only_carbons, only_selected })
            }
            Intent::Undo => self.undo(),
            Intent::Redo => self.redo(),
            Intent::Select { complex, atoms } => self.select(complex, &atoms),
            Intent::Unselect => self.unselect(),
            Intent::Widen { to } => self.widen(to),
            Intent::Contacts { complex, within } => {
                let contacts = self.workspace.contacts(complex.0, within)?;
                Ok(Answer::Contacts { contacts })
            }
            Intent::Point { at } => self.point(by, at),
            Intent::SetVolume { volume, visible, level } => self.set_volume(volume, visible, level),
            Intent::RemoveVolume { volume } => self.remove_volume(volume),
            Intent::RemoveInteractions { interactions } => Ok(self.remove_interactions(&interactions)),

            Intent::Fetch { .. }
            | Intent::Leave
            | Intent::Close
            | Intent::Export { .. }
            | Intent::Image { .. }
            | Intent::Files { .. }
            | Intent::Macro { .. }
            | Intent::SetPassword { .. }
            | Intent::Integrate { .. } => Err(ApiError::new(ErrorCode::Internal, "This request was mislaid.")),
        }
    }

    /// Whether a member may still change the workspace.
    pub(crate) fn check_edit(&self, member: MemberId) -> Result<(), ApiError> {
        self.check(member, &Intent::Load { name: String::new(), size: 0 })
    }

    /// Whether a member may still say what the room's password is.
    pub(crate) fn check_password_right(&self, member: MemberId) -> Result<(), ApiError> {
        self.check(member, &Intent::SetPassword { password: None })
    }

    fn check(&self, member: MemberId, intent: &Intent) -> Result<(), ApiError> {
        let presenter = self.members.find(self.presenter).map_or("who has left", |member| &member.name);
        let asking = rights::Asking {
            is_presenter: member == self.presenter,
            has_presenter_link: self.members.find(member).is_some_and(|member| member.role == Role::Presenter),
            guests_may_edit: self.guests_may_edit,
            presenter,
        };
        rights::check(intent, asking)
    }

    /// What came of a request.
    pub(crate) fn answer(&mut self, to: ConnectionId, id: RequestId, answer: Result<Answer, ApiError>) {
        let said = match answer {
            Ok(answer) => ToMember::Done { id, answer },
            Err(error) => ToMember::Failed { id, error },
        };
        self.say(to, &said);
    }
}
