//! Entries of the Protein Data Bank, fetched for rooms from the one address that is configured.
//!
//! What comes is bounded in size and time. Nothing leads elsewhere: an answer that redirects is an error.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use futures_util::StreamExt;
use hyper::client::conn::http1;
use hyper::{Request, StatusCode, Uri, header};
use hyper_util::rt::TokioIo;
use room_api::{ApiError, ErrorCode};
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tracing::warn;

use crate::ledger::Charge;
use crate::{Config, Error};

/// How long an entry may take to come.
const PATIENCE: Duration = Duration::from_secs(60);
/// What stands for the entry's id in the configured address.
const ID: &str = "{id}";

/// A file that was fetched.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// `1of6.cif.gz`: the last part of its address.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Whether entries can be fetched from such an address: `https://`, or `http://` to this machine, with `{id}` in it.
pub(crate) fn check(template: &str) -> Result<(), Error> {
    let wrong = |why: &str| Err(Error::Config(format!("entries_url = {template:?}: {why}")));
    if template.is_empty() {
        return Ok(());
    }
    if !template.contains(ID) {
        return wrong("it needs {id} where the id of an entry is to stand");
    }
    match address(template, "1abc") {
        Ok(_) => Ok(()),
        Err(why) => wrong(why),
    }
}

/// Fetches an entry, whose id the room has checked, of at most as many bytes as a file. What has come of it is `held`.
pub(crate) async fn fetch(config: &Config, entry: &str, held: &mut Charge) -> Result<Fetched, ApiError> {
    let (template, limit) = (&config.entries_url, config.file_size.0);
    if template.is_empty() {
        let message = "This server fetches no entries: its operator turned it off. Load the entry as a file.";
        return Err(ApiError::new(ErrorCode::NotAllowed, message));
    }
    let failed = |why: String| {
        warn!(entry, why, "an entry could not be fetched");
        let message = format!("{entry} could not be fetched: {why}. Try again later, or load it as a file.");
        ApiError::new(ErrorCode::Conflict, message)
    };
    let from = address(template, entry).map_err(|why| failed(why.to_owned()))?;
    let name = from.path().rsplit('/').next().unwrap_or(entry).to_owned();
    match timeout(PATIENCE, get(&from, limit, held)).await {
        Err(_) => Err(failed(format!("{} did not send it within {} s", from.host, PATIENCE.as_secs()))),
        Ok(Err(Failure::Unknown)) => {
            let message = format!("There is no entry {entry} at {}.", from.host);
            Err(ApiError::new(ErrorCode::NotFound, message))
        }
        Ok(Err(Failure::Other(why))) => Err(failed(why)),
        Ok(Ok(content)) => Ok(Fetched { name, content }),
    }
}

/// Where an entry is.
#[derive(Debug)]
struct Address {
    uri: Uri,
    host: String,
    is_tls: bool,
}

impl Address {
    fn path(&self) -> &str {
        self.uri.path()
    }
}

fn address(template: &str, entry: &str) -> Result<Address, &'static str> {
    let uri: Uri = template.replace(ID, entry).parse().map_err(|_| "it is no address")?;
    let host = uri.host().ok_or("it has no host")?.to_owned();
    let is_loopback = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
    match uri.scheme_str() {
        Some("https") => Ok(Address { uri, host, is_tls: true }),
        Some("http") if is_loopback => Ok(Address { uri, host, is_tls: false }),
        _ => Err("it has to begin with https:// (http:// only for this machine)"),
    }
}

enum Failure {
    /// There is none of this id.
    Unknown,
    /// Anything else.
    Other(String),
}

async fn get(from: &Address, limit: usize, held: &mut Charge) -> Result<Vec<u8>, Failure> {
    let host = &from.host;
    let unreachable = |error: std::io::Error| Failure::Other(format!("{host} cannot be reached ({error})"));
    let port = from.uri.port_u16().unwrap_or(if from.is_tls { 443 } else { 80 });
    let name = host.trim_matches(['[', ']']);
    let stream = TcpStream::connect((name, port)).await.map_err(unreachable)?;
    if !from.is_tls {
        return ask(stream, from, limit, held).await;
    }
    let name = ServerName::try_from(name.to_owned()).map_err(|_| Failure::Other(format!("{host} is no host")))?;
    let config = trust().map_err(Failure::Other)?;
    ask(TlsConnector::from(config).connect(name, stream).await.map_err(unreachable)?, from, limit, held).await
}

/// The authorities that this machine trusts.
fn trust() -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|error| format!("TLS is not possible here ({error})"))?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

async fn ask<S>(stream: S, from: &Address, limit: usize, held: &mut Charge) -> Result<Vec<u8>, Failure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let host = &from.host;
    let broken = |error: hyper::Error| Failure::Other(format!("{host} did not answer as HTTP ({error})"));
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    // It ends with this, also where nobody waits for the answer any more.
    let mut connections = JoinSet::new();
    connections.spawn(connection);
    let authority = from.uri.authority().map_or(host.as_str(), |authority| authority.as_str());
    let path = from.uri.path_and_query().map_or("/", |path| path.as_str());
    let request = Request::get(path)
        .header(header::HOST, authority)
        .header(header::USER_AGENT, concat!("nts/", env!("CARGO_PKG_VERSION")))
        .body(Body::empty())
        .map_err(|error| Failure::Other(error.to_string()))?;
    let answer = sender.send_request(request).await.map_err(broken)?;
    match answer.status() {
        StatusCode::OK => content(Body::new(answer.into_body()), host, limit, held).await,
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(Failure::Unknown),
        status if status.is_redirection() => {
            let why = format!("{host} sends one elsewhere ({status}), which is not followed");
            Err(Failure::Other(why))
        }
        status => Err(Failure::Other(format!("{host} answered {status}"))),
    }
}

async fn content(body: Body, host: &str, limit: usize, held: &mut Charge) -> Result<Vec<u8>, Failure> {
    let (mut pieces, mut content) = (body.into_data_stream(), Vec::new());
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| Failure::Other(format!("{host} did not send all of it ({error})")))?;
        if content.len() + piece.len() > limit {
            return Err(Failure::Other(format!("{host} sent more than the {limit} bytes allowed")));
        }
        held.grow(piece.len());
        content.extend_from_slice(&piece);
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_that_keeps_what_it_says_to_itself_is_one() {
        for (template, fits) in [
            ("https://files.rcsb.org/download/{id}.cif.gz", true),
            ("http://127.0.0.1:8080/{id}.pdb", true),
            ("http://localhost/{id}.pdb", true),
            ("", true),
            ("http://mirror.example.org/{id}.pdb", false),
            ("ftp://files.rcsb.org/{id}.pdb", false),
            ("https://files.rcsb.org/download/1of6.cif", false),
            ("/pdb/{id}.cif", false),
            ("file:///pdb/{id}.cif", false),
        ] {
            assert_eq!(check(template).is_ok(), fits, "{template}");
        }
    }
}
