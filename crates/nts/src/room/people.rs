//! Opening a room, its links, its people.

use client::{Link, Member};
use room_api::{Answer, Enter, Intent, MemberId, Role};
use serde_json::json;

use super::Problem;
use super::arguments::{Links, New, Whoami, Whose};
use super::names::{Named, resolve};
use super::report::{Report, line, print_line, table};
use super::seats::{Book, Seat};
use super::watch;
use super::who::{Seated, Visit, brief, lasting, seat_of, user_name};

/// Opens a room; with `--stay` it prints the links and then stays.
pub async fn new(whoami: &Whoami, new: New) -> Result<Option<Report>, Problem> {
    let name = whoami.name.clone().unwrap_or_else(user_name);
    let enter = Enter::Create { room: new.room.clone(), member: name.clone(), invitation: new.invitation };
    let entered = Member::enter(&new.server, enter, if new.stay { lasting(whoami) } else { brief(whoami) }).await?;
    if let Err(problem) = set_up(&entered.0, whoami.password.clone(), new.listed).await {
        // Nobody is to find it half as it was wanted.
        let _ = entered.0.ask(Intent::Close).await;
        return Err(problem);
    }
    let RoomLinks { presenter, guest, .. } = ask_for_links(&entered.0, &new.server, Intent::Links).await?;
    let (book, seat) = (Book::of(&presenter)?, seat_of(&presenter, &name, &entered.0));
    book.pen().await?.keep(seat.clone())?;
    let visit = Visit::of(entered, new.server, Some(Seated { book, seat }));

    let (member, seq) = (visit.member.welcome().clone(), visit.seq);
    // As the room has them: a name that was too long is shorter there, and one that was none is another.
    let room = visit.view().room.name.clone();
    let name = visit.view().myself().map_or(name, |member| member.name.clone());
    let json = json!({
        "room": room, "room_id": member.room, "member": { "id": member.member, "name": name }, "token": member.token,
        "presenter": presenter.to_string(), "guest": guest.to_string(), "seq": seq,
        "listed": new.listed, "has_password": whoami.password.is_some(),
    });
    let asks = if whoami.password.is_some() { " Guests are asked for the password." } else { "" };
    let listed = if new.listed { " It is on the server's list." } else { "" };
    let text = format!(
        "{room} is open, and {name} presents.{listed}{asks}\n\n\
         presenter link  {presenter}\n\
         guest link      {guest}\n\n\
         The links are secrets: whoever has the presenter link may present, whoever has the guest link may look on.\n\
         Go on with it:\n\n    \
         export NTS_ROOM='{presenter}'\n{trust}    \
         nts room load FILE...     nts room plugins     nts room state     nts room --help",
        room = line(&room),
        name = line(&name),
        trust = whoami.trust_lines(),
    );
    let report = Report::new(text, json);
    if !new.stay {
        visit.end().await;
        return Ok(Some(report));
    }
    report.print(whoami.json)?;
    if !whoami.json {
        print_line("\nStaying in the room until Ctrl-C.")?;
    }
    watch::stay(visit, |_| Ok(())).await?;
    Ok(None)
}

/// Gives a new room its password before it is listed.
async fn set_up(member: &Member, password: Option<String>, listed: bool) -> Result<(), Problem> {
    if password.is_some() {
        member.ask(Intent::SetPassword { password }).await?;
    }
    if listed {
        member.ask(Intent::SetListed { on: true }).await?;
    }
    Ok(())
}

/// Everybody.
pub fn people(visit: &Visit) -> Report {
    let view = visit.view();
    let rows: Vec<[String; 4]> = view
        .room
        .members
        .iter()
        .map(|member| {
            let role = match (member.id == view.room.presenter, member.role) {
                (true, _) => "presents",
                (false, Role::Presenter) => "may present",
                (false, Role::Guest) => "guest",
            };
            let you = if member.id == view.me { " (you)" } else { "" };
            let asks = if view.room.presenter_requests.contains(&member.id) { ", asks to present" } else { "" };
            let here = if member.here { "here" } else { "away" };
            [format!("#{}", member.id), format!("{}{you}", line(&member.name)), role.into(), format!("{here}{asks}")]
        })
        .collect();
    let people = view.room.members.iter().map(|member| {
        let presents = member.id == view.room.presenter;
        json!({ "id": member.id, "name": member.name, "role": member.role, "here": member.here, "presents": presents,
                "asks": view.room.presenter_requests.contains(&member.id), "you": member.id == view.me })
    });
    Report::new(table(&rows), people.collect())
}

/// The links, renewed or bounded in time where that is wanted.
pub async fn links(visit: &Visit, words: Links) -> Result<Report, Problem> {
    let role = |whose| match whose {
        Whose::Presenter => Role::Presenter,
        Whose::Guest => Role::Guest,
    };
    let intent = match (words.renew, words.expire) {
        (Some(whose), _) => Intent::RenewLink { role: role(whose) },
        (None, Some(whose)) => Intent::ExpireLink { role: role(whose), after_secs: words.after },
        (None, None) => Intent::Links,
    };
    let links = ask_for_links(&visit.member, &visit.server, intent).await?;
    let dies = |expires: Option<u32>| match expires {
        None => String::new(),
        Some(0) => "  (dead)".into(),
        Some(secs) => format!("  (dies in {secs} s)"),
    };
    let RoomLinks { presenter, guest, presenter_expires, guest_expires } = &links;
    let mut text = format!(
        "presenter link  {presenter}{}\nguest link      {guest}{}\n",
        dies(*presenter_expires),
        dies(*guest_expires)
    );
    if let Some(own) = keep_link(visit, &links).await? {
        text += "\nThe old link lets nobody else in any more. Go on with the new one:\n\n    ";
        text += &format!("export NTS_ROOM='{own}'\n");
    }
    let json = json!({
        "presenter": presenter.to_string(), "guest": guest.to_string(), "presenter_expires_in_secs": presenter_expires,
        "guest_expires_in_secs": guest_expires, "seq": visit.seq,
    });
    Ok(Report::new(text, json))
}

/// Notes the link that one's own became, so that whoever goes on with it is still the same person; none where it is the old one.
pub async fn keep_link(visit: &Visit, links: &RoomLinks) -> Result<Option<Link>, Problem> {
    let Some(seated) = &visit.seat else { return Ok(None) };
    let own = match visit.view().myself().map(|member| member.role) {
        Some(Role::Guest) => links.guest.clone(),
        _ => links.presenter.clone(),
    };
    seated.book.pen().await?.keep(Seat { link: own.secret.clone(), ..seated.seat.clone() })?;
    Ok((own.secret != seated.seat.link).then_some(own))
}

/// Hands the presenter role over.
pub async fn give(visit: &Visit, said: &str) -> Result<Report, Problem> {
    let (member, name) = find(visit, said)?;
    visit.ask(Intent::Give { member }).await?;
    let json = json!({ "presenter": member, "seq": visit.seq });
    Ok(Report::new(format!("{} presents now (since event {}).", line(&name), visit.seq), json))
}

/// Lets guests edit, or not.
pub async fn guests_may_edit(visit: &Visit, on: bool) -> Result<Report, Problem> {
    visit.ask(Intent::SetGuestsMayEdit { on }).await?;
    let text = if on { "Guests may load, change and select now." } else { "Guests look on now." };
    Ok(Report::new(text, json!({ "guests_may_edit": on, "seq": visit.seq })))
}

/// Leaves for good.
pub async fn leave(visit: &Visit) -> Result<Report, Problem> {
    visit.ask(Intent::Leave).await?;
    if let Some(seated) = &visit.seat {
        seated.book.pen().await?.forget(&seated.seat.token)?;
    }
    Ok(Report::new("You have left the room.", json!({ "seq": visit.seq })))
}

/// Closes the room.
pub async fn close(visit: &Visit) -> Result<Report, Problem> {
    visit.ask(Intent::Close).await?;
    if let Some(seated) = &visit.seat {
        seated.book.pen().await?.forget_all()?;
    }
    Ok(Report::new("The room is closed, and its links are dead.", json!({ "seq": visit.seq })))
}

/// The links of a room, and in how many seconds each dies.
pub struct RoomLinks {
    pub presenter: Link,
    pub guest: Link,
    presenter_expires: Option<u32>,
    guest_expires: Option<u32>,
}

/// Asks for something that is answered with the room's links.
pub async fn ask_for_links(member: &Member, server: &client::Server, intent: Intent) -> Result<RoomLinks, Problem> {
    match member.ask(intent).await? {
        Answer::Links { presenter, guest, presenter_expires_in_secs, guest_expires_in_secs } => Ok(RoomLinks {
            presenter: server.link(presenter),
            guest: server.link(guest),
            presenter_expires: presenter_expires_in_secs,
            guest_expires: guest_expires_in_secs,
        }),
        _ => Err(Problem::Failed("the server gave no links".into())),
    }
}

/// The member who is meant.
pub fn find(visit: &Visit, said: &str) -> Result<(MemberId, String), Problem> {
    let view = visit.view();
    let members = view.room.members.iter().map(|member| Named {
        thing: (member.id, member.name.clone()),
        name: member.name.clone(),
        id: member.id.0.into(),
    });
    resolve("member", said, &members.collect::<Vec<_>>())
}
