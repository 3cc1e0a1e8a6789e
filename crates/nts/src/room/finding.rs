//! Which rooms are open on a server, and looking on in one without a link.

use clap::Subcommand;
use client::Server;
use serde_json::json;

use super::Problem;
use super::arguments::Whoami;
use super::names::{Named, resolve};
use super::report::{Report, count, line, table};
use super::who::{Visit, brief};

/// The words about rooms that one is not in.
#[derive(Debug, Subcommand)]
pub enum Finding {
    /// The rooms that are listed on a server, and the plugins that are connected to it.
    Rooms {
        /// The server: https://HOST:PORT, or HOST alone where its port is 8443.
        #[arg(env = "NTS_SERVER", value_name = "SERVER", default_value = "http://127.0.0.1:8443", value_parser = Server::parse)]
        server: Server,
    },
    /// Look on in a room that is listed, without a link.
    Visit {
        /// The server: https://HOST:PORT, or HOST alone where its port is 8443.
        #[arg(value_parser = Server::parse)]
        server: Server,
        /// The room: its name, NAME#id or #id, as `nts room rooms` lists them.
        room: String,
    },
}

/// Carries one of them out.
pub async fn find(whoami: &Whoami, word: Finding) -> Result<Report, Problem> {
    match word {
        Finding::Rooms { server } => rooms(whoami, &server).await,
        Finding::Visit { server, room } => visit(whoami, &server, &room).await,
    }
}

async fn rooms(whoami: &Whoami, server: &Server) -> Result<Report, Problem> {
    let home = client::home(server, &whoami.trust()).await?;
    let rows = home.rooms.iter().map(|room| {
        let presents =
            room.presenter.as_ref().map_or("nobody presents".into(), |name| format!("{} presents", line(name)));
        let people = format!("{} in it", room.people);
        let password = if room.has_password { "has a password" } else { "" };
        [format!("#{}", room.id), line(&room.name), presents, people, password.into()]
    });
    let rows: Vec<[String; 5]> = rows.collect();
    let rooms = if rows.is_empty() { "No room is listed here.\n".into() } else { table(&rows) };
    let connected: Vec<[String; 2]> = (home.plugins.iter())
        .filter(|plugin| plugin.connected)
        .map(|plugin| [line(&plugin.name), line(&plugin.description)])
        .collect();
    let text = format!("{rooms}\n{} connected\n{}", count(connected.len(), "plugin"), table(&connected));
    Ok(Report::new(text, json!(home)))
}

async fn visit(whoami: &Whoami, server: &Server, said: &str) -> Result<Report, Problem> {
    let rooms = client::home(server, &whoami.trust()).await?.rooms;
    let named = rooms.iter().map(|room| Named {
        thing: room,
        name: room.name.clone(),
        id: i64::try_from(room.id.0).unwrap_or(i64::MAX),
    });
    let room = resolve("listed room", said, &named.collect::<Vec<_>>())?;
    // A room's number in the place of a secret: that of one who visits.
    let link = server.link(room.id.to_string()).to_string();
    let whoami = Whoami { link: Some(link.clone()), token: None, ..whoami.clone() };
    let visit = Visit::begin(&whoami, brief(&whoami)).await?;
    let text = format!(
        "You look on in {}. Go on with it:\n\n    export NTS_ROOM='{link}'\n{}",
        line(&room.name),
        whoami.trust_lines()
    );
    let welcome = visit.member.welcome();
    let json = json!({
        "room": room.name, "room_id": room.id, "link": link, "member": welcome.member, "token": welcome.token, "seq": visit.seq,
    });
    visit.end().await;
    Ok(Report::new(text, json))
}
