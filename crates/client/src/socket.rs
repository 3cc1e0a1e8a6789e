//! The WebSocket to a server, from the first byte to the greeting.

use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use room_api::{API_VERSIONS, Enter, Greeting, Hello, Welcome};
use rustls::CertificateError;
use rustls_pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use crate::address::ROOMS_PORT;
use crate::{Error, Options, Server, Trust};

/// How long a server may take to let one in.
pub(crate) const ENTER_TIMEOUT: Duration = Duration::from_secs(20);
/// The longest frame that a server may send: a snapshot's JSON.
const MAX_FRAME: usize = 64 << 20;

/// What carries a WebSocket.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// An open WebSocket.
pub(crate) type Socket = WebSocketStream<Box<dyn Stream>>;

/// Connects, says hello and is let in.
pub(crate) async fn enter(server: &Server, options: &Options, enter: Enter) -> Result<(Socket, Welcome), Error> {
    let entering = async {
        let mut socket = connect(server, &options.trust).await?;
        let hello = Hello { api: API_VERSIONS.to_vec(), enter, columns: options.columns };
        let welcome = greet(&mut socket, &hello).await?;
        Ok((socket, welcome))
    };
    match tokio::time::timeout(ENTER_TIMEOUT, entering).await {
        Ok(entered) => entered,
        Err(_) => Err(unreachable(server, format!("no answer within {} s", ENTER_TIMEOUT.as_secs()))),
    }
}

async fn connect(server: &Server, trust: &Trust) -> Result<Socket, Error> {
    let stream = dial(server, trust).await?;
    let config = WebSocketConfig::default().max_message_size(Some(MAX_FRAME)).max_frame_size(Some(MAX_FRAME));
    let url = format!("{}://{}/api", if server.tls { "wss" } else { "ws" }, server.authority());
    match tokio_tungstenite::client_async_with_config(url, stream, Some(config)).await {
        Ok((socket, _)) => Ok(socket),
        Err(error) => Err(unreachable(server, format!("it does not speak the room API there ({error})"))),
    }
}

/// A connection over which nothing was said yet.
pub(crate) async fn dial(server: &Server, trust: &Trust) -> Result<Box<dyn Stream>, Error> {
    let problem = |error: &dyn std::fmt::Display| unreachable(server, error.to_string());
    let tcp = TcpStream::connect((server.host.as_str(), server.port)).await;
    let tcp = tcp.map_err(|error| match error.kind() {
        ErrorKind::ConnectionRefused => unreachable(server, nobody_listens(server.port)),
        _ => problem(&error),
    })?;
    // Failing only makes it slower.
    let _ = tcp.set_nodelay(true);

    match server.tls {
        false => Ok(Box::new(tcp)),
        true => {
            let connector = TlsConnector::from(Arc::new(trust.config()?));
            let name = ServerName::try_from(server.host.clone()).map_err(|error| problem(&error))?;
            Ok(Box::new(connector.connect(name, tcp).await.map_err(|error| tls_problem(server, &error))?))
        }
    }
}

async fn greet(socket: &mut Socket, hello: &Hello) -> Result<Welcome, Error> {
    socket.send(Message::text(to_json(hello))).await.map_err(lost)?;
    loop {
        let greeting = match socket.next().await {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => continue,
            Some(Ok(Message::Close(_))) | None => return Err(Error::Lost("it was closed before a greeting".into())),
            Some(Ok(Message::Binary(_))) => return Err(Error::Protocol("its greeting is not text".into())),
            Some(Err(error)) => return Err(lost(error)),
        };
        return match serde_json::from_str(&greeting) {
            Ok(Greeting::Welcome(welcome)) if API_VERSIONS.contains(&welcome.api) => Ok(welcome),
            Ok(Greeting::Welcome(welcome)) => Err(Error::Protocol(format!("it chose API version {}", welcome.api))),
            Ok(Greeting::Refused(refusal)) => Err(Error::Refused(refusal.error)),
            Err(error) => Err(Error::Protocol(format!("its greeting cannot be read: {error}"))),
        };
    }
}

/// The JSON of a frame of the room API.
pub(crate) fn to_json(frame: &impl serde::Serialize) -> String {
    serde_json::to_string(frame).expect("frames of the room API always have a JSON form")
}

/// A WebSocket error as a loss.
pub(crate) fn lost(error: tokio_tungstenite::tungstenite::Error) -> Error {
    Error::Lost(error.to_string())
}

pub(crate) fn unreachable(server: &Server, problem: String) -> Error {
    Error::Unreachable { server: server.to_string(), problem }
}

/// What a refused connection means.
fn nobody_listens(port: u16) -> String {
    let usual = match port {
        ROOMS_PORT => String::new(),
        _ => format!(" (its port for people is {ROOMS_PORT} where it was not given another)"),
    };
    format!("connection refused. Nobody listens there: `nts serve` starts a server{usual}")
}

fn tls_problem(server: &Server, error: &std::io::Error) -> Error {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match inner {
        Some(rustls::Error::InvalidCertificate(
            why @ (CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }),
        )) => Error::Trust(format!(
            "the certificate of {server} is not for this name ({why}). If it is your server, start it with `--names {}`, or \
             name the fingerprint that it printed when it started",
            server.host
        )),
        Some(rustls::Error::InvalidCertificate(why)) => Error::Trust(format!(
            "the certificate of {server} is not trusted ({why}). If it is your server, name its CA file or the fingerprint \
             that it printed when it started"
        )),
        _ => unreachable(server, error.to_string()),
    }
}
