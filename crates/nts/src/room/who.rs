//! One command's visit to a room: as whom, connected, and what it found there.

use std::time::Duration;

use client::{Error, Events, Link, Member, Options, Server, View};
use room_api::{Answer, Enter, ErrorCode, Intent, RoomId, Seq};
use tokio::sync::watch::Ref;

use super::Problem;
use super::arguments::Whoami;
use super::seats::{Book, Seat};

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

    /// Hears what came after an earlier event as well.
    pub async fn since(mut self, since: Seq) -> Result<Self, Problem> {
        let now = self.seq;
        if since > now {
            let sentence = format!("the room is only at event {now}: --since {since} is of another room");
            return Err(Problem::Failed(sentence));
        }
        if since < now {
            (self.member, self.events) = self.member.recall(since).await?;
        }
        Ok(self)
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

/// How a command connects that only listens: it comes back. No command needs columns.
pub fn lasting(whoami: &Whoami) -> Options {
    Options { columns: false, ..Options::new(whoami.trust()) }
}

/// How a command connects that asks for something: it tells of a loss rather than coming back, since it cannot know whether what it asked was done.
pub fn brief(whoami: &Whoami) -> Options {
    Options { come_back: Duration::ZERO, ..lasting(whoami) }
}

/// The seat of one who has just entered by a link.
pub fn seat_of(link: &Link, name: &str, member: &Member) -> Seat {
    Seat { name: name.to_owned(), link: link.secret.clone(), token: member.welcome().token.clone() }
}

async fn by_token(options: Options, server: Server, token: &str) -> Result<Visit, Problem> {
    let enter = Enter::Resume { token: token.into(), after: None };
    let entered = Member::enter(&server, enter, options).await?;
    Ok(Visit::of(entered, server, None))
}

async fn by_link(whoami: &Whoami, options: Options, link: Link) -> Result<Visit, Problem> {
    let book = Book::of(&link)?;
    let choose = || choose(whoami.name.as_deref(), book.seats(&link.secret)?);
    if let (_, Some(seat)) = choose()?
        && let Some(entered) = come_back(&link, &seat, &options).await?
    {
        return Ok(Visit::of(entered, link.server, Some(Seated { book, seat })));
    }

    // Of commands that come at once under a new name the first joins, and the others find its seat: they are one person.
    let mut pen = book.pen().await?;
    let (name, seat) = choose()?;
    if let Some(seat) = seat {
        if let Some(entered) = come_back(&link, &seat, &options).await? {
            drop(pen);
            return Ok(Visit::of(entered, link.server, Some(Seated { book, seat })));
        }
        pen.forget(&seat.token)?;
    }
    let entered = Member::enter(&link.server, come(&link, &name, whoami.password.clone()), options).await;
    let entered = entered.map_err(|error| match error {
        Error::Refused(error) if error.code == ErrorCode::PasswordNeeded => {
            Problem::Failed("this room has a password: say it with --password, or set NTS_PASSWORD".into())
        }
        error => error.into(),
    })?;
    let seat = seat_of(&link, &name, &entered.0);
    pen.keep(seat.clone())?;
    drop(pen);
    let known_as = entered.0.view().myself().map(|member| member.name.clone());
    eprintln!("nts: joined the room as {}", super::report::line(&known_as.unwrap_or(name)));
    Ok(Visit::of(entered, link.server, Some(Seated { book, seat })))
}

/// How somebody new enters: by a link, or as a visitor where the link holds a room's number and no secret.
fn come(link: &Link, name: &str, password: Option<String>) -> Enter {
    let member = name.to_owned();
    match link.secret.parse() {
        Ok(room) => Enter::Visit { room: RoomId(room), member, password },
        Err(_) => Enter::Join { link: link.secret.clone(), member, password },
    }
}

/// Enters on a seat; none where the room does not know it any more.
async fn come_back(link: &Link, seat: &Seat, options: &Options) -> Result<Option<(Member, Events)>, Problem> {
    let enter = Enter::Resume { token: seat.token.clone(), after: None };
    match Member::enter(&link.server, enter, options.clone()).await {
        Err(Error::Refused(error)) if error.code == ErrorCode::Denied => Ok(None),
        entered => Ok(Some(entered?)),
    }
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
    use super::*;

    #[test]
    fn a_link_is_used_as_the_one_who_used_it_before() {
        let seat = |name: &str| Seat { name: name.into(), link: "1.aa".into(), token: name.into() };
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
