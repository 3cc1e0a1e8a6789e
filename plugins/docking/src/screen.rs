//! The menu of the Docking plugin: made of the choices and the results, and what its parts mean.

mod failures;

use molecule::Index;
use plugin::ui::{
    Actions, Button, Content, Dropdown, HorizAlign, Label, List, LoadingBar, Menu, Node, Slider, TextInput, UiEvent,
    VertAlign,
};

use crate::choices::{Choices, Measure, Site};
use crate::pipeline::poses::score_text;
use crate::pipeline::receptor::{GroupId, GroupKind};
use crate::results::{Docked, Failed, by_run};

/// What a part of the menu is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Choose the receptor.
    Receptor,
    /// Switch a ligand.
    Ligand(Index),
    /// Choose the site.
    Site,
    /// Set a number.
    Set(Measure),
    /// Switch a hetero group of the receptor.
    Group(GroupId),
    /// Switch all waters of the receptor.
    Waters,
    /// Set the seed.
    Seed,
    /// Switch whether ligands start from a fresh conformer.
    FreshConformer,
    /// Start docking.
    Run,
    /// Stop docking.
    Cancel,
    /// Show a pose of a result.
    Show {
        /// The complex with the poses.
        complex: Index,
        /// Which frame of it, from 0.
        pose: usize,
    },
}

/// The parts of the menu that live longer than one showing of it.
pub struct Screen {
    actions: Actions<Action>,
    receptor: Dropdown,
    site: Dropdown,
    margin: Slider,
    margin_value: Label,
    exhaustiveness: Slider,
    exhaustiveness_value: Label,
    modes: Slider,
    modes_value: Label,
    seed: TextInput,
    fresh_conformer: Button,
    run: Button,
    cancel: Button,
    bar: LoadingBar,
    status: Label,
    /// What the items of the dropdowns stand for.
    receptors: Vec<Index>,
    sites: Vec<Site>,
    /// The buttons that are marked while what they show is in view.
    shows: Vec<(Shows, Button)>,
}

/// What the press of a button shows.
struct Shows {
    complex: Index,
    /// This pose; none stands for a ligand of several, whichever pose of it is in view.
    pose: Option<usize>,
}

impl Shows {
    fn is_in_view(&self, results: &[Docked]) -> bool {
        let shown = results.iter().find(|result| result.complex == self.complex).and_then(|result| result.shown);
        shown.is_some_and(|shown| self.pose.is_none_or(|pose| pose == shown))
    }
}

impl Default for Screen {
    fn default() -> Self {
        let nobody: [&str; 0] = [];
        Self {
            actions: Actions::new(),
            receptor: Dropdown::new(nobody),
            site: Dropdown::new(nobody),
            margin: slider(Measure::Margin),
            margin_value: line(""),
            exhaustiveness: slider(Measure::Exhaustiveness),
            exhaustiveness_value: line(""),
            modes: slider(Measure::Modes),
            modes_value: line(""),
            seed: TextInput::new("Seed").number().max_length(9),
            fresh_conformer: Button::switch("Start from a fresh conformer").named("fresh conformer"),
            run: Button::new("Run").named("run"),
            cancel: Button::new("Cancel").named("cancel"),
            bar: LoadingBar::new("Docking"),
            status: line(""),
            receptors: Vec::new(),
            sites: Vec::new(),
            shows: Vec::new(),
        }
    }
}

impl Screen {
    /// The whole menu.
    pub fn menu(&mut self, choices: &Choices, results: &[Docked], failed: &Failed, is_running: bool) -> Menu {
        self.take(choices, is_running);
        self.actions.clear();
        let receptor = self.actions.on(self.receptor.clone(), Action::Receptor);
        let site = self.actions.on(self.site.clone(), Action::Site);
        let margin = self.actions.on(self.margin.clone(), Action::Set(Measure::Margin));
        let exhaustiveness = self.actions.on(self.exhaustiveness.clone(), Action::Set(Measure::Exhaustiveness));
        let modes = self.actions.on(self.modes.clone(), Action::Set(Measure::Modes));
        let seed = self.actions.on(self.seed.clone(), Action::Seed);
        let fresh = self.actions.on(self.fresh_conformer.clone(), Action::FreshConformer);
        let run = self.actions.on(self.run.clone(), Action::Run);
        let cancel = self.actions.on(self.cancel.clone(), Action::Cancel);
        let has_box = matches!(choices.site, Site::Around(_));
        let groups = self.group_switches(choices);
        let has_groups = !groups.is_empty();
        let outcome = self.outcome(choices, results, failed);
        let has_outcome = !outcome.is_empty();
        let rows = [
            row("Receptor", receptor),
            tall("Ligands", list(self.ligand_switches(choices), 3)).ratio(2.0),
            row("Site", site),
            measure("Margin", margin, &self.margin_value).enabled(has_box),
            tall("Keep of the receptor", list(groups, 3)).ratio(2.0).enabled(has_groups),
            measure("Exhaustiveness", exhaustiveness, &self.exhaustiveness_value),
            measure("Poses at most", modes, &self.modes_value),
            row("Seed", seed),
            Node::new(fresh),
            Node::row([Node::new(run), Node::new(cancel)]),
            Node::new(self.bar.clone()).enabled(is_running),
            Node::new(self.status.clone()),
            Node::new(list(outcome, 5)).ratio(3.0).enabled(has_outcome),
        ];
        Menu::new("Docking", Node::column(rows)).size(0.8, 1.0)
    }

    /// What an event is about.
    pub fn action(&self, event: &UiEvent) -> Option<Action> {
        self.actions.of(event).cloned()
    }

    /// The receptor that an item of the dropdown stands for.
    pub fn receptor_at(&self, item: usize) -> Option<Index> {
        self.receptors.get(item).copied()
    }

    /// The site that an item of the dropdown stands for.
    pub fn site_at(&self, item: usize) -> Option<Site> {
        self.sites.get(item).copied()
    }

    /// How far docking is: what to send.
    pub fn progress(&mut self, done: f32, text: &str) -> [Content; 2] {
        self.bar.percentage = done;
        self.bar.description = text.into();
        self.status.text_value = format!("{text}: {:.0} %", done * 100.0).into();
        [(&self.bar).into(), (&self.status).into()]
    }

    /// The buttons that are to be marked, or not any more, since what is in view changed: what to send.
    pub fn marks(&mut self, results: &[Docked]) -> Vec<Content> {
        let mut changed = Vec::new();
        for (shows, button) in &mut self.shows {
            let is_in_view = shows.is_in_view(results);
            if button.selected != is_in_view {
                button.selected = is_in_view;
                changed.push((&*button).into());
            }
        }
        changed
    }

    /// A sentence below the buttons, from the next showing on.
    pub fn say(&mut self, text: &str) {
        self.status.text_value = text.into();
    }

    /// The labels that tell the sliders' values: what to send.
    pub fn values(&mut self, choices: &Choices) -> [Content; 3] {
        self.take_values(choices);
        [(&self.margin_value).into(), (&self.exhaustiveness_value).into(), (&self.modes_value).into()]
    }

    fn take_values(&mut self, choices: &Choices) {
        self.margin_value.text_value = format!("{:.1} Å", choices.margin).into();
        self.exhaustiveness_value.text_value = choices.search.exhaustiveness.to_string().into();
        self.modes_value.text_value = choices.search.modes.to_string().into();
    }

    /// Brings the lasting parts up to date.
    fn take(&mut self, choices: &Choices, is_running: bool) {
        self.receptors = choices.complexes.clone();
        let names = self.receptors.iter().map(|index| choices.name(*index));
        let at = |chosen: Index| self.receptors.iter().position(|index| *index == chosen);
        refill(&mut self.receptor, names, choices.receptor.and_then(at));
        self.sites = choices.sites();
        let names = self.sites.iter().map(|site| match site {
            Site::WholeReceptor => "Whole receptor".to_owned(),
            Site::Around(index) => format!("Around {}", choices.name(*index)),
        });
        refill(&mut self.site, names, self.sites.iter().position(|site| *site == choices.site));
        self.margin.current_value = choices.margin;
        self.exhaustiveness.current_value = choices.search.exhaustiveness as f32;
        self.modes.current_value = choices.search.modes as f32;
        self.seed.input_text = choices.search.seed.to_string().into();
        self.fresh_conformer.selected = choices.fresh_conformer;
        self.run.unusable = is_running;
        self.cancel.unusable = !is_running;
        self.take_values(choices);
        if !is_running {
            self.bar.percentage = 0.0;
        }
    }

    fn ligand_switches(&mut self, choices: &Choices) -> Vec<Node> {
        let switch = |index: Index| {
            let text = match choices.entries(index) {
                0 | 1 => choices.name(index),
                several => format!("{} ({several} molecules)", choices.name(index)),
            };
            let button = Button::switch(text).selected(choices.ligands.contains(&index));
            self.actions.on(button.named(format!("ligand {}", choices.name(index))), Action::Ligand(index)).into()
        };
        choices.possible_ligands().into_iter().map(switch).collect()
    }

    fn group_switches(&mut self, choices: &Choices) -> Vec<Node> {
        let mut switches = Vec::new();
        for group in choices.groups().iter().filter(|group| group.kind != GroupKind::Water) {
            let button = Button::switch(group.label()).selected(choices.keep.contains(&group.id));
            let button = button.named(format!("keep {}", group.id));
            switches.push(self.actions.on(button, Action::Group(group.id.clone())).into());
        }
        let waters = choices.waters().count();
        if waters > 0 {
            let are_kept = choices.waters().all(|water| choices.keep.contains(&water.id));
            let button = Button::switch(format!("All {waters} waters")).selected(are_kept).named("keep waters");
            switches.push(self.actions.on(button, Action::Waters).into());
        }
        switches
    }

    /// The results of each run, the newest first; what the last run could not dock stands before those of earlier runs.
    fn outcome(&mut self, choices: &Choices, results: &[Docked], failed: &Failed) -> Vec<Node> {
        self.shows.clear();
        let (mut rows, mut failures) = (Vec::new(), failures::rows(&failed.ligands));
        for run in by_run(results) {
            if run.iter().all(|result| result.run < failed.run) {
                rows.append(&mut failures);
            }
            rows.extend(self.pose_buttons(choices, &run));
        }
        rows.append(&mut failures);
        rows
    }

    /// Of a run with one ligand its poses; of one with several a row a ligand, with its best pose, the best ligand first.
    fn pose_buttons(&mut self, choices: &Choices, run: &[&Docked]) -> Vec<Node> {
        let mut rows = Vec::new();
        if let [result] = run {
            let name = choices.name(result.complex);
            rows.push(line(name.as_str()).bold().into());
            for (pose, score) in result.scores.iter().enumerate() {
                let button = Button::new(format!("{}.   {}", pose + 1, score_text(*score)));
                let button = button.named(format!("{name} pose {}", pose + 1));
                rows.push(self.shows(button, result, Some(pose)));
            }
            return rows;
        }
        rows.push(line(&format!("{} ligands, the best first", run.len())).bold().into());
        for (rank, result) in run.iter().enumerate() {
            // Files may have ligands of one name: their results do not.
            let name = match run.iter().filter(|other| other.ligand == result.ligand).count() {
                1 => result.ligand.clone(),
                _ => choices.name(result.complex),
            };
            let button = Button::new(format!("{}.   {}   {name}", rank + 1, score_text(result.best())));
            rows.push(self.shows(button.named(format!("{name} best pose")), result, None));
        }
        rows
    }

    /// A button that shows a pose of a result, the best one where none is named.
    fn shows(&mut self, button: Button, result: &Docked, pose: Option<usize>) -> Node {
        let shows = Shows { complex: result.complex, pose };
        let button = button.selected(shows.is_in_view(std::slice::from_ref(result)));
        let action = Action::Show { complex: result.complex, pose: pose.unwrap_or(0) };
        self.shows.push((shows, button.clone()));
        self.actions.on(button, action).into()
    }
}

fn refill(dropdown: &mut Dropdown, names: impl IntoIterator<Item = String>, chosen: Option<usize>) {
    let fresh = Dropdown::new(names);
    dropdown.items = fresh.items.clone();
    dropdown.set_chosen(chosen);
}

fn slider(measure: Measure) -> Slider {
    Slider::new(measure.range(), 0.0)
}

fn list(rows: Vec<Node>, displayed: i32) -> List {
    List::new(rows).displayed_rows(displayed)
}

fn row(caption: &str, content: impl Into<Node>) -> Node {
    Node::row([self::caption(caption).ratio(1.0), content.into().ratio(2.0)])
}

/// A row of several lines: its caption stands beside the first.
fn tall(caption: &str, content: impl Into<Node>) -> Node {
    let caption = Node::new(line(caption).align(HorizAlign::LEFT, VertAlign::TOP));
    Node::row([caption.ratio(1.0), content.into().ratio(2.0)])
}

fn measure(caption: &str, slider: Slider, value: &Label) -> Node {
    Node::row([self::caption(caption).ratio(1.0), Node::new(slider).ratio(1.5), Node::new(value).ratio(0.5)])
}

fn caption(text: &str) -> Node {
    Node::new(line(text))
}

/// A text that stands in the middle of its row, as what it belongs to does.
fn line(text: &str) -> Label {
    Label::new(text).align(HorizAlign::LEFT, VertAlign::MIDDLE)
}

#[cfg(test)]
mod tests {
    use plugin::ui::Control;

    use super::*;
    use crate::choices::Portrait;

    const LIGAND: &[u8] = include_bytes!("../tests/data/1of6_ligand.sdf");
    const POCKET: &[u8] = include_bytes!("../tests/data/1of6_pocket.pdb");

    fn choices() -> Choices {
        let portrait = |bytes, format, name| Portrait::of(&molecule::read(bytes, format, name).unwrap()[0]);
        let mut choices = Choices::default();
        choices.refresh(vec![
            (3, portrait(POCKET, molecule::Format::Pdb, "1OF6")),
            (8, portrait(LIGAND, molecule::Format::Sdf, "DTY")),
        ]);
        choices
    }

    #[test]
    fn dropdowns_show_what_is_chosen() {
        let mut screen = Screen::default();
        screen.menu(&choices(), &[], &Failed::default(), false);
        let names: Vec<&str> = screen.receptor.items.iter().map(|item| item.name.as_str()).collect();
        assert_eq!((names, screen.receptor.chosen()), (vec!["1OF6", "DTY"], Some(0)));
        let names: Vec<&str> = screen.site.items.iter().map(|item| item.name.as_str()).collect();
        assert_eq!((names, screen.site.chosen()), (vec!["Whole receptor", "Around DTY"], Some(1)));
        assert_eq!((screen.receptor_at(1), screen.receptor_at(2)), (Some(8), None));
        assert_eq!(screen.site_at(0), Some(Site::WholeReceptor));
        assert!(!screen.run.unusable && screen.cancel.unusable);
    }

    #[test]
    fn events_find_their_actions() {
        let mut screen = Screen::default();
        screen.menu(&choices(), &[], &Failed::default(), true);
        assert!(screen.run.unusable && !screen.cancel.unusable);
        let pressed = |button: &Button| UiEvent::ButtonPressed { button: button.id(), selected: true };
        assert_eq!(screen.action(&pressed(&screen.cancel)), Some(Action::Cancel));
        let moved = UiEvent::SliderChanged { slider: screen.margin.id(), value: 3.0 };
        assert_eq!(screen.action(&moved), Some(Action::Set(Measure::Margin)));
        assert_eq!(screen.action(&UiEvent::MenuToggled { menu: 0, open: false }), None);
    }

    fn marked(screen: &Screen) -> Vec<&str> {
        let marked = screen.shows.iter().filter(|(_, button)| button.selected);
        marked.map(|(_, button)| button.name.as_str()).collect()
    }

    #[test]
    fn every_pose_has_a_button_and_those_in_view_are_marked() {
        let docked = |run, ligand: &str, complex, shown| Docked {
            run,
            ligand: ligand.into(),
            complex,
            scores: vec![-7.0, -6.5],
            guessed_centres: 0,
            shown,
        };
        let mut results = [docked(1, "DTY", 8, Some(1))];
        let mut screen = Screen::default();
        let mut failed = Failed::default();
        assert_eq!(screen.outcome(&choices(), &results, &failed).len(), 3);
        assert_eq!(marked(&screen), ["DTY pose 2"]);
        assert_eq!(screen.marks(&results).len(), 0, "nothing changed");
        results[0].shown = Some(0);
        assert_eq!(screen.marks(&results).len(), 2, "one is marked, and one no more");
        assert_eq!(marked(&screen), ["DTY pose 1"]);
        results[0].shown = None;
        assert_eq!(screen.marks(&results).len(), 1);

        // Of a library each ligand has a row, which is marked while any pose of it is in view.
        let mut results =
            [docked(2, "caffeine", 5, None), docked(1, "DTY", 8, Some(0)), docked(2, "aspirin", 6, Some(1))];
        failed = Failed { run: 2, ligands: vec![("salt".into(), "no bond joins it".into())] };
        let rows = screen.outcome(&choices(), &results, &failed);
        assert_eq!(rows.len(), 3 + 2 + 3, "two ligands of the last run, what it could not dock, and an earlier run");
        assert_eq!(marked(&screen), ["aspirin best pose", "DTY pose 1"]);
        results[2].shown = None;
        results[0].shown = Some(0);
        assert_eq!(screen.marks(&results).len(), 2);
        assert_eq!(marked(&screen), ["caffeine best pose", "DTY pose 1"]);
    }
}
