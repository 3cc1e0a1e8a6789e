//! What the same machine takes at the same time to move 16 MB alone: there and back over TLS, and there and back through a pipe. Threads
//! do it, with blocking sockets and `rustls` as it comes, into memory that is there already.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rustls::pki_types::{PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection, StreamOwned};

const ROUNDS: usize = 20;

/// Prints a line for each part.
pub fn measure(bytes: usize) {
    let (near, far) = tls();
    println!("{}", crate::line("floor_tls_there_and_back", there_and_back(near, far, bytes)));
    let (near, far) = UnixStream::pair().expect("a pipe");
    println!("{}", crate::line("floor_pipe_there_and_back", there_and_back(near, far, bytes)));
}

fn there_and_back(mut near: impl Read + Write, mut far: impl Read + Write + Send, bytes: usize) -> Vec<Duration> {
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut payload = vec![1; bytes];
            for _ in 0..ROUNDS {
                far.read_exact(&mut payload).expect("all comes");
                far.write_all(&payload).expect("all goes");
                far.flush().expect("all goes");
            }
        });
        let mut payload = vec![1; bytes];
        let mut round = || {
            let begin = Instant::now();
            near.write_all(&payload).expect("all goes");
            near.flush().expect("all goes");
            near.read_exact(&mut payload).expect("all comes");
            begin.elapsed()
        };
        (0..ROUNDS).map(|_| round()).collect()
    })
}

/// Two ends of a connection over the loopback address.
fn tls() -> (StreamOwned<ClientConnection, TcpStream>, StreamOwned<ServerConnection, TcpStream>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let server = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate.clone()], key);
    let mut roots = RootCertStore::empty();
    roots.add(certificate).expect("a certificate");
    let client = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();

    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let near = TcpStream::connect(listener.local_addr().expect("an address")).expect("a connection");
    let (far, _) = listener.accept().expect("a connection");
    for socket in [&near, &far] {
        socket.set_nodelay(true).expect("a socket");
    }
    let localhost = ServerName::try_from("localhost").expect("a name");
    let client = ClientConnection::new(Arc::new(client), localhost).expect("a client");
    let server = ServerConnection::new(Arc::new(server.expect("a server"))).expect("a server");
    (StreamOwned::new(client, near), StreamOwned::new(server, far))
}
