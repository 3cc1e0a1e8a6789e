//! The rooms port: HTTPS, and on loopback addresses plain HTTP; a page, a health check, and the room API's WebSocket.

mod entrance;
mod frames;
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
use axum::extract::{Request, State};
use axum::http::StatusCode;
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
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tracing::field::Empty;
use tracing::{Instrument, debug, error_span, warn};

use crate::link::accept;
use crate::run::House;
use crate::turnstile::Ticket;

/// The longest text frame: a request. A binary one is at most a chunk, which is shorter.
const MAX_FRAME: usize = 1024 * 1024;
/// The longest first frame: until then nobody knows who it is.
const MAX_HELLO: usize = 16 * 1024;
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
            if house.complaints.may_be_logged(peer.ip()) {
                warn!(%peer, "the connection is closed: there are as many as allowed, over all or from its address");
            }
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
        tokio::spawn(serve.instrument(error_span!("connection", %peer)));
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
        let is_to_be_logged = refused.is_err() && house.complaints.may_be_logged(visit.peer.ip());
        request.extensions_mut().insert(visit.clone());
        let pages = pages.clone();
        async move {
            match refused {
                Ok(()) => pages.call(request).await,
                Err(refusal) => {
                    if is_to_be_logged {
                        warn!(problem = refusal.problem(), "a request is refused");
                    }
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

/// A request becomes a WebSocket. Its stream is watched, for which the framework's own has no place.
async fn api(
    State(house): State<Arc<House>>,
    Extension(visit): Extension<Visit>,
    mut request: Request,
) -> Result<Response, (StatusCode, String)> {
    let upgrade = hyper::upgrade::on(&mut request);
    let answer = create_response_with_body(&request, Body::empty)
        .map_err(|error| (StatusCode::BAD_REQUEST, format!("Only WebSockets are spoken here: {error}\n")))?;
    let peer = visit.peer;
    let span = error_span!(parent: None, "member", %peer, connection = Empty, room = Empty, member = Empty);
    let serve = async move {
        match upgrade.await {
            Ok(upgraded) => socket::serve(TokioIo::new(upgraded), visit, house).await,
            Err(error) => debug!(%error, "the connection became no WebSocket"),
        }
    };
    tokio::spawn(serve.instrument(span));
    Ok(answer)
}

/// Speaks the WebSocket protocol over a stream, as the side that was called.
async fn web_socket<S: AsyncRead + AsyncWrite + Unpin>(stream: S) -> WebSocketStream<S> {
    let config = WebSocketConfig::default().read_buffer_size(READ_BUFFER).write_buffer_size(0);
    let config = config.max_message_size(Some(MAX_FRAME)).max_frame_size(Some(MAX_FRAME));
    WebSocketStream::from_raw_socket(stream, Role::Server, Some(config)).await
}
