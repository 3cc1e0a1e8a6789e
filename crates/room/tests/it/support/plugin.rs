//! The plugin's end of a session: encodes what it says and decodes what it is told, as the library would.

use bytes::Bytes;
use protocol::control::Connect;
use protocol::{Agreed, Incoming, ToApp, ToPlugin, Versions};
use room_api::PluginId;

/// A session as its plugin sees it.
pub struct Session {
    pub plugin: PluginId,
    agreed: Agreed,
    app: Option<Versions>,
    requests: u32,
    told: Vec<(u32, ToPlugin)>,
    pub is_closed: bool,
}

impl Session {
    pub fn new(plugin: PluginId) -> Self {
        Self { plugin, agreed: Agreed::default(), app: None, requests: 0, told: Vec::new(), is_closed: false }
    }

    pub fn receive(&mut self, payload: &[u8]) {
        assert!(!self.is_closed, "told something after its end");
        let Incoming { request, message, .. } =
            ToPlugin::decode(payload, &self.agreed).unwrap_or_else(|error| panic!("{error}"));
        match message {
            ToPlugin::Connect(versions) => {
                assert!(self.app.replace(versions).is_none(), "connected twice");
            }
            message => self.told.push((request, message)),
        }
    }

    pub fn close(&mut self) {
        assert!(!self.is_closed, "closed twice");
        self.is_closed = true;
    }

    /// The payload that answers `connect`.
    pub fn connect(&mut self, versions: Versions) -> Bytes {
        assert!(self.app.is_some(), "the app speaks first");
        let payload = ToApp::Connect(Connect { compression: 0, versions: versions.clone() });
        let payload = payload.encode(0, false, &Agreed::default());
        self.agreed = Agreed::with(&versions);
        payload
    }

    /// The payload of a message, and its request's number.
    pub fn say(&mut self, message: &ToApp, expects_response: Option<bool>) -> (u32, Bytes) {
        self.requests += 1;
        (self.requests, message.encode(self.requests, expects_response.unwrap_or_default(), &self.agreed))
    }

    /// What it was told since it was asked last, answers left out.
    pub fn told(&mut self) -> Vec<ToPlugin> {
        let events = self.told.iter().filter(|(request, _)| *request == 0).map(|(_, event)| event.clone()).collect();
        self.told.retain(|(request, _)| *request != 0);
        events
    }

    pub fn answers_to(&mut self, request: u32) -> Vec<ToPlugin> {
        let answers = self.told.iter().filter(|(of, _)| *of == request).map(|(_, answer)| answer.clone()).collect();
        self.told.retain(|(of, _)| *of != request);
        answers
    }

    /// The numbers of the answers that came, in order.
    pub fn answered(&self) -> Vec<u32> {
        self.told.iter().map(|(request, _)| *request).filter(|request| *request != 0).collect()
    }
}

/// The table of the library 0.42.1, as far as it matters here: it does not say whether it expects a response.
pub fn table_of_0_42() -> Versions {
    let mut versions = Versions::offered();
    versions.0.remove("ToClientProtocol");
    versions
}
