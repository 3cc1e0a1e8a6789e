//! The plugin port: one task a connection. It is admitted ([`admission`]), and then packets move both ways until it ends
//! ([`conversation`]).

mod admission;
mod conversation;
mod logs;
mod wire;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tracing::{Instrument, debug, error_span, warn};

use self::admission::Rejection;
use crate::run::House;

/// Takes connections until the server stops, and then waits until the last one is closed.
pub(crate) async fn listen(listener: TcpListener, house: Arc<House>) {
    let mut links = JoinSet::new();
    loop {
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            Some(_) = links.join_next() => continue,
            () = house.stopping() => break,
        };
        let Ok(place) = house.links.enter(peer.ip()) else {
            if house.complaints.may_be_logged(peer.ip()) {
                let limit = house.config.links;
                warn!(%peer, limit, "the connection is closed: there are as many links as allowed");
            }
            continue;
        };
        let house = house.clone();
        let serve = async move {
            serve(stream, peer, house).await;
            drop(place);
        };
        links.spawn(serve.instrument(error_span!("link", %peer)));
    }
    drop(listener);
    while links.join_next().await.is_some() {}
}

/// The next connection. An error is one of that connection, or of a machine that is out of files for a moment.
pub(crate) async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let _ = stream.set_nodelay(true);
                return (stream, peer);
            }
            Err(error) => {
                debug!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

async fn serve(stream: TcpStream, peer: SocketAddr, house: Arc<House>) {
    let admitted = tokio::select! {
        admitted = admission::admit(stream, peer, &house) => admitted,
        () = house.stopping() => return,
    };
    match admitted {
        Ok(admitted) => conversation::hold(admitted, house).await,
        Err(rejection) => {
            if house.complaints.may_be_logged(peer.ip()) {
                warn!("the connection is closed: {rejection}");
            }
            if let Rejection::Refused { stream, .. } = rejection {
                admission::tell_refused(stream, house.config.handshake_secs.duration()).await;
            }
        }
    }
}
