//! The rooms port: HTTPS, and on loopback addresses plain HTTP; a page, a health check, and the room API's WebSocket.

mod entrance;
mod guard;
mod pages;
mod sending;
mod socket;
pub(crate) mod structures;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State, WebSocketUpgrade};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Json, Router};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use room_api::{Home, bulk};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tracing::{Instrument, debug, info_span, warn};

use crate::link::accept;
use crate::run::House;
use crate::turnstile::Ticket;

/// The longest text frame: a request. A binary one is at most a chunk, which is shorter.
const MAX_FRAME: usize = 1024 * 1024;
/// What a connection reads at once; an idle one holds as much.
const READ_BUFFER: usize = 8 * 1024;
/// The first byte of TLS: a handshake record.
const TLS_HANDSHAKE: u8 = 0x16;

const _: () = assert!(bulk::MAX_CHUNK + bulk::HEADER_LEN <= MAX_FRAME);

/// A connection, as its requests see it.
#[derive(Clone, Debug)]
struct Visit {
    peer: SocketAddr,
    is_tls: bool,
    /// It counts as long as the connection, or the WebSocket that it became.
    place: Arc<Ticket>,
}

/// Takes connections until the server stops, and then waits until the last one is closed.
pub(crate) async fn listen(listener: TcpListener, house: Arc<House>) {
    let pages = TowerToHyperService::new(
        Router::new()
            .route("/healthz", get(async || "ok\n"))
            .route("/api", get(api))
            .route("/api/home", get(home))
            .fallback(pages::serve)
            .with_state(house.clone()),
    );
    loop {
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = house.stopping() => break,
        };
        let Ok(place) = house.connections.enter(peer.ip()) else {
            warn!(%peer, "the connection is closed: there are as many as allowed, over all or from its address");
            continue;
        };
        let (house, pages) = (house.clone(), pages.clone());
        let serve = async move {
            tokio::select! {
                served = serve(stream, peer, place, &house, pages) => {
                    if let Err(error) = served {
                        debug!(%error, "the connection is closed");
                    }
                }
                () = house.stopping() => {}
            }
        };
        tokio::spawn(serve.instrument(info_span!("connection", %peer)));
    }
    drop(listener);
    house.connections.emptied().await;
}

type Pages = TowerToHyperService<Router>;

async fn serve(stream: TcpStream, peer: SocketAddr, place: Ticket, house: &Arc<House>, pages: Pages) -> io::Result<()> {
    let patience = house.config.handshake_secs.duration();
    let mut first = [0];
    timeout(patience, stream.peek(&mut first)).await??;
    let is_tls = first[0] == TLS_HANDSHAKE;
    let visit = Visit { peer, is_tls, place: Arc::new(place) };
    if is_tls {
        let stream = timeout(patience, TlsAcceptor::from(house.web_tls.clone()).accept(stream)).await??;
        return converse(stream, visit, house, pages).await;
    }
    if stream.local_addr()?.ip().is_loopback() {
        return converse(stream, visit, house, pages).await;
    }
    refuse_plain(stream).await
}

/// Speaks HTTP. A WebSocket goes on in a task of its own.
async fn converse<S>(stream: S, visit: Visit, house: &Arc<House>, pages: Pages) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let house = house.clone();
    let patience = house.config.handshake_secs.duration();
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        let refused = guard::check(&visit, request.headers(), &house.config.origins);
        request.extensions_mut().insert(visit.clone());
        let pages = pages.clone();
        async move {
            match refused {
                Ok(()) => pages.call(request).await,
                Err(refusal) => {
                    warn!(problem = refusal.problem(), "a request is refused");
                    Ok::<Response<Body>, Infallible>(refusal.into_response())
                }
            }
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience).max_buf_size(2 * READ_BUFFER);
    http.serve_connection(TokioIo::new(stream), service).with_upgrades().await.map_err(io::Error::other)
}

async fn refuse_plain(mut stream: TcpStream) -> io::Result<()> {
    const ANSWER: &[u8] = b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n\
        Only HTTPS is spoken here: use https:// (or wss://) instead.\n";
    stream.write_all(ANSWER).await?;
    stream.shutdown().await
}

/// What is open here, for the home page.
async fn home(State(house): State<Arc<House>>, Extension(visit): Extension<Visit>) -> Json<Home> {
    Json(Home {
        server: env!("CARGO_PKG_VERSION").to_owned(),
        needs_invitation: entrance::needs_invitation(&visit, &house),
        rooms: house.rooms.listed(),
        plugins: house.plugins.watch().borrow().to_vec(),
    })
}

async fn api(
    State(house): State<Arc<House>>,
    Extension(visit): Extension<Visit>,
    upgrade: WebSocketUpgrade,
    _request: Request,
) -> Response {
    let upgrade = upgrade.max_message_size(MAX_FRAME).max_frame_size(MAX_FRAME);
    let upgrade = upgrade.read_buffer_size(READ_BUFFER).write_buffer_size(0);
    let span = info_span!(parent: None, "member", peer = %visit.peer);
    upgrade.on_upgrade(move |socket| socket::serve(socket, visit, house).instrument(span))
}
