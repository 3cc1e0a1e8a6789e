//! Packets on a TLS stream: reading, writing and closing, none of which waits for ever.

use std::io;
use std::time::Duration;

use bytes::Buf;
use protocol::packet::HeaderError;
use protocol::{Packet, packet::Decoder};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::server::TlsStream;

/// Payloads up to this size are sent in one piece with their header, in one TLS record.
const SMALL: usize = 16 * 1024;
/// How long closing may take.
const CLOSE: Duration = Duration::from_secs(2);

/// A plugin's socket.
pub(super) type Stream = TlsStream<TcpStream>;

/// Why no packet can be read or written any more.
#[derive(Debug, thiserror::Error)]
pub(super) enum WireError {
    /// The peer closed in order.
    #[error("the plugin closed the connection")]
    Closed,
    /// The peer's socket closed: its process ended, or the network did.
    #[error("the connection was lost: {}", lost(.0))]
    Lost(#[from] io::Error),
    /// What came is no packet.
    #[error("{0}")]
    Header(#[from] HeaderError),
    /// Nothing moved for too long.
    #[error("the plugin takes nothing of what is sent to it")]
    Stalled,
}

fn lost(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "its socket closed without a good-bye".to_owned(),
        _ => error.to_string(),
    }
}

/// Reads what is there. Ok: some bytes came.
pub(super) async fn read(from: &mut (impl AsyncRead + Unpin), decoder: &mut Decoder) -> Result<usize, WireError> {
    match from.read_buf(&mut decoder.room()).await {
        Ok(0) => Err(WireError::Closed),
        Ok(count) => Ok(count),
        Err(error) => Err(WireError::Lost(error)),
    }
}

/// Sends a whole packet. The payload is not copied, but by the encryption.
pub(super) async fn write(
    to: &mut (impl AsyncWrite + Unpin),
    packet: &Packet,
    stall: Duration,
) -> Result<(), WireError> {
    let header = packet.header().encode();
    if packet.payload.len() <= SMALL {
        let mut whole = Vec::with_capacity(header.len() + packet.payload.len());
        whole.extend_from_slice(&header);
        whole.extend_from_slice(&packet.payload);
        write_all(to, &whole[..], stall).await
    } else {
        write_all(to, Buf::chain(&header[..], packet.payload.clone()), stall).await
    }
}

async fn write_all(to: &mut (impl AsyncWrite + Unpin), mut bytes: impl Buf, stall: Duration) -> Result<(), WireError> {
    while bytes.has_remaining() {
        timeout(stall, to.write_buf(&mut bytes)).await.map_err(|_| WireError::Stalled)??;
    }
    timeout(stall, to.flush()).await.map_err(|_| WireError::Stalled)??;
    Ok(())
}

/// Says good-bye (close_notify) and waits a moment for the peer to do so, since a close with unread bytes would
/// destroy what is on its way to it.
pub(super) async fn close(mut stream: Stream) {
    let goodbye = async {
        stream.shutdown().await?;
        let mut rest = [0; 1024];
        while stream.read(&mut rest).await? > 0 {}
        io::Result::Ok(())
    };
    let _ = timeout(CLOSE, goodbye).await;
}
