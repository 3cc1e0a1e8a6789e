//! What is to be docked, where and how: what there is to choose from, what is chosen, and good defaults.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use molecule::{Bounds, Complex, Index};

use crate::entries;
use crate::pipeline::receptor::{Group, GroupId, GroupKind, groups};
use crate::pipeline::{Search, SearchBox, ligand};

/// A number that is chosen within a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Angstrom around the complex that the site is chosen by.
    Margin,
    /// How thoroughly one searches.
    Exhaustiveness,
    /// How many poses one wants.
    Modes,
}

impl Measure {
    /// What it may be.
    pub fn range(self) -> RangeInclusive<f32> {
        match self {
            Self::Margin => 0.0..=15.0,
            Self::Exhaustiveness => 1.0..=32.0,
            Self::Modes => 1.0..=20.0,
        }
    }
}

/// The most molecules that are docked in one run.
pub const MOST_LIGANDS: usize = 100;

/// A polymer has at least this many atoms; a peptide ligand has fewer.
const SMALLEST_RECEPTOR: usize = 200;

/// What is remembered of a complex in the workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrait {
    /// Its name.
    pub name: String,
    /// Heavy atoms in ATOM records.
    pub polymer_atoms: usize,
    /// All heavy atoms.
    pub heavy_atoms: usize,
    /// How many molecules are in it, if it is a ligand or a library of such ([`crate::entries`]).
    pub entries: usize,
    /// Its hetero groups.
    pub groups: Vec<Group>,
    /// Where it is, in its own space.
    bounds: Option<Bounds>,
    position: [f32; 3],
    rotation: [f32; 4],
}

impl Portrait {
    /// Of a whole complex.
    pub fn of(complex: &Complex) -> Self {
        let heavy = complex.current().map(|molecule| molecule.heavy_atoms()).unwrap_or_default();
        let is_small = heavy.len() <= ligand::MOST_HEAVY_ATOMS;
        let is_polymer = |row: &&usize| complex.current().is_some_and(|molecule| !molecule.atoms.is_het[**row]);
        Self {
            name: complex.name.to_string(),
            polymer_atoms: heavy.iter().filter(is_polymer).count(),
            heavy_atoms: heavy.len(),
            entries: if is_small { entries::count(complex) } else { 1 },
            groups: groups(complex),
            bounds: complex.current().and_then(|molecule| molecule.extent()),
            position: complex.position,
            rotation: complex.rotation,
        }
    }

    /// The same complex where it stands now, and with the name that it has now.
    pub fn placed_as(self, shallow: &Complex) -> Self {
        Self { name: shallow.name.to_string(), position: shallow.position, rotation: shallow.rotation, ..self }
    }

    /// Whether something could be docked into it.
    pub fn looks_like_receptor(&self) -> bool {
        self.polymer_atoms >= SMALLEST_RECEPTOR
    }

    /// Whether it could be docked.
    pub fn looks_like_ligand(&self) -> bool {
        (1..=ligand::MOST_HEAVY_ATOMS).contains(&self.heavy_atoms)
    }

    /// Whether the middle of `other` lies within the box of this.
    fn holds(&self, other: &Self) -> bool {
        let (Some(bounds), Some(inner)) = (self.bounds, other.bounds) else { return false };
        let placed = |portrait: &Self| Complex {
            position: portrait.position,
            rotation: portrait.rotation,
            ..Complex::default()
        };
        let middle = SearchBox::point_in(&placed(self), &placed(other), inner.center());
        bounds.contains(middle)
    }
}

/// Where poses are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// Everywhere on the receptor.
    WholeReceptor,
    /// In a box around this complex.
    Around(Index),
}

/// Everything that the presenter chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    /// The complexes of the workspace, oldest first.
    pub complexes: Vec<Index>,
    /// What they are.
    pub portraits: BTreeMap<Index, Portrait>,
    /// Docked into.
    pub receptor: Option<Index>,
    /// Docked, one after the other.
    pub ligands: BTreeSet<Index>,
    /// Where.
    pub site: Site,
    /// More on every side of the box, angstrom.
    pub margin: f32,
    /// Hetero groups of the receptor that stay.
    pub keep: BTreeSet<GroupId>,
    /// How.
    pub search: Search,
    /// Whether the ligands' own conformations are forgotten first.
    pub fresh_conformer: bool,
    /// Whether a person has chosen the site: then it is not changed for them.
    site_is_chosen: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            complexes: Vec::new(),
            portraits: BTreeMap::new(),
            receptor: None,
            ligands: BTreeSet::new(),
            site: Site::WholeReceptor,
            margin: 5.0,
            keep: BTreeSet::new(),
            search: Search::default(),
            fresh_conformer: false,
            site_is_chosen: false,
        }
    }
}

impl Choices {
    /// What is in the workspace now. What is gone is chosen no more; where nothing is chosen, what fits is.
    pub fn refresh(&mut self, present: Vec<(Index, Portrait)>) {
        self.complexes = present.iter().map(|(index, _)| *index).collect();
        self.portraits = present.into_iter().collect();
        let portraits = &self.portraits;
        self.ligands.retain(|index| portraits.contains_key(index));
        if matches!(self.site, Site::Around(index) if !portraits.contains_key(&index)) {
            self.site = Site::WholeReceptor;
            self.site_is_chosen = false;
        }
        let receptor = self.receptor.filter(|index| portraits.contains_key(index));
        let receptor = receptor.or_else(|| self.first(|_, portrait| portrait.looks_like_receptor()));
        if receptor != self.receptor {
            self.choose_receptor(receptor);
        }
        if self.ligands.is_empty() && receptor.is_some() {
            // One that lies in the receptor, if there is any: the others may be anything.
            let place = receptor.and_then(|index| self.portraits.get(&index));
            let fits = |index, portrait: &Portrait| Some(index) != receptor && portrait.looks_like_ligand();
            let lies_in = |portrait: &Portrait| place.is_some_and(|receptor| receptor.holds(portrait));
            let inside = self.first(|index, portrait| fits(index, portrait) && lies_in(portrait));
            let ligand = inside.or_else(|| self.first(fits));
            self.ligands.extend(ligand);
        }
        self.suggest_site();
    }

    /// Another receptor, which keeps what belongs to it.
    pub fn choose_receptor(&mut self, receptor: Option<Index>) {
        self.receptor = receptor;
        let groups = self.groups().iter().filter(|group| group.is_kept_by_default());
        self.keep = groups.map(|group| group.id.clone()).collect();
        if let Some(receptor) = receptor {
            self.ligands.remove(&receptor);
        }
        self.suggest_site();
    }

    /// A ligand more, or one less.
    pub fn choose_ligand(&mut self, ligand: Index, is_chosen: bool) {
        if is_chosen {
            self.ligands.insert(ligand);
        } else {
            self.ligands.remove(&ligand);
        }
        self.suggest_site();
    }

    /// A person's choice of the site.
    pub fn choose_site(&mut self, site: Site) {
        self.site = site;
        self.site_is_chosen = true;
    }

    /// One hetero group stays or goes.
    pub fn choose_group(&mut self, group: GroupId, is_kept: bool) {
        if is_kept {
            self.keep.insert(group);
        } else {
            self.keep.remove(&group);
        }
    }

    /// All waters stay or go.
    pub fn choose_waters(&mut self, are_kept: bool) {
        let waters: Vec<GroupId> = self.waters().map(|group| group.id.clone()).collect();
        for water in waters {
            self.choose_group(water, are_kept);
        }
    }

    /// Sets a number; what is out of its range becomes the nearest end.
    pub fn set(&mut self, measure: Measure, value: f32) {
        if !value.is_finite() {
            return;
        }
        let (least, most) = measure.range().into_inner();
        let value = value.clamp(least, most);
        match measure {
            Measure::Margin => self.margin = value,
            Measure::Exhaustiveness => self.search.exhaustiveness = value.round() as u32,
            Measure::Modes => self.search.modes = value.round() as u32,
        }
    }

    /// The receptor's hetero groups.
    pub fn groups(&self) -> &[Group] {
        let portrait = self.receptor.and_then(|receptor| self.portraits.get(&receptor));
        portrait.map_or(&[], |portrait| &portrait.groups)
    }

    /// Those of them that are water.
    pub fn waters(&self) -> impl Iterator<Item = &Group> {
        self.groups().iter().filter(|group| group.kind == GroupKind::Water)
    }

    /// What can be chosen as site, in the order of the menu.
    pub fn sites(&self) -> Vec<Site> {
        let around = self.complexes.iter().filter(|index| Some(**index) != self.receptor);
        std::iter::once(Site::WholeReceptor).chain(around.map(|index| Site::Around(*index))).collect()
    }

    /// What can be chosen as ligand: all that is small enough, and whatever is chosen.
    pub fn possible_ligands(&self) -> Vec<Index> {
        let fits = |index: &&Index| {
            let is_small = self.portraits.get(index).is_some_and(Portrait::looks_like_ligand);
            Some(**index) != self.receptor && (is_small || self.ligands.contains(index))
        };
        self.complexes.iter().filter(fits).copied().collect()
    }

    /// The name of a complex, with its number where another one has the same name.
    pub fn name(&self, index: Index) -> String {
        let Some(portrait) = self.portraits.get(&index) else { return "(gone)".to_owned() };
        match self.portraits.values().filter(|other| other.name == portrait.name).count() {
            1 => portrait.name.clone(),
            _ => format!("{} #{index}", portrait.name),
        }
    }

    /// How many molecules are in a complex.
    pub fn entries(&self, index: Index) -> usize {
        self.portraits.get(&index).map_or(0, |portrait| portrait.entries)
    }

    /// What is missing before it can run, as a sentence that says what to do.
    pub fn problem(&self) -> Option<String> {
        if self.complexes.is_empty() {
            return Some("The workspace is empty: load a protein and a ligand first.".into());
        }
        if self.receptor.is_none() {
            return Some("Choose a receptor first.".into());
        }
        if self.possible_ligands().is_empty() {
            return Some("There is no small molecule to dock: load a ligand, best as SDF.".into());
        }
        if self.ligands.is_empty() {
            return Some("Choose at least one ligand first.".into());
        }
        let count: usize = self.ligands.iter().map(|ligand| self.entries(*ligand)).sum();
        (count > MOST_LIGANDS).then(|| {
            format!("{count} molecules are chosen, and one run docks at most {MOST_LIGANDS}: split the library into smaller files.")
        })
    }

    /// The first ligand that lies in the receptor shows the site, unless somebody chose one.
    fn suggest_site(&mut self) {
        if self.site_is_chosen {
            return;
        }
        let receptor = self.receptor.and_then(|index| self.portraits.get(&index));
        let inside = self.complexes.iter().find(|index| {
            let ligand = self.portraits.get(index).filter(|_| self.ligands.contains(index));
            receptor.zip(ligand).is_some_and(|(receptor, ligand)| receptor.holds(ligand))
        });
        self.site = inside.map_or(Site::WholeReceptor, |index| Site::Around(*index));
    }

    fn first(&self, fits: impl Fn(Index, &Portrait) -> bool) -> Option<Index> {
        self.complexes.iter().copied().find(|index| self.portraits.get(index).is_some_and(|found| fits(*index, found)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portrait(name: &str, polymer_atoms: usize, heavy_atoms: usize, at: f32) -> Portrait {
        let around = |reach: f32| Bounds { min: [at - reach; 3], max: [at + reach; 3] };
        Portrait {
            name: name.to_owned(),
            polymer_atoms,
            heavy_atoms,
            entries: 1,
            groups: Vec::new(),
            bounds: Some(around(if polymer_atoms > 0 { 50.0 } else { 3.0 })),
            position: [0.0; 3],
            rotation: [0.0, 0.0, 0.0, 1.0],
        }
    }

    fn protein() -> Portrait {
        portrait("protein", 2000, 2000, 0.0)
    }

    fn ligand(at: f32) -> Portrait {
        portrait("ligand", 0, 13, at)
    }

    #[test]
    fn a_protein_and_a_ligand_are_chosen_by_themselves() {
        let mut choices = Choices::default();
        assert!(choices.problem().unwrap().contains("load a protein"));
        choices.refresh(vec![(3, ligand(900.0)), (4, ligand(10.0)), (5, protein())]);
        assert_eq!((choices.receptor, choices.site), (Some(5), Site::Around(4)));
        assert_eq!(choices.ligands, BTreeSet::from([4]));
        assert_eq!(choices.problem(), None);
    }

    #[test]
    fn a_ligand_outside_says_nothing_about_the_site() {
        let mut choices = Choices::default();
        choices.refresh(vec![(1, protein()), (2, ligand(200.0))]);
        assert_eq!(choices.site, Site::WholeReceptor);
        // Moved into the receptor, it does.
        let moved = Portrait { position: [-200.0; 3], ..ligand(200.0) };
        choices.refresh(vec![(1, protein()), (2, moved)]);
        assert_eq!(choices.site, Site::Around(2));
    }

    #[test]
    fn what_was_chosen_stays_until_it_is_gone() {
        let mut choices = Choices::default();
        choices.refresh(vec![(1, protein()), (2, ligand(0.0)), (3, ligand(1.0))]);
        choices.choose_site(Site::Around(3));
        choices.choose_ligand(3, true);
        choices.refresh(vec![(1, protein()), (2, ligand(0.0)), (3, ligand(1.0)), (4, protein())]);
        assert_eq!((choices.receptor, choices.site), (Some(1), Site::Around(3)));
        assert_eq!(choices.ligands, BTreeSet::from([2, 3]));
        choices.refresh(vec![(2, ligand(0.0)), (4, protein())]);
        assert_eq!((choices.receptor, choices.site), (Some(4), Site::Around(2)));
        assert_eq!(choices.ligands, BTreeSet::from([2]));
        choices.refresh(vec![]);
        assert_eq!((choices.receptor, choices.ligands.len()), (None, 0));
    }

    #[test]
    fn a_library_is_docked_if_it_is_not_too_large() {
        let mut choices = Choices::default();
        let library = |entries| Portrait { entries, ..ligand(0.0) };
        choices.refresh(vec![(1, protein()), (2, library(MOST_LIGANDS))]);
        assert_eq!((choices.entries(2), choices.problem()), (MOST_LIGANDS, None));
        choices.refresh(vec![(1, protein()), (2, library(MOST_LIGANDS)), (3, ligand(0.0))]);
        choices.choose_ligand(3, true);
        assert!(choices.problem().unwrap().starts_with("101 molecules are chosen"));
    }

    #[test]
    fn numbers_stay_in_their_range() {
        let mut choices = Choices::default();
        choices.set(Measure::Margin, 99.0);
        choices.set(Measure::Modes, f32::NAN);
        choices.set(Measure::Exhaustiveness, 15.6);
        assert_eq!((choices.margin, choices.search.modes, choices.search.exhaustiveness), (15.0, 9, 16));
    }

    #[test]
    fn a_receptor_is_no_ligand_of_itself() {
        let mut choices = Choices::default();
        choices.refresh(vec![(1, ligand(0.0)), (2, ligand(0.0))]);
        assert_eq!(choices.problem().as_deref(), Some("Choose a receptor first."));
        choices.choose_ligand(1, true);
        choices.choose_receptor(Some(1));
        assert_eq!((choices.ligands.len(), choices.possible_ligands()), (0, vec![2]));
        assert_eq!(choices.sites(), [Site::WholeReceptor, Site::Around(2)]);
        assert_eq!((choices.name(1), choices.name(9)), ("ligand #1".into(), "(gone)".into()));
    }
}
