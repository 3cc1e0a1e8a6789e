//! What is open on a server, asked by plain HTTP before one enters anything.

use room_api::Home;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::socket::{ENTER_TIMEOUT, dial, lost, unreachable};
use crate::{Error, Server, Trust};

/// The longest answer.
const MAX_ANSWER: u64 = 16 << 20;

/// The rooms that are listed on a server, and the plugins that are connected to it.
pub async fn home(server: &Server, trust: &Trust) -> Result<Home, Error> {
    match tokio::time::timeout(ENTER_TIMEOUT, ask(server, trust)).await {
        Ok(home) => home,
        Err(_) => Err(unreachable(server, format!("no answer within {} s", ENTER_TIMEOUT.as_secs()))),
    }
}

async fn ask(server: &Server, trust: &Trust) -> Result<Home, Error> {
    let mut stream = dial(server, trust).await?;
    // Of 1.0, so that the answer comes in one piece and ends the connection.
    let request = format!("GET /api/home HTTP/1.0\r\nHost: {}\r\n\r\n", server.authority());
    stream.write_all(request.as_bytes()).await.map_err(|error| lost(error.into()))?;
    let mut answer = Vec::new();
    stream.take(MAX_ANSWER).read_to_end(&mut answer).await.map_err(|error| lost(error.into()))?;
    read(&answer)
}

fn read(answer: &[u8]) -> Result<Home, Error> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
    let end = end.ok_or_else(|| Error::Protocol("its answer to GET /api/home has no end of a head".into()))?;
    let head = String::from_utf8_lossy(&answer[..end]);
    let status = head.lines().next().unwrap_or_default();
    if status.split(' ').nth(1) != Some("200") {
        return Err(Error::Protocol(format!("it answered GET /api/home by {status:?}")));
    }
    serde_json::from_slice(&answer[end + 4..])
        .map_err(|error| Error::Protocol(format!("its answer to GET /api/home cannot be read: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_or_said_to_be_none() {
        let home = br#"{"server":"0.1.0","needs_invitation":true,"rooms":[],"plugins":[]}"#;
        let answer = [&b"HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n"[..], home].concat();
        assert!(read(&answer).unwrap().needs_invitation);
        for wrong in
            [&b""[..], b"HTTP/1.0 200 OK\r\n", b"HTTP/1.0 200 OK\r\n\r\n{", b"HTTP/1.1 403 No\r\n\r\n{}", b"\r\n\r\n"]
        {
            assert!(matches!(read(wrong), Err(Error::Protocol(_))), "{wrong:?}");
        }
    }
}
