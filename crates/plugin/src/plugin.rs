//! What a plugin author writes: one struct, and what it does when something happens.

use std::any::Any;
use std::future::Future;

use molecule::{Complex, Index};

use crate::ui::UiEvent;
use crate::{Result, Session};

/// A plugin in one session, in a process of its own.
///
/// Write the methods as `async fn`; those that you leave out do nothing. They are called one after the other, in the
/// order of the events. While one runs, its requests are answered, but no other event comes through: long work belongs
/// into [`Session::spawn`], so that a press of Cancel gets here.
///
/// An error that a method returns is logged and shown to the presenter, and the session goes on. A panic ends the
/// session, and the room is told so.
///
/// When the session ends, a method that still runs is dropped where it awaits, and [`on_stop`](Plugin::on_stop) is called.
pub trait Plugin: Sized + Send + 'static {
    /// The presenter activated the plugin. An error ends the session.
    fn start(session: Session) -> impl Future<Output = Result<Self>> + Send;

    /// The presenter pressed Run.
    fn on_run(&mut self) -> impl Future<Output = Result<()>> + Send {
        ignored("Run")
    }

    /// The presenter pressed Advanced Settings.
    fn on_advanced_settings(&mut self) -> impl Future<Output = Result<()>> + Send {
        ignored("Advanced Settings")
    }

    /// Something was done to a menu. Content ids tell which: see [`ui::Actions`](crate::ui::Actions).
    fn on_event(&mut self, event: UiEvent) -> impl Future<Output = Result<()>> + Send {
        let _ = event;
        nothing()
    }

    /// A complex was added to the workspace.
    fn on_complex_added(&mut self) -> impl Future<Output = Result<()>> + Send {
        nothing()
    }

    /// A complex was removed from the workspace.
    fn on_complex_removed(&mut self) -> impl Future<Output = Result<()>> + Send {
        nothing()
    }

    /// A complex changed that [`Session::hook_complex_updated`] was called for. None: it is gone.
    fn on_complex_updated(
        &mut self,
        index: Index,
        complex: Option<Complex>,
    ) -> impl Future<Output = Result<()>> + Send {
        let _ = (index, complex);
        nothing()
    }

    /// What is selected changed in a complex that [`Session::hook_selection_changed`] was called for. None: it is gone.
    fn on_selection_changed(
        &mut self,
        index: Index,
        complex: Option<Complex>,
    ) -> impl Future<Output = Result<()>> + Send {
        let _ = (index, complex);
        nothing()
    }

    /// Somebody else presents now: see [`Session::presenter_info`].
    fn on_presenter_change(&mut self) -> impl Future<Output = Result<()>> + Send {
        nothing()
    }

    /// A task of this plugin had something to say: see [`Session::post`].
    fn on_post(&mut self, message: Box<dyn Any + Send>) -> impl Future<Output = Result<()>> + Send {
        let _ = message;
        nothing()
    }

    /// The session is over: tidy up, quickly. Nothing that is sent arrives any more, and after a few seconds the process
    /// is killed with all that it started.
    fn on_stop(&mut self) -> impl Future<Output = Result<()>> + Send {
        nothing()
    }
}

async fn nothing() -> Result<()> {
    Ok(())
}

async fn ignored(button: &str) -> Result<()> {
    tracing::warn!("{button} was pressed, but this plugin does nothing then");
    Ok(())
}
