//! Macros are played on threads of their own, a few at a time.

use macros::{Limits, Stop};
use molecule::Complex;
use room::MacroDone;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// The most that run at once, whoever asked.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What a macro did, or what was wrong.
pub(crate) async fn run(logic: String, complexes: Vec<Complex>, stop: Stop) -> Result<MacroDone, String> {
    let _turn = AT_ONCE.acquire().await.map_err(|error| error.to_string())?;
    let play = move || macros::run(&logic, complexes, room::scheme_colors, &Limits::default(), &stop);
    let done = spawn_blocking(play).await.map_err(|_| "The macro brought its player down.".to_owned())??;
    let macros::Done { changed, notices, look, said } = done;
    Ok(MacroDone { changed, notices, look, said })
}
