//! A plugin for tests: it does what is typed into its text field, and answers with a notification.

use std::any::Any;
use std::process::ExitCode;
use std::time::Duration;

use plugin::ui::{Kind, UiEvent};
use plugin::{Context, Description, Plugin, Result, Session, anyhow};
use tokio::task::JoinHandle;

const LONGER_THAN_A_TEST: Duration = Duration::from_secs(1000);

struct Trial {
    session: Session,
    task: Option<JoinHandle<()>>,
}

impl Plugin for Trial {
    async fn start(session: Session) -> Result<Self> {
        if let Ok(reason) = std::env::var("TRIAL_CANNOT_START") {
            return Err(anyhow!(reason));
        }
        Ok(Self { session, task: None })
    }

    async fn on_run(&mut self) -> Result<()> {
        self.say("run").await
    }

    async fn on_event(&mut self, event: UiEvent) -> Result<()> {
        let UiEvent::TextSubmitted { text, .. } = event else { return Ok(()) };
        if text.starts_with('=') {
            return Ok(self.session.notify(Kind::MESSAGE, text).await?); // Itself, without a copy.
        }
        let (what, more) = text.split_once(' ').unwrap_or((&text, ""));
        match what {
            "echo" => self.say(more).await,
            "pid" => self.say(std::process::id().to_string()).await,
            "key" => self.say(format!("{:?}", std::env::var("NTS_KEY").ok())).await,
            "print" => {
                for line in 0..1000 {
                    println!("{line} {more}");
                    eprintln!("{line} {more}");
                }
                self.say("printed").await
            }
            "stdin" => {
                let mut line = String::new();
                let bytes = std::io::stdin().read_line(&mut line).context("stdin")?;
                self.say(format!("{bytes} bytes")).await
            }
            "fail" => Err(anyhow!("no luck").context("it failed")),
            "panic" => panic!("{more}"),
            "panic-in-task" => {
                let more = more.to_owned();
                self.session.spawn(async move { panic!("{more}") });
                Ok(())
            }
            "exit" => std::process::exit(more.parse()?),
            "tool" => {
                let tool = tokio::process::Command::new("sleep").arg("1000").spawn().context("sleep")?;
                self.say(tool.id().unwrap_or_default().to_string()).await
            }
            "count" => {
                let complexes = self.session.complex_list().await?;
                let names: Vec<_> = complexes.iter().map(|complex| complex.name.as_str()).collect();
                self.say(names.join(" ")).await
            }
            "await" => self.session.complex_list().await.map(drop).map_err(Into::into),
            "work" => {
                let session = self.session.clone();
                let work = async move {
                    tokio::time::sleep(LONGER_THAN_A_TEST).await;
                    session.notify(Kind::SUCCESS, "done").await.map_err(Into::into)
                };
                self.task = Some(self.session.spawn(work));
                self.say("working").await
            }
            "cancel" => {
                self.task.take().context("nothing runs")?.abort();
                self.say("cancelled").await
            }
            "post" => {
                let session = self.session.clone();
                let more = more.to_owned();
                self.session.spawn(async move {
                    session.post(more);
                    Ok(())
                });
                Ok(())
            }
            "hang" => {
                self.say("hanging").await?;
                loop {
                    std::thread::park();
                }
            }
            other => Err(anyhow!("what is {other:?}?")),
        }
    }

    async fn on_complex_added(&mut self) -> Result<()> {
        let workspace = self.session.workspace().await?;
        self.session.add_to_workspace(&workspace.complexes).await?;
        Ok(())
    }

    async fn on_post(&mut self, message: Box<dyn Any + Send>) -> Result<()> {
        let text = message.downcast::<String>().map_err(|_| anyhow!("what is this?"))?;
        self.say(format!("posted {text}")).await
    }

    async fn on_stop(&mut self) -> Result<()> {
        if let Ok(file) = std::env::var("TRIAL_STOP_FILE") {
            std::fs::write(file, "stopped")?;
        }
        println!("stopped");
        Ok(())
    }
}

impl Trial {
    async fn say(&self, text: impl Into<String>) -> Result<()> {
        Ok(self.session.notify(Kind::MESSAGE, text.into()).await?)
    }
}

fn main() -> ExitCode {
    plugin::main::<Trial>(Description::new("Trial", "Does what it is told.").tags(["Test", "Trial"]))
}
