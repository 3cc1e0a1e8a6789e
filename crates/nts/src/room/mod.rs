//! `nts room`: the command-line member of a room, over the same API as every other member.

mod arguments;
mod asked;
mod complexes;
mod consent;
mod contents;
mod files;
mod finding;
mod integrations;
mod interactions;
mod looks;
mod macros;
mod menus;
mod names;
mod operating;
mod people;
mod plugins;
mod presenting;
mod report;
mod seats;
mod selecting;
mod shapes;
mod state;
mod steps;
mod tree;
mod volumes;
mod wait;
mod watch;
mod who;

use std::process::ExitCode;

pub use arguments::Args;
use arguments::Command;
use report::{Problem, Report};
use who::Visit;

/// Carries out one `nts room` command; what went wrong is a sentence on stderr.
pub async fn run(args: Args) -> ExitCode {
    let json = args.whoami.json;
    let done = match carry_out(args).await {
        Ok(Some(report)) => report.print(json),
        Ok(None) => Ok(()),
        Err(problem) => Err(problem),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // `nts room ... | head` has read enough.
        Err(problem @ Problem::NobodyReads) => problem.exit_code(),
        Err(problem) => {
            eprintln!("nts: {problem}");
            problem.exit_code()
        }
    }
}

/// The report of a command; none where it has printed by itself.
async fn carry_out(args: Args) -> Result<Option<Report>, Problem> {
    let whoami = args.whoami;
    match args.command {
        Command::New(new) => people::new(&whoami, new).await,
        Command::Finding(word) => finding::find(&whoami, word).await.map(Some),
        Command::Watch(since) => watch::watch(&whoami, since).await.map(|()| None),
        Command::Wait(wait) => {
            let visit = Visit::begin(&whoami, who::lasting(&whoami)).await?;
            wait::wait(visit, wait).await.map(Some)
        }
        command => {
            let mut visit = Visit::begin(&whoami, who::brief(&whoami)).await?;
            let done = visited(&mut visit, command).await;
            visit.end().await;
            done.map(Some)
        }
    }
}

async fn visited(visit: &mut Visit, command: Command) -> Result<Report, Problem> {
    match command {
        Command::State => Ok(state::state(visit)),
        Command::People => Ok(people::people(visit)),
        Command::Links(links) => people::links(visit, links).await,
        Command::Give { name } => people::give(visit, &name).await,
        Command::Presenting(word) => presenting::present(visit, word).await,
        Command::GuestsMayEdit { on } => people::guests_may_edit(visit, on).await,
        Command::Leave => people::leave(visit).await,
        Command::Close => people::close(visit).await,

        Command::Plugins => Ok(plugins::list(visit)),
        Command::Activate(activate) => plugins::activate(visit, activate).await,
        Command::Allow(decide) => consent::decide(visit, decide, true).await,
        Command::Deny(decide) => consent::decide(visit, decide, false).await,
        Command::Run(which) => plugins::run(visit, &which).await,
        Command::Settings(which) => plugins::settings(visit, &which).await,
        Command::Deactivate(which) => plugins::deactivate(visit, &which).await,
        Command::Reconnect(which) => plugins::reconnect(visit, &which).await,

        Command::Macros => Ok(macros::list(visit)),
        Command::Macro { command } => macros::act(visit, command).await,
        Command::Integrations => Ok(integrations::list(visit)),
        Command::Integrate(integrate) => integrations::integrate(visit, integrate).await,

        Command::Load { files } => complexes::load(visit, &files).await,
        Command::Fetch { entries } => complexes::fetch(visit, &entries).await,
        Command::Complexes => Ok(complexes::list(visit)),
        Command::Shapes => Ok(shapes::list(visit)),
        Command::Interactions(interactions) => interactions::interactions(visit, interactions).await,
        Command::Volumes(volumes) => volumes::volumes(visit, volumes).await,
        Command::Select(select) => selecting::select(visit, select).await,
        Command::Widen { to } => selecting::widen(visit, to).await,
        Command::Contacts(contacts) => selecting::contacts(visit, &contacts).await,
        Command::Unselect => selecting::unselect(visit).await,
        Command::Remove { complex } => complexes::remove(visit, &complex).await,
        Command::Change(change) => complexes::change(visit, change).await,
        Command::Stepping(word) => steps::step(visit, word).await,
        Command::Looks(word) => looks::look(visit, word).await,
        Command::Export(export) => complexes::export(visit, export).await,

        Command::Files(files) => files::files(visit, files).await,

        Command::Menus(of) => menus::list(visit, &of),
        Command::Image(image) => menus::image(visit, &image).await,
        Command::Operate(what) => operating::operate(visit, what).await,

        Command::Camera(camera) => asked::look(visit, &camera).await,
        Command::Dismiss { url } => asked::dismiss(visit, url).await,

        Command::New(_) | Command::Finding(_) | Command::Watch(_) | Command::Wait(_) => {
            Err(Problem::Failed("this command begins its visit by itself".into()))
        }
    }
}
