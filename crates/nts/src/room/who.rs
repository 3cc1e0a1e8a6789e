//! One command's visit to a room: as whom, connected, and what it found there.

use std::time::Duration;

use client::{Error, Events, Link, Member, Options, Server, View};
use room_api::{Answer, Enter, ErrorCode, Intent, Seq};
use tokio::sync::watch::Ref;

use super::Problem;
use super::arguments::Whoami;
use super::seats::{Book, Seat, Turn};

/// One command's visit.
pub struct Visit {
    /// Who is there.
    pub member: Member,
    /// What happens from now on.
    pub events: Events,
    /// The last event before the command did anything.
    pub seq: Seq,
    /// The room's address.
    pub server: Server,
    /// The notes of this member's seat; none for one who came by a token alone.
    pub seat: Option<Seated>,
}

/// Where a member's seat is noted.
pub struct Seated {
    /// The room's book.
    pub book: Book,
    /// The seat.
    pub seat: Seat,
    /// Held while connected.
    pub turn: Option<Turn>,
}

impl Visit {
    /// Enters the room as the arguments say.
    pub async fn begin(whoami: &Whoami, options: Options) -> Result<Self, Problem> {
        let link = whoami.link()?;
        match &whoami.token {
            Some(token) => by_token(options, link.server, token).await,
            None => by_link(whoami, options, link).await,
        }
    }

    /// The visit of one who has just entered.
    pub fn of((member, events): (Member, Events), server: Server, seat: Option<Seated>) -> Self {
        let seq = member.view().seq;
        Self { member, events, seq, server, seat }
    }

    /// The room as it is known now.
    pub fn view(&self) -> Ref<'_, View> {
        self.member.view()
    }

    /// Asks, and waits for the answer.
    pub async fn ask(&self, intent: Intent) -> Result<Answer, Problem> {
        Ok(self.member.ask(intent).await?)
    }

    /// Goes away; the member's seat stays.
    pub async fn end(self) {
        self.member.end().await;
    }
}

/// How a command connects that only listens: it comes back.
pub fn lasting(whoami: &Whoami) -> Options {
    Options::new(whoami.trust())
}

/// How a command connects that asks for something: it tells of a loss rather than coming back, since it cannot know whether what it asked was done.
pub fn brief(whoami: &Whoami) -> Options {
    Options { come_back: Duration::ZERO, ..Options::new(whoami.trust()) }
}

/// Notes the seat of one who has just entered by a link.
pub async fn sit_down(link: &Link, name: &str, member: &Member) -> Result<Seated, Problem> {
    let book = Book::of(link)?;
    let welcome = member.welcome();
    let (name, link) = (name.to_owned(), link.secret.clone());
    let seat = Seat { name, link, token: welcome.token.clone(), member: welcome.member };
    book.keep(seat.clone())?;
    let turn = Some(book.turn(seat.member).await?);
    Ok(Seated { book, seat, turn })
}

async fn by_token(options: Options, server: Server, token: &str) -> Result<Visit, Problem> {
    let enter = Enter::Resume { token: token.into(), after: None };
    let entered = Member::enter(&server, enter, options).await?;
    Ok(Visit::of(entered, server, None))
}

async fn by_link(whoami: &Whoami, options: Options, link: Link) -> Result<Visit, Problem> {
    let book = Book::of(&link)?;
    let (name, seat) = choose(whoami.name.as_deref(), book.seats(&link.secret)?)?;
    if let Some(seat) = seat {
        let turn = book.turn(seat.member).await?;
        let enter = Enter::Resume { token: seat.token.clone(), after: None };
        match Member::enter(&link.server, enter, options.clone()).await {
            Err(Error::Refused(error)) if error.code == ErrorCode::Denied => book.forget(&seat.token)?,
            entered => {
                let seat = Seated { book, seat, turn: Some(turn) };
                return Ok(Visit::of(entered?, link.server, Some(seat)));
            }
        }
    }
    let enter = Enter::Join { link: link.secret.clone(), member: name.clone() };
    let entered = Member::enter(&link.server, enter, options).await?;
    let known_as = entered.0.view().myself().map(|member| member.name.clone());
    eprintln!("nts: joined the room as {}", super::report::line(&known_as.unwrap_or_else(|| name.clone())));
    let seat = sit_down(&link, &name, &entered.0).await?;
    Ok(Visit::of(entered, link.server, Some(seat)))
}

/// Under which name, and on which of the seats of a link.
fn choose(name: Option<&str>, mut seats: Vec<Seat>) -> Result<(String, Option<Seat>), Problem> {
    match (name, seats.len()) {
        (Some(name), _) => {
            let seat = seats.into_iter().find(|seat| seat.name == name);
            Ok((name.to_owned(), seat))
        }
        (None, 0) => Ok((user_name(), None)),
        (None, 1) => {
            let seat = seats.remove(0);
            Ok((seat.name.clone(), Some(seat)))
        }
        (None, _) => {
            let names: Vec<&str> = seats.iter().map(|seat| seat.name.as_str()).collect();
            let sentence =
                format!("as whom? This link was used here as {}: say --as NAME, or set NTS_AS", names.join(" and "));
            Err(Problem::Usage(sentence))
        }
    }
}

/// Who is at the keyboard.
pub fn user_name() -> String {
    let name = ["USER", "USERNAME"].into_iter().find_map(|variable| std::env::var(variable).ok());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "somebody".into())
}

#[cfg(test)]
mod tests {
    use room_api::MemberId;

    use super::*;

    #[test]
    fn a_link_is_used_as_the_one_who_used_it_before() {
        let seat =
            |name: &str| Seat { name: name.into(), link: "1.aa".into(), token: name.into(), member: MemberId(1) };
        let token = |name, seats: &[Seat]| {
            let (name, seat) = choose(name, seats.to_vec())?;
            Ok((name, seat.map(|seat| seat.token)))
        };
        let (one, two) = ([seat("Alice")], [seat("Alice"), seat("Bob")]);
        assert_eq!(token(None, &one), Ok(("Alice".into(), Some("Alice".into()))));
        assert_eq!(token(Some("Alice"), &two), Ok(("Alice".into(), Some("Alice".into()))));
        assert_eq!(token(Some("Carol"), &two), Ok(("Carol".into(), None)));
        assert_eq!(token(None, &[]), Ok((user_name(), None)));
        let unclear = "as whom? This link was used here as Alice and Bob: say --as NAME, or set NTS_AS";
        assert_eq!(token(None, &two), Err(Problem::Usage(unclear.into())));
    }
}
