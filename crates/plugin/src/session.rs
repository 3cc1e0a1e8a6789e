//! What a plugin says to its room, and asks of it.

use std::any::Any;
use std::future::Future;
use std::sync::Arc;

use molecule::{Complex, Index};
use molecule_wire::{complexes_from_wire, complexes_to_wire};
use protocol::control::{OpenUrl, PluginListButton, SetPluginListButton};
use protocol::presenter::PresenterInfo;
use protocol::structure::{SubstructureKind, SubstructuresRequest};
use protocol::ui::{
    Batch, Content, ContentId, Notification, NotificationKind, UiHook, UiHookKind, UpdateContent, UpdateNode,
};
use protocol::{Agreed, Text, ToApp, ToPlugin};
use tokio::task::JoinHandle;

use crate::process::Room;
use crate::structures::{deep_update, removal, shallow_from_wire, shallow_update};
use crate::ui::{Menu, Node};
use crate::{Error, Result as AnyResult, Substructures, Workspace};

type Result<T> = std::result::Result<T, Error>;

/// A plugin's connection to one room. Cheap to clone; every clone is the same session.
///
/// All methods wait while too much is under way to the room. A request has no time-out: it ends with an answer, or with
/// [`Error::Ended`].
#[derive(Clone)]
pub struct Session(Arc<Room>);

/// Structures.
impl Session {
    /// The complexes of the workspace, oldest first, without what is in them.
    pub async fn complex_list(&self) -> Result<Vec<Complex>> {
        match self.request(ToApp::ComplexListRequest).await? {
            ToPlugin::ComplexListResponse(complexes) => shallow_from_wire(complexes),
            other => Err(unexpected(&other)),
        }
    }

    /// Whole complexes, in the order asked for. One that is not there (any more) comes as an empty complex with the index
    /// -1.
    pub async fn complexes(&self, indices: &[Index]) -> Result<Vec<Complex>> {
        match self.request(ToApp::ComplexesRequest(indices.to_vec())).await? {
            ToPlugin::ComplexesResponse(complexes) => Ok(complexes_from_wire(complexes)?),
            other => Err(unexpected(&other)),
        }
    }

    /// The whole workspace.
    pub async fn workspace(&self) -> Result<Workspace> {
        match self.request(ToApp::WorkspaceRequest).await? {
            ToPlugin::WorkspaceResponse(workspace) => Workspace::from_wire(workspace),
            other => Err(unexpected(&other)),
        }
    }

    /// Puts this in the place of the whole workspace.
    pub async fn update_workspace(&self, workspace: &Workspace) -> Result<()> {
        self.request(ToApp::WorkspaceUpdate(workspace.to_wire())).await.map(drop)
    }

    /// Adds complexes. Gives them back in this order, with the indices that the room gave them.
    pub async fn add_to_workspace(&self, complexes: &[Complex]) -> Result<Vec<Complex>> {
        match self.request(ToApp::AddToWorkspace(complexes_to_wire(complexes))).await? {
            ToPlugin::AddToWorkspaceDone(complexes) => Ok(complexes_from_wire(complexes)?),
            other => Err(unexpected(&other)),
        }
    }

    /// Changes complexes with all that is in them. What has the index -1 is new; what is missing is removed.
    pub async fn update_deep(&self, complexes: &[Complex]) -> Result<()> {
        self.request(ToApp::StructuresDeepUpdate(deep_update(complexes))).await.map(drop)
    }

    /// Changes complexes, but nothing that is in them: name, place, current frame, whether they are shown, ...
    pub async fn update_shallow(&self, complexes: &[Complex]) -> Result<()> {
        self.send(ToApp::StructuresShallowUpdate(shallow_update(complexes))).await
    }

    /// Removes complexes.
    pub async fn remove(&self, indices: &[Index]) -> Result<()> {
        self.request(ToApp::StructuresDeepUpdate(removal(indices))).await.map(drop)
    }

    /// A molecule's proteins, ligands or solvents; `UNKNOWN` means all of these.
    pub async fn substructures(&self, molecule: Index, kind: SubstructureKind) -> Result<Substructures> {
        let request = SubstructuresRequest { index: molecule, kind };
        match self.request(ToApp::SubstructureRequest(request)).await? {
            ToPlugin::SubstructureResponse(found) => Substructures::from_wire(found),
            other => Err(unexpected(&other)),
        }
    }

    /// Brings structures into view: puts and scales the workspace so that they fill it.
    pub async fn zoom(&self, indices: &[Index]) -> Result<()> {
        self.request(ToApp::StructuresZoom(indices.to_vec())).await.map(drop)
    }

    /// Puts the workspace so that structures are in its middle.
    pub async fn center(&self, indices: &[Index]) -> Result<()> {
        self.request(ToApp::StructuresCenter(indices.to_vec())).await.map(drop)
    }

    /// From now on, [`Plugin::on_complex_updated`](crate::Plugin::on_complex_updated) is called for this complex.
    pub async fn hook_complex_updated(&self, index: Index) -> Result<()> {
        self.send(ToApp::HookComplexUpdated(index)).await
    }

    /// From now on, [`Plugin::on_selection_changed`](crate::Plugin::on_selection_changed) is called for this complex.
    pub async fn hook_selection_changed(&self, index: Index) -> Result<()> {
        self.send(ToApp::HookSelectionChanged(index)).await
    }
}

/// People.
impl Session {
    /// Shows a short text to the presenter.
    pub async fn notify(&self, kind: NotificationKind, text: impl Into<Text>) -> Result<()> {
        self.send(ToApp::NotificationSend(Notification { kind, text: text.into() })).await
    }

    /// Who presents.
    pub async fn presenter_info(&self) -> Result<PresenterInfo> {
        match self.request(ToApp::PresenterInfoRequest).await? {
            ToPlugin::PresenterInfoResponse(presenter) => Ok(presenter),
            other => Err(unexpected(&other)),
        }
    }

    /// Text and state of a button in the list of plugins: Run, or Advanced Settings.
    pub async fn set_button(&self, button: PluginListButton, text: impl Into<Text>, usable: bool) -> Result<()> {
        let button = SetPluginListButton { button, text: text.into(), usable };
        self.send(ToApp::PluginListButtonSet(button)).await
    }

    /// Shows a link to the presenter.
    pub async fn open_url(&self, url: impl Into<Text>) -> Result<()> {
        self.send(ToApp::OpenUrl(OpenUrl { url: url.into(), desktop: true })).await
    }
}

/// Menus.
impl Session {
    /// Shows a menu, in the place of the one with the same number.
    pub async fn update_menu(&self, menu: &Menu) -> Result<()> {
        self.send(ToApp::MenuUpdate(menu.update(false))).await
    }

    /// Changes a menu's frame (title, size, enabled), not what is in it.
    pub async fn update_menu_frame(&self, menu: &Menu) -> Result<()> {
        self.send(ToApp::MenuUpdate(menu.update(true))).await
    }

    /// Closes a menu.
    pub async fn close_menu(&self, menu: &Menu) -> Result<()> {
        let closed = Menu { enabled: false, ..menu.clone() };
        self.update_menu_frame(&closed).await
    }

    /// Changes contents, wherever they stand.
    pub async fn update_content<C: Into<Content>>(&self, contents: impl IntoIterator<Item = C>) -> Result<()> {
        let contents: Vec<Content> = contents.into_iter().map(Into::into).collect();
        let batches = self.batches(contents, BATCHED_CONTENT);
        for contents in batches {
            self.send(ToApp::ContentUpdate(UpdateContent { contents: Batch(contents) })).await?;
        }
        Ok(())
    }

    /// Changes nodes with all that is in them.
    pub async fn update_node<N: Into<Node>>(&self, nodes: impl IntoIterator<Item = N>) -> Result<()> {
        let nodes: Vec<_> = nodes.into_iter().map(|node| node.into().0).collect();
        for nodes in self.batches(nodes, BATCHED_NODES) {
            self.send(ToApp::NodeUpdate(UpdateNode { nodes: Batch(nodes) })).await?;
        }
        Ok(())
    }

    /// Asks to hear of pointing at a button, or of pressing, holding or letting go an image.
    pub async fn hook_ui(&self, kind: UiHookKind, content: ContentId) -> Result<()> {
        self.send(ToApp::HookUiCallback(UiHook { kind, content_id: content })).await
    }

    /// Old apps take one item a message.
    fn batches<T>(&self, items: Vec<T>, batched: protocol::versions::Key) -> Vec<Vec<T>> {
        if items.is_empty() {
            return Vec::new();
        }
        match self.agreed().version(batched) {
            0 => items.into_iter().map(|item| vec![item]).collect(),
            _ => vec![items],
        }
    }
}

const BATCHED_CONTENT: protocol::versions::Key = protocol::versions::Key::of("SendUIContent", 1);
const BATCHED_NODES: protocol::versions::Key = protocol::versions::Key::of("SendLayoutNode", 1);

/// The session itself.
impl Session {
    pub(crate) fn new(room: Arc<Room>) -> Self {
        Self(room)
    }

    /// Its number, which no other session of this server has or will have.
    pub fn number(&self) -> u32 {
        self.0.number()
    }

    /// The versions that this plugin and the app agreed on.
    pub fn agreed(&self) -> &Agreed {
        self.0.agreed()
    }

    /// Runs long work beside the methods of [`Plugin`](crate::Plugin). An error is logged and shown to the presenter, a
    /// panic ends the session. The task is dropped when it is aborted, or when the session ends.
    pub fn spawn(&self, work: impl Future<Output = AnyResult<()>> + Send + 'static) -> JoinHandle<()> {
        let session = self.clone();
        tokio::spawn(async move { session.0.watch(work).await })
    }

    /// Hands something to [`Plugin::on_post`](crate::Plugin::on_post), in turn with what comes from the room: how a
    /// task brings its result back to the plugin.
    pub fn post(&self, message: impl Any + Send) {
        self.0.post(Box::new(message));
    }

    /// Returns when the session is over.
    pub async fn ended(&self) {
        self.0.ended().await;
    }

    /// Sends any message that has no answer.
    pub async fn send(&self, message: ToApp) -> Result<()> {
        self.0.send(message).await
    }

    /// Sends any message that has an answer, and awaits it. It is of the kind that belongs to the message.
    pub async fn request(&self, message: ToApp) -> Result<ToPlugin> {
        self.0.request(message).await
    }
}

/// [`Session::request`] lets no other answer through than the one that belongs to the message.
fn unexpected(answer: &ToPlugin) -> Error {
    Error::Answer { name: answer.kind().name(), reason: "it answers something else".into() }
}
