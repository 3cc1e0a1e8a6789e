//! The menus of one session: what its plugin says of them, what members see, and what touching them means.

mod convert;
mod images;
mod intents;
mod tree;
mod updates;
mod weight;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashSet};

use protocol::ToApp;
use protocol::structure::{Quaternion, Vec3};
use protocol::ui::{self, ContentId, LayoutNodeDeep, MenuTransform, SetMenuTransform, UiHook, UiHookKind, UpdateMenu};
use room_api::ApiError;
use room_api::menu::{Content, Menu, Transform};

use crate::ImageId;

use convert::{Convert, finite};
pub(crate) use images::FreshImage;
use images::Images;
use updates::{Put, Updates};

/// The most bytes that the menus of one session may take, about.
const MAX_BYTES: usize = 16 << 20;

/// The most contents that a plugin may ask to hear of.
const MAX_HOOKS: usize = 100_000;

/// What people are told of menus that nest more than members can read.
const TOO_DEEP: &str = "The plugin's menu nests too deeply: what stands too deep in it is not shown.";

/// What members must be told.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct MenuChanges {
    /// Menus that came or changed as a whole.
    pub menus: Vec<Menu>,
    /// Contents that changed, each somewhere in a menu that members know.
    pub contents: Vec<Content>,
    /// Images that the server is to keep.
    pub images: Vec<FreshImage>,
    /// What could not be done, as a sentence for the presenter and the log.
    pub problem: Option<String>,
}

/// The menus of one session. The ids of nodes and contents span all of them, lists within them included.
#[derive(Debug)]
pub(crate) struct Menus {
    menus: BTreeMap<u8, Menu>,
    images: Images,
    hooks: HashSet<(UiHookKind, ContentId)>,
    /// Where the plugin put its menus, those too that it has not shown yet.
    places: BTreeMap<u8, Transform>,
    /// Something of the last message was too deep, and is left out.
    pruned: bool,
}

impl Menus {
    /// None yet. Their images may have so many bytes together.
    pub fn new(image_bytes: usize) -> Self {
        Self {
            menus: BTreeMap::new(),
            images: Images::new(image_bytes),
            hooks: HashSet::new(),
            places: BTreeMap::new(),
            pruned: false,
        }
    }

    /// Every menu, as a latecomer must see it.
    pub fn menus(&self) -> Vec<Menu> {
        self.menus.values().cloned().collect()
    }

    /// Takes in what the plugin says: `menu_update`, `content_update`, `node_update`, `hook_ui_callback`,
    /// `menu_transform_set`. Any other
    /// message is a problem.
    pub fn handle(&mut self, message: ToApp) -> MenuChanges {
        let mut changes = MenuChanges::default();
        let result = match message {
            ToApp::MenuUpdate(update) => self.update_menu(update, &mut changes),
            ToApp::ContentUpdate(update) => self.update_contents(update.contents.0, &mut changes),
            ToApp::NodeUpdate(update) => self.update_nodes(update.nodes.0, &mut changes),
            ToApp::HookUiCallback(hook) => self.hook(&hook, &mut changes),
            ToApp::MenuTransformSet(set) => self.put_menu(&set, &mut changes),
            other => Err(format!("{} is not about menus.", other.kind().name())),
        };
        changes.images = self.images.fresh();
        let too_deep = std::mem::take(&mut self.pruned).then(|| TOO_DEEP.to_owned());
        changes.problem = result.err().or(too_deep).or_else(|| self.images.problem());
        changes
    }

    /// The image that members know by this key, and its name as a file; or why there is none.
    pub fn image(&self, key: &str) -> Result<(ImageId, String), ApiError> {
        self.images.find(key)
    }

    /// Where a menu is, as far as its plugin said; else in the middle of the workspace.
    pub fn transform(&self, index: u8) -> MenuTransform {
        let unmoved = Transform { position: [0.0; 3], rotation: [0.0, 0.0, 0.0, 1.0], scale: [1.0; 3] };
        let Transform { position, rotation: [x, y, z, w], scale } = self.places.get(&index).copied().unwrap_or(unmoved);
        let vector = |[x, y, z]: [f32; 3]| Vec3 { x, y, z };
        MenuTransform { position: vector(position), rotation: Quaternion { x, y, z, w }, scale: vector(scale) }
    }

    /// Closes them all and empties them: nobody is there any more to hear what is done to them, and a room may keep many sessions
    /// that are over.
    pub fn close(&mut self) -> MenuChanges {
        let mut changes = MenuChanges::default();
        for menu in self.menus.values_mut() {
            let (children, content) = (std::mem::take(&mut menu.root.children), menu.root.content.take());
            if std::mem::take(&mut menu.enabled) || !children.is_empty() || content.is_some() {
                changes.menus.push(menu.clone());
            }
        }
        self.hooks.clear();
        self.hooks.shrink_to_fit();
        changes
    }

    /// Puts a menu in the place of the one with its index. A shallow one is a frame alone: its tree stays.
    fn update_menu(&mut self, update: UpdateMenu, changes: &mut MenuChanges) -> Result<(), String> {
        let index = update.index;
        let root = match self.menus.get(&index) {
            Some(known) if update.shallow => known.root.clone(),
            _ => self.converted(|convert| convert.tree(update.menu.root, update.nodes, update.contents)),
        };
        let menu = Menu {
            index,
            enabled: update.menu.enabled,
            title: update.menu.title.into(),
            locked: update.menu.locked,
            width: finite(update.menu.width),
            height: finite(update.menu.height),
            transform: self.places.get(&index).copied(),
            root,
        };
        let others = self.menus.values().filter(|menu| menu.index != index).map(weight::of_menu);
        if others.sum::<usize>() + weight::of_menu(&menu) > MAX_BYTES {
            return Err(too_large());
        }
        self.menus.insert(index, menu.clone());
        changes.menus.push(menu);
        Ok(())
    }

    /// Puts contents in the place of those with their ids, wherever these stand. Those that stand nowhere come with a
    /// later menu.
    fn update_contents(&mut self, contents: Vec<ui::Content>, changes: &mut MenuChanges) -> Result<(), String> {
        let contents = contents.into_iter().map(|content| self.converted(|convert| convert.content(content)));
        let updates = Updates::of_contents(contents);
        self.check(&updates)?;
        self.put(&updates, changes);
        Ok(())
    }

    /// Puts nodes, with all that is in them, in the place of those with their ids. Those that stand nowhere come with a
    /// later menu.
    fn update_nodes(&mut self, nodes: Vec<LayoutNodeDeep>, changes: &mut MenuChanges) -> Result<(), String> {
        let nodes = nodes.into_iter().map(|node| self.converted(|convert| convert.node(node)));
        let updates = Updates::of_nodes(nodes);
        self.check(&updates)?;
        self.put(&updates, changes);
        Ok(())
    }

    /// From now on the plugin wants to hear of pointing at a button, or of touching an image.
    fn hook(&mut self, hook: &UiHook, changes: &mut MenuChanges) -> Result<(), String> {
        if self.hooks.len() >= MAX_HOOKS {
            return Err(format!("The plugin wants to hear of more than {MAX_HOOKS} buttons and images: no more."));
        }
        let is_new = self.hooks.insert((hook.kind, hook.content_id));
        if is_new && let Some(mut content) = self.content(hook.content_id.0).map(|found| found.content.clone()) {
            self.converted(|convert| convert.hook(&mut content));
            self.put(&Updates::of_contents([content]), changes);
        }
        Ok(())
    }

    /// Puts a menu somewhere; one that comes later, too.
    fn put_menu(&mut self, set: &SetMenuTransform, changes: &mut MenuChanges) -> Result<(), String> {
        let SetMenuTransform { index, position, rotation, scale } = *set;
        let place = Transform {
            position: [position.x, position.y, position.z],
            rotation: [rotation.x, rotation.y, rotation.z, rotation.w],
            scale: [scale.x, scale.y, scale.z],
        };
        let numbers = place.position.iter().chain(&place.rotation).chain(&place.scale);
        if !numbers.copied().all(f32::is_finite) {
            return Err(format!("The plugin puts its menu {index} nowhere: a number is not finite."));
        }
        self.places.insert(index, place);
        if let Some(menu) = self.menus.get_mut(&index).filter(|menu| menu.transform != Some(place)) {
            menu.transform = Some(place);
            changes.menus.push(menu.clone());
        }
        Ok(())
    }

    /// What is made of something of the wire; remembers whether a part of it was too deep.
    fn converted<T>(&mut self, of: impl FnOnce(&mut Convert<'_>) -> T) -> T {
        let mut convert = Convert::new(&mut self.images, &self.hooks);
        let made = of(&mut convert);
        self.pruned |= convert.pruned;
        made
    }

    /// Whether there is room for the menus as these updates leave them.
    fn check(&self, updates: &Updates) -> Result<(), String> {
        let titles = self.menus.values().map(|menu| menu.title.len()).sum();
        let left = MAX_BYTES.checked_sub(titles);
        let weigh = |left| self.menus.values().try_fold(left, |left, menu| updates.weigh(&menu.root, left));
        left.and_then(weigh).map(drop).ok_or_else(too_large)
    }

    /// Puts updates in their places. Members get contents; or whole menus, where nodes changed or parts stand too deep.
    fn put(&mut self, updates: &Updates, changes: &mut MenuChanges) {
        let (mut put, mut changed) = (Put::default(), Vec::new());
        for menu in self.menus.values_mut() {
            if updates.put(&mut menu.root, &mut put) {
                changed.push(menu.index);
            }
        }
        self.pruned |= put.pruned;
        if put.pruned || put.contents.is_empty() {
            changes.menus.extend(changed.iter().filter_map(|index| self.menus.get(index)).cloned());
        } else {
            changes.contents.extend(put.contents.into_values().cloned());
        }
    }

    /// Where a content stands, at a place that is shown if there is one.
    fn content(&self, id: i32) -> Option<Found<'_>> {
        let mut found: Option<Found<'_>> = None;
        for menu in self.menus.values() {
            tree::each_content(&menu.root, menu.enabled, &mut |content, shown| {
                if content.id() == id && found.as_ref().is_none_or(|found| shown && !found.shown) {
                    found = Some(Found { content, shown });
                }
            });
        }
        found
    }
}

/// A content, and whether its menu and all nodes on the way to it are shown.
struct Found<'a> {
    content: &'a Content,
    shown: bool,
}

fn too_large() -> String {
    format!("The plugin's menus take more than {} MiB: what it sent last is not shown.", MAX_BYTES >> 20)
}
