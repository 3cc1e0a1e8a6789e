//! The plugin of the benchmark: it measures from within its session process, and tells the room what it saw.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use plugin::protocol::structure::{
    Atom, Atoms, Chain, Complex, Conformer, Conformers, DeepComplexes, Molecule, Residue, Vec3,
};
use plugin::protocol::{Text, ToApp, ToPlugin};
use plugin::ui::Kind;
use plugin::{Description, Plugin, Result, Session, bail};

/// How many reports follow on Run.
pub const REPORTS: usize = 3;
/// What the plugin is called.
pub const NAME: &str = "Probe";

const ROUNDS: usize = 10_000;
const LARGE_ROUNDS: usize = 20;
/// Bytes of a large message.
pub const LARGE: usize = 16_000_000;

struct Probe(Session);

pub fn main() -> ExitCode {
    plugin::main::<Probe>(Description::new(NAME, "Measures."))
}

impl Plugin for Probe {
    async fn start(session: Session) -> Result<Self> {
        session.notify(Kind::MESSAGE, "here").await?;
        Ok(Self(session))
    }

    async fn on_run(&mut self) -> Result<()> {
        self.small(ROUNDS / 10).await?;
        let times = self.small(ROUNDS).await?;
        self.report("complex_list_request", times).await?;
        let times = self.large(&one_large_text()).await?;
        self.report("add_to_workspace_16_mb_text", times).await?;
        let times = self.large(&many_atoms()).await?;
        self.report("add_to_workspace_16_mb_atoms", times).await
    }
}

impl Probe {
    async fn small(&self, rounds: usize) -> Result<Vec<Duration>> {
        let mut times = Vec::with_capacity(rounds);
        for _ in 0..rounds {
            let begin = Instant::now();
            self.0.complex_list().await?;
            times.push(begin.elapsed());
        }
        Ok(times)
    }

    /// Adds structures, which come back as they are in the room then; takes them out again.
    async fn large(&self, structures: &DeepComplexes) -> Result<Vec<Duration>> {
        let mut times = Vec::with_capacity(LARGE_ROUNDS);
        for _ in 0..LARGE_ROUNDS {
            let message = ToApp::AddToWorkspace(structures.clone());
            let begin = Instant::now();
            let answer = self.0.request(message).await?;
            times.push(begin.elapsed());
            let ToPlugin::AddToWorkspaceDone(added) = answer else { bail!("another answer") };
            if added.atoms.len() != structures.atoms.len() {
                bail!("{} atoms came back", added.atoms.len());
            }
            let added: Vec<i64> = added.complexes.iter().map(|complex| complex.index).collect();
            self.0.remove(&added).await?;
        }
        Ok(times)
    }

    async fn report(&self, name: &str, times: Vec<Duration>) -> Result<()> {
        Ok(self.0.notify(Kind::MESSAGE, crate::line(name, times)).await?)
    }
}

/// So much that the room hardly looks into: what moving bytes takes.
fn one_large_text() -> DeepComplexes {
    let atom = Atom { label_text: "x".repeat(LARGE).into(), ..atom(1) };
    complex([(1, atom)].into_iter().collect())
}

/// As many atoms as take so much: what they are made of and put into takes its time, too.
fn many_atoms() -> DeepComplexes {
    const BYTES_PER_ATOM: usize = 120;
    complex((1..=(LARGE / BYTES_PER_ATOM) as i64).map(|key| (key, atom(key))).collect())
}

fn atom(key: i64) -> Atom {
    let (name, symbol) = (Text::from_static_str("CA"), Text::from_static_str("C"));
    Atom {
        index: key,
        serial: key as i32,
        name,
        symbol,
        positions: Vec3::new(key as f32, 0.0, 0.0).into(),
        ..Atom::default()
    }
}

/// Ten atoms a residue.
fn complex(atoms: Atoms) -> DeepComplexes {
    let keys: Vec<i64> = atoms.iter().map(|(key, _)| *key).collect();
    let residues = keys.chunks(10).map(|atoms| Residue { atoms: atoms.to_vec(), ..Residue::default() }).collect();
    let chain = Chain { residues, ..Chain::default() };
    let conformers = Conformers { current: 0, each: vec![Conformer::default()] };
    let molecule = Molecule { chains: vec![chain], conformers, ..Molecule::default() };
    let complex = Complex { molecules: vec![molecule], ..Complex::default() };
    DeepComplexes { atoms, complexes: vec![complex] }
}
