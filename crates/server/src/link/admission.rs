//! Who is let in on the plugin port: TLS in time, one small registration in time, and a key where one is needed.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use protocol::packet::{Decoder, UNREGISTERED_LIMIT};
use protocol::{Packet, PacketKind, Registration};
use room_api::PluginId;
use tokio::net::TcpStream;
use tokio::sync::SetOnce;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tracing::info;

use super::wire::{self, Stream, WireError};
use crate::ledger::Account;
use crate::plugins::{Link, Registered};
use crate::run::House;
use crate::store::KeyId;
use crate::{Error, PluginKey};

/// A registered plugin's connection.
pub(super) struct Admitted {
    pub stream: Stream,
    /// What came after the registration.
    pub decoder: Decoder,
    pub link: Arc<Link>,
    pub registered: Registered,
}

/// Why somebody is not let in: for the log.
#[derive(Debug, thiserror::Error)]
pub(super) enum Rejection {
    #[error("as many unregistered connections come from its address as are allowed")]
    Crowded,
    #[error("it took too long to {0}")]
    TooSlow(&'static str),
    #[error("it does not speak TLS as it should: {0}")]
    Tls(std::io::Error),
    #[error(transparent)]
    Wire(#[from] WireError),
    #[error("it sent a packet of type {0} before it registered")]
    NotRegistered(u8),
    #[error(transparent)]
    Registration(#[from] protocol::registration::RegistrationError),
    #[error("the plugin {name:?} is refused: {why}")]
    Refused { name: String, why: &'static str, stream: Box<Stream> },
    #[error(transparent)]
    Server(#[from] Error),
}

/// Lets a connection in, or says why not.
pub(super) async fn admit(stream: TcpStream, peer: SocketAddr, house: &Arc<House>) -> Result<Admitted, Rejection> {
    let place = house.unregistered_links.enter(peer.ip()).map_err(|_| Rejection::Crowded)?;
    let patience = house.config.handshake_secs.duration();
    let accept = TlsAcceptor::from(house.plugin_tls.clone()).accept(stream);
    let accepted = timeout(patience, accept).await.map_err(|_| Rejection::TooSlow("speak TLS"))?;
    let mut stream = accepted.map_err(Rejection::Tls)?;

    let account = house.ledger.open();
    let mut decoder = Decoder::new();
    let first = timeout(patience, first_packet(&mut stream, &mut decoder, &account));
    let first = first.await.map_err(|_| Rejection::TooSlow("register"))??;
    if first.kind != PacketKind::PLUGIN_CONNECTION {
        return Err(Rejection::NotRegistered(first.kind.0));
    }
    let mut registration = Registration::from_json(&first.payload)?;
    let key = registration.auth.take().filter(|key| !key.trim().is_empty()).map(PluginKey::from);

    let link = Arc::new(Link { peer, cut: SetOnce::new(), released: SetOnce::new() });
    let name = registration.name.clone();
    let registered = {
        let (house, link) = (house.clone(), link.clone());
        let register = move || {
            let key = check_key(&house, key, peer)?;
            house.plugins.register(registration, PluginId(first.plugin), key, link, account).map_err(NotIn::Server)
        };
        tokio::task::spawn_blocking(register).await.expect("registering does not panic")
    };
    drop(place);
    match registered {
        Ok(registered) => {
            let plugin = registered.queue.plugin();
            info!(%plugin, name, "{}", if registered.came_back { "the plugin came back" } else { "a plugin registered" });
            Ok(Admitted { stream, decoder, link, registered })
        }
        Err(NotIn::Refused(why)) => Err(Rejection::Refused { name, why, stream: Box::new(stream) }),
        Err(NotIn::Server(error)) => Err(error.into()),
    }
}

/// Tells a plugin that it is refused, in the library's way: a packet of type 5 before it has an id.
pub(super) async fn tell_refused(mut stream: Box<Stream>, patience: Duration) {
    let refusal = Packet::empty(PacketKind::PLUGIN_DISCONNECTION, 0, 0);
    if wire::write(&mut stream, &refusal, patience).await.is_ok() {
        wire::close(*stream).await;
    }
}

async fn first_packet(stream: &mut Stream, decoder: &mut Decoder, account: &Arc<Account>) -> Result<Packet, WireError> {
    let mut held = account.charge(0);
    loop {
        if let Some(packet) = decoder.next_packet(UNREGISTERED_LIMIT)? {
            return Ok(packet);
        }
        wire::read(stream, decoder).await?;
        held.resize(decoder.buffered().len());
    }
}

enum NotIn {
    Refused(&'static str),
    Server(Error),
}

/// Whose key it is; none where none is needed. Waits for the disk.
fn check_key(house: &House, key: Option<PluginKey>, peer: SocketAddr) -> Result<Option<KeyId>, NotIn> {
    let Some(key) = key else {
        if house.config.open || house.plugins_are_local && peer.ip().is_loopback() {
            return Ok(None);
        }
        return Err(NotIn::Refused("it has no key: make one with `nts key new NAME`, or run the server with --open"));
    };
    match house.store.live_key(&key).map_err(NotIn::Server)? {
        Some(id) => Ok(Some(id)),
        None => Err(NotIn::Refused("its key is unknown or revoked: see `nts key list`")),
    }
}
