//! The presenter role on its way, putting people out, and what people say.

use clap::Subcommand;
use room_api::Intent;
use serde_json::json;

use super::Problem;
use super::people::{ask_for_links, find};
use super::report::{Report, line, plain};
use super::who::Visit;

/// The words about presenting and talking.
#[derive(Debug, Subcommand)]
pub enum Presenting {
    /// Ask for the presenter role.
    Request {
        /// Ask for it no longer.
        #[arg(long)]
        withdraw: bool,
    },
    /// Say no to one who asks for the presenter role.
    Decline {
        /// Their name, or NAME#id.
        name: String,
    },
    /// Take the presenter role: for those who came by the presenter link.
    Take,
    /// Put somebody out. Links that they may know become others.
    Kick {
        /// Their name, or NAME#id.
        name: String,
    },
    /// List the room, so that whoever reaches the server may look on without a link; or take it off the list.
    List {
        /// Whether it is listed.
        #[arg(value_parser = super::arguments::on_or_off, action = clap::ArgAction::Set, value_name = "on|off")]
        on: bool,
    },
    /// Ask whoever visits, or comes by the guest link, for a password; or do so no longer. Who is in stays.
    Password {
        #[command(subcommand)]
        command: Password,
    },
    /// Say something to everybody.
    Say {
        /// What.
        #[arg(allow_hyphen_values = true)]
        text: String,
    },
    /// What people said.
    Chat,
}

/// Whether there is a password.
#[derive(Debug, Subcommand)]
pub enum Password {
    /// From now on it is this one.
    Set {
        /// 1 to 128 letters.
        password: String,
    },
    /// From now on there is none.
    Remove,
}

/// Carries one of them out.
pub async fn present(visit: &Visit, word: Presenting) -> Result<Report, Problem> {
    let seq = visit.seq;
    match word {
        Presenting::Request { withdraw: false } => {
            visit.ask(Intent::RequestPresenter).await?;
            let text =
                format!("You ask for the presenter role (since event {seq}). The presenter gives it or declines.");
            Ok(Report::new(text, json!({ "seq": seq })))
        }
        Presenting::Request { withdraw: true } => {
            visit.ask(Intent::WithdrawRequest).await?;
            Ok(Report::new("You do not ask for the presenter role any more.", json!({ "seq": seq })))
        }
        Presenting::Decline { name } => {
            let (member, name) = find(visit, &name)?;
            visit.ask(Intent::DeclinePresenter { member }).await?;
            Ok(Report::new(
                format!("Declined: {} stays as they are.", line(&name)),
                json!({ "member": member, "seq": seq }),
            ))
        }
        Presenting::Take => {
            visit.ask(Intent::TakePresenter).await?;
            Ok(Report::new(format!("You present now (since event {seq})."), json!({ "seq": seq })))
        }
        Presenting::Kick { name } => {
            let (member, name) = find(visit, &name)?;
            let links = ask_for_links(&visit.member, &visit.server, Intent::Kick { member }).await?;
            super::people::keep_link(visit, &links).await?;
            let text = format!("{} is out. The guest link is another one now:\n\n    {}", line(&name), links.guest);
            let (presenter, guest) = (links.presenter.to_string(), links.guest.to_string());
            Ok(Report::new(text, json!({ "member": member, "presenter": presenter, "guest": guest, "seq": seq })))
        }
        Presenting::List { on } => {
            visit.ask(Intent::SetListed { on }).await?;
            let text = if on { "Whoever reaches the server may look on now." } else { "One comes by a link only now." };
            Ok(Report::new(text, json!({ "listed": on, "seq": seq })))
        }
        Presenting::Password { command } => {
            let (password, text) = match command {
                Password::Set { password } => (Some(password), "Visitors and guests are asked for the password now."),
                Password::Remove => (None, "Nobody is asked for a password now."),
            };
            let has_password = password.is_some();
            visit.ask(Intent::SetPassword { password }).await?;
            Ok(Report::new(text, json!({ "has_password": has_password, "seq": seq })))
        }
        Presenting::Say { text } => {
            visit.ask(Intent::Say { text }).await?;
            Ok(Report::new(format!("Said (since event {seq})."), json!({ "seq": seq })))
        }
        Presenting::Chat => {
            let view = visit.view();
            let lines = view.room.chat.iter().map(|said| format!("{}: {}\n", line(&said.name), plain(&said.text)));
            let text: String = lines.collect();
            let text = if text.is_empty() { "Nobody said anything yet.".into() } else { text };
            Ok(Report::new(text, json!(view.room.chat)))
        }
    }
}
