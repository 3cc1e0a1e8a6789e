//! A plugin with a menu: it counts the atoms of a chosen complex, beside which the menu goes on working.

use std::any::Any;
use std::process::ExitCode;
use std::time::Duration;

use plugin::molecule::{Complex, Index};
use plugin::ui::{Button, Control, Dropdown, Label, LoadingBar, Menu, Node, UiEvent};
use plugin::{Context, Description, Plugin, Result, Session};
use tokio::task::JoinHandle;

struct Counter {
    session: Session,
    complexes: Vec<Complex>,
    task: Option<JoinHandle<()>>,
    // Contents keep their ids in their clones: what changes later is kept here.
    choice: Dropdown,
    count: Button,
    cancel: Button,
    progress: LoadingBar,
    result: Label,
}

impl Plugin for Counter {
    async fn start(session: Session) -> Result<Self> {
        Ok(Self {
            session,
            complexes: Vec::new(),
            task: None,
            choice: Dropdown::new::<&str>([]),
            count: Button::new("Count"),
            cancel: Button::new("Cancel").usable(false),
            progress: LoadingBar::new("Counting"),
            result: Label::new("Choose a complex, and press Count."),
        })
    }

    async fn on_run(&mut self) -> Result<()> {
        self.complexes = self.session.complex_list().await?;
        let names = self.complexes.iter().map(|complex| complex.name.clone());
        // Other items in the same dropdown: it keeps its id.
        self.choice.items = Dropdown::new(names).choose(0).items.clone();
        let buttons = Node::row([&self.count, &self.cancel]);
        let root = Node::column([&self.choice]).child(buttons).child(&self.progress).child(&self.result);
        self.session.update_menu(&Menu::new("Atom counter", root)).await?;
        Ok(())
    }

    async fn on_event(&mut self, event: UiEvent) -> Result<()> {
        if let UiEvent::ItemChosen { item, .. } = event {
            self.choice.set_chosen(Some(item));
        }
        if self.count.did(&event) {
            self.begin().await?;
        }
        if self.cancel.did(&event) {
            self.task.take().context("nothing is being counted")?.abort();
            self.end("Cancelled.").await?;
        }
        Ok(())
    }

    async fn on_post(&mut self, message: Box<dyn Any + Send>) -> Result<()> {
        let Ok(atoms) = message.downcast::<usize>() else { return Ok(()) };
        self.end(&format!("{atoms} atoms.")).await
    }
}

impl Counter {
    async fn begin(&mut self) -> Result<()> {
        let chosen = self.choice.chosen().and_then(|chosen| self.complexes.get(chosen));
        let index = chosen.context("Load something first, and press Run again.")?.index;
        self.set_busy(true).await?;
        // Long work runs beside: the press of Cancel gets through.
        let work = count(self.session.clone(), self.progress.clone(), index);
        self.task = Some(self.session.spawn(work));
        Ok(())
    }

    async fn end(&mut self, text: &str) -> Result<()> {
        self.result.text_value = text.into();
        self.session.update_content([&self.result]).await?;
        self.set_busy(false).await
    }

    async fn set_busy(&mut self, busy: bool) -> Result<()> {
        (self.count.unusable, self.cancel.unusable) = (busy, !busy);
        self.session.update_content([&self.count, &self.cancel]).await?;
        Ok(())
    }
}

/// Counts slowly, so that there is something to see and to cancel.
async fn count(session: Session, mut progress: LoadingBar, index: Index) -> Result<()> {
    let complexes = session.complexes(&[index]).await?;
    let frames = complexes.first().context("It is gone.")?.molecules.iter();
    let mut atoms = 0;
    let frames: Vec<_> = frames.collect();
    for (at, frame) in frames.iter().enumerate() {
        atoms += frame.atoms.len();
        progress.percentage = (at + 1) as f32 / frames.len() as f32;
        session.update_content([&progress]).await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    session.post(atoms);
    Ok(())
}

fn main() -> ExitCode {
    plugin::main::<Counter>(Description::new("Atom counter", "Counts the atoms of a complex.").tags(["Example"]))
}
