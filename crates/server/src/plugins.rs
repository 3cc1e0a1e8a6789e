//! The plugins that are registered: their ids, who may take one over, and how long a lost one is waited for.

use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use protocol::Registration;
use protocol::hash::hash;
use room::SessionEnd;
use room_api::{Integration, Permission, Plugin, PluginId, text};
use tokio::sync::{SetOnce, watch};
use tracing::{info, warn};

use crate::Error;
use crate::ledger::Account;
use crate::queue::Queue;
use crate::router::{Router, tell_ended};
use crate::store::{KeyId, Numbers};

/// All of them.
#[derive(Debug)]
pub(crate) struct Plugins {
    router: Arc<Router>,
    ids: Numbers,
    grace: Duration,
    session_queue: usize,
    entries: Mutex<HashMap<PluginId, Entry>>,
    list: watch::Sender<Arc<[Plugin]>>,
}

#[derive(Debug)]
struct Entry {
    plugin: Plugin,
    identity: Identity,
    queue: Arc<Queue>,
    /// From where it came last.
    address: IpAddr,
    /// None: it was lost, and may come back.
    link: Option<Arc<Link>>,
    /// How often its link was lost or taken over: a grace period ends only the loss that it belongs to.
    losses: u64,
}

/// What must be the same for a takeover.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Identity {
    name: String,
    key: Option<KeyId>,
    /// Of a plugin without a key, whose name alone says little.
    address: Option<IpAddr>,
}

/// A registered plugin's connection, as the rest of the server sees it.
#[derive(Debug)]
pub(crate) struct Link {
    /// From where.
    pub peer: SocketAddr,
    /// Set once to end it.
    pub cut: SetOnce<Cut>,
    /// Set once it takes no more of the queue, and has put back what it could not send.
    pub released: SetOnce<()>,
}

/// What a plugin gets that is let in.
#[derive(Debug)]
pub(crate) struct Registered {
    /// Its queue, by which it is known.
    pub queue: Arc<Queue>,
    /// It came back: the link that it had before, if that still stands.
    pub previous: Option<Arc<Link>>,
    /// Whether it is the same plugin as before.
    pub came_back: bool,
}

/// Why the server ends a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// The plugin came back over another one.
    TakenOver,
    /// Its key was revoked: it is told (type 5).
    KeyRevoked,
    /// The server is going down.
    Shutdown,
}

/// How a link ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// The plugin said good-bye.
    Stopped,
    /// It may come back.
    Lost,
    /// It held too much memory.
    Greedy,
}

impl Plugins {
    pub(crate) fn new(router: Arc<Router>, ids: Numbers, grace: Duration, session_queue: usize) -> Arc<Self> {
        let list = watch::Sender::new(Arc::from(Vec::new()));
        Arc::new(Self { router, ids, grace, session_queue, entries: Mutex::default(), list })
    }

    /// The plugins as they are and as they change.
    pub(crate) fn watch(&self) -> watch::Receiver<Arc<[Plugin]>> {
        self.list.subscribe()
    }

    /// The queue of a plugin that is registered, lost or not.
    pub(crate) fn queue(&self, id: PluginId) -> Option<Arc<Queue>> {
        self.lock().get(&id).map(|entry| entry.queue.clone())
    }

    /// Registers a plugin: as the one that it was, where it may take that id over; else under a fresh id. May wait for the disk.
    pub(crate) fn register(
        self: &Arc<Self>,
        registration: Registration,
        claimed: PluginId,
        key: Option<KeyId>,
        link: Arc<Link>,
        account: Arc<Account>,
    ) -> Result<Registered, Error> {
        let plugin = described(&registration);
        let address = key.is_none().then(|| link.peer.ip());
        let identity = Identity { name: plugin.name.clone(), key, address };
        if let Some(registered) = self.take_over(claimed, &plugin, &identity, &link) {
            return Ok(registered);
        }
        let id = PluginId(self.ids.next()?);
        let queue = Queue::new(id, account, self.session_queue);
        let peer = link.peer;
        let mut entries = self.lock();
        let forsaken = forsaken(&entries, &identity, peer.ip());
        let plugin = Plugin { id, ..plugin };
        let entry = Entry { plugin, identity, queue: queue.clone(), address: peer.ip(), link: Some(link), losses: 0 };
        entries.insert(id, entry);
        self.publish(&entries);
        drop(entries);
        for id in forsaken {
            self.remove(id, SessionEnd::PluginRestarted);
        }
        Ok(Registered { queue, previous: None, came_back: false })
    }

    fn take_over(&self, id: PluginId, plugin: &Plugin, identity: &Identity, link: &Arc<Link>) -> Option<Registered> {
        let mut entries = self.lock();
        let entry = entries.get_mut(&id)?;
        if entry.identity != *identity {
            warn!(plugin = %id, peer = %link.peer, "a plugin claimed the id of another: it gets a fresh one");
            return None;
        }
        entry.plugin = Plugin { id, ..plugin.clone() };
        entry.losses += 1;
        entry.address = link.peer.ip();
        let previous = entry.link.replace(link.clone());
        if let Some(previous) = &previous {
            let _ = previous.cut.set(Cut::TakenOver);
        }
        let queue = entry.queue.clone();
        self.publish(&entries);
        Some(Registered { queue, previous, came_back: true })
    }

    /// A link ended. Sessions wait for the plugin to come back, if it may.
    pub(crate) fn unlink(self: &Arc<Self>, id: PluginId, link: &Arc<Link>, loss: Loss) {
        let mut entries = self.lock();
        let Some(entry) = entries.get_mut(&id) else { return };
        if !entry.link.as_ref().is_some_and(|current| Arc::ptr_eq(current, link)) {
            return; // It was taken over: the other link counts.
        }
        entry.link = None;
        entry.losses += 1;
        entry.plugin.connected = false;
        let (losses, account) = (entry.losses, entry.queue.account().clone());
        self.publish(&entries);
        drop(entries);
        match loss {
            Loss::Stopped => self.remove(id, SessionEnd::PluginStopped),
            Loss::Greedy => self.remove(id, SessionEnd::Server(GREEDY.into())),
            Loss::Lost => {
                let plugins = self.clone();
                tokio::spawn(async move {
                    let end = tokio::select! {
                        () = tokio::time::sleep(plugins.grace) => SessionEnd::LinkLost,
                        () = account.cut_off() => SessionEnd::Server(GREEDY.into()),
                    };
                    if plugins.lock().get(&id).is_some_and(|entry| entry.losses == losses) {
                        info!(plugin = %id, "the plugin did not come back");
                        plugins.remove(id, end);
                    }
                });
            }
        }
    }

    /// Cuts off plugins whose key is not among the live ones.
    pub(crate) fn keep_only(self: &Arc<Self>, live: &HashSet<KeyId>) {
        let revoked: Vec<(PluginId, Option<Arc<Link>>)> = {
            let entries = self.lock();
            let is_revoked = |entry: &Entry| entry.identity.key.is_some_and(|key| !live.contains(&key));
            entries.iter().filter(|(_, entry)| is_revoked(entry)).map(|(id, entry)| (*id, entry.link.clone())).collect()
        };
        for (id, link) in revoked {
            warn!(plugin = %id, "the plugin's key was revoked: it is cut off");
            if let Some(link) = link {
                let _ = link.cut.set(Cut::KeyRevoked);
            }
            self.remove(id, SessionEnd::Server("The plugin's key was revoked.".into()));
        }
    }

    /// Ends every link, after what is queued.
    pub(crate) fn shutdown(&self) {
        for entry in self.lock().values() {
            if let Some(link) = &entry.link {
                let _ = link.cut.set(Cut::Shutdown);
            }
        }
    }

    fn remove(&self, id: PluginId, end: SessionEnd) {
        let mut entries = self.lock();
        let Some(entry) = entries.remove(&id) else { return };
        self.publish(&entries);
        drop(entries);
        let sessions = self.router.end_all(&entry.queue);
        if !sessions.is_empty() {
            tokio::spawn(async move { tell_ended(sessions, &end).await });
        }
    }

    fn publish(&self, entries: &HashMap<PluginId, Entry>) {
        let mut plugins: Vec<Plugin> = entries.values().map(|entry| entry.plugin.clone()).collect();
        plugins.sort_by_key(|plugin| plugin.id);
        self.list.send_replace(plugins.into());
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PluginId, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const GREEDY: &str = "The server had no memory left for what waited for the plugin, or came from it. Reconnect it, and give it less at once.";

/// Lost plugins that this fresh registration shows to be gone: the same plugin, started anew on the same machine.
fn forsaken(entries: &HashMap<PluginId, Entry>, identity: &Identity, address: IpAddr) -> Vec<PluginId> {
    let is_forsaken = |entry: &Entry| entry.link.is_none() && entry.identity == *identity && entry.address == address;
    entries.iter().filter(|(_, entry)| is_forsaken(entry)).map(|(id, _)| *id).collect()
}

/// A plugin for the list, with texts that cannot drive somebody's terminal, and that everybody's list has room for.
fn described(registration: &Registration) -> Plugin {
    const MOST_TAGS: usize = 32;
    let word = |text: &str| text::name(text, 100).unwrap_or_default();
    Plugin {
        id: PluginId(0),
        name: text::name(&registration.name, 100).unwrap_or_else(|| "Unnamed".into()),
        description: text::line(registration.description.trim()).take(2000).collect(),
        category: word(&registration.category),
        tags: registration.tags.iter().take(MOST_TAGS).map(|tag| word(tag)).collect(),
        has_advanced: registration.has_advanced,
        permissions: permissions(registration),
        integrations: offered(registration),
        connected: true,
    }
}

/// What it asks to be allowed, once each, as far as it is known.
fn permissions(registration: &Registration) -> Vec<Permission> {
    let is_asked = |name: &str| registration.permissions.contains(&hash(name));
    let known = [("local_files_access", Permission::LocalFilesAccess)];
    known.iter().filter(|(name, _)| is_asked(name)).map(|(_, permission)| *permission).collect()
}

/// The integrations that it registered for; what nobody knows is left out.
fn offered(registration: &Registration) -> Vec<Integration> {
    let is_offered = |integration: &Integration| registration.integrations.contains(&hash(integration.name()));
    Integration::ALL.into_iter().filter(is_offered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plugin_is_listed_by_what_is_seen() {
        let named = |name: &str| Registration {
            name: name.into(),
            description: "Docks.\u{202e}\nFast.".into(),
            tags: vec!["\u{200b}a".into()],
            ..Registration::default()
        };
        let plugin = described(&named("\u{202e}Dock\u{200b}ing"));
        assert_eq!((&plugin.name[..], &plugin.description[..], &plugin.tags[0][..]), ("Docking", "Docks. Fast.", "a"));
        assert_eq!(described(&named("\u{200b}")).name, "Unnamed");
    }
}
