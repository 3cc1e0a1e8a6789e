//! A plugin that says hello and counts what it sees.

use std::process::ExitCode;

use plugin::ui::Kind;
use plugin::{Description, Plugin, Result, Session};

struct Hello {
    session: Session,
    runs: u32,
}

impl Plugin for Hello {
    async fn start(session: Session) -> Result<Self> {
        Ok(Hello { session, runs: 0 })
    }

    async fn on_run(&mut self) -> Result<()> {
        self.runs += 1;
        let complexes = self.session.complex_list().await?;
        let text = format!("Hello number {}! I see {} complexes.", self.runs, complexes.len());
        self.session.notify(Kind::SUCCESS, text).await?;
        Ok(())
    }
}

fn main() -> ExitCode {
    plugin::main::<Hello>(Description::new("Hello", "Says hello.").tags(["Example"]))
}
