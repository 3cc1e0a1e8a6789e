//! The state of a room as its events make it: written anew here, so that the room is held against it.

use room_api::menu::{Content, Node};
use room_api::{CHAT_KEPT, Event, NOTIFICATIONS_KEPT, Pointer, SessionMenu, Snapshot};

pub fn fold(room: &mut Snapshot, event: &Event) {
    match event.clone() {
        Event::Member { member } => {
            room.pointers.retain(|known| member.here || known.member != member.id);
            put(&mut room.members, member, |member| member.id);
        }
        Event::MemberLeft { member } => {
            room.pointers.retain(|known| known.member != member);
            room.members.retain(|known| known.id != member);
        }
        Event::Presenter { member } => (room.presenter, room.camera) = (member, None),
        Event::PresenterRequests { members } => room.presenter_requests = members,
        Event::GuestsMayEdit { on } => room.guests_may_edit = on,
        Event::Listed { on } => room.listed = on,
        Event::HasPassword { on } => room.has_password = on,
        Event::Plugins { plugins } => room.plugins = plugins,
        Event::Session { session } => put(&mut room.sessions, session, |session| session.id),
        Event::SessionGone { session } => {
            room.sessions.retain(|known| known.id != session);
            room.menus.retain(|menu| menu.session != session);
            room.wanted_urls.retain(|wanted| wanted.session != session);
        }
        Event::ComplexAdded { complex } => room.complexes.push(complex),
        Event::ComplexChanged { complex, .. } => put(&mut room.complexes, complex, |complex| complex.id),
        Event::ComplexRemoved { complex } => {
            room.pointers.retain(|known| known.at.complex != complex);
            room.complexes.retain(|known| known.id != complex);
        }
        Event::Steps { steps } => room.steps = steps,
        Event::Shape { shape } => put(&mut room.shapes, shape, |shape| shape.id),
        Event::ShapeRemoved { shape } => room.shapes.retain(|known| known.id != shape),
        Event::Interactions { interactions } => {
            interactions.into_iter().for_each(|new| put(&mut room.interactions, new, |interaction| interaction.id));
            room.interactions.sort_by_key(|interaction| interaction.id);
        }
        Event::InteractionsRemoved { interactions } => {
            room.interactions.retain(|known| !interactions.contains(&known.id));
        }
        Event::VolumeAdded { volume } | Event::VolumeChanged { volume } => {
            put(&mut room.volumes, *volume, |volume| volume.id)
        }
        Event::VolumeRemoved { volume } => room.volumes.retain(|known| known.id != volume),
        Event::Menu { session, menu } => {
            put(&mut room.menus, SessionMenu { session, menu }, |menu| (menu.session, menu.menu.index));
            room.menus.sort_by_key(|menu| (menu.session, menu.menu.index));
        }
        Event::Content { session, content } => {
            for menu in room.menus.iter_mut().filter(|menu| menu.session == session) {
                put_content(&mut menu.menu.root, &content);
            }
        }
        Event::Said { said } => {
            room.chat.push(said);
            let old = room.chat.len().saturating_sub(CHAT_KEPT);
            room.chat.drain(..old);
        }
        Event::Notification { notification } => {
            room.notifications.push(notification);
            let old = room.notifications.len().saturating_sub(NOTIFICATIONS_KEPT);
            room.notifications.drain(..old);
        }
        Event::View { view } => room.view = Some(view),
        Event::Camera { camera } => room.camera = Some(camera),
        Event::Pointer { member, at } => {
            room.pointers.retain(|known| known.member != member);
            room.pointers.extend(at.map(|at| Pointer { member, at }));
            room.pointers.sort_by_key(|known| known.member);
        }
        Event::Skybox { skybox } => room.skybox = skybox,
        Event::Macros { macros } => room.macros = macros,
        Event::MacroRunning { title } => room.macro_running = title,
        Event::OpenUrl { wanted } => room.wanted_urls.push(wanted),
        Event::UrlDismissed { url } => room.wanted_urls.retain(|wanted| wanted.id != url),
        Event::InteractionsDone { .. } | Event::Closed { .. } => {}
    }
}

/// In the place of the old one, or last.
fn put<T, K: PartialEq>(all: &mut Vec<T>, new: T, key: impl Fn(&T) -> K) {
    match all.iter_mut().find(|old| key(old) == key(&new)) {
        Some(old) => *old = new,
        None => all.push(new),
    }
}

fn put_content(node: &mut Node, content: &Content) {
    if let Some(old) = &mut node.content {
        if old.id() == content.id() {
            *old = content.clone();
        } else if let Content::List(list) = old {
            list.items.iter_mut().for_each(|item| put_content(item, content));
        }
    }
    node.children.iter_mut().for_each(|child| put_content(child, content));
}
