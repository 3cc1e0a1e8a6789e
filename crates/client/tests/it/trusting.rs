//! Over TLS: which certificates are believed.

use std::sync::Arc;

use client::{Error, Member, Server, Trust};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::peer::{join, once};

#[tokio::test]
async fn a_certificate_is_believed_by_its_authority_or_its_fingerprint() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let fingerprint: [u8; 32] = Sha256::digest(made.cert.der()).into();
    let file = std::env::temp_dir().join(format!("client-trusting-{}.pem", std::process::id()));
    std::fs::write(&file, made.cert.pem()).unwrap();
    let server = serve_tls(made).await;

    let cases = [
        (Trust::CaFile(file.clone()), true),
        (Trust::Fingerprint(fingerprint), true),
        (Trust::Anybody, true),
        (Trust::Fingerprint([0; 32]), false),
    ];
    for (trust, believed) in cases {
        let options = client::Options { trust: trust.clone(), ..once() };
        let error = Member::enter(&server, join(), options).await.unwrap_err();
        // The server ends right after the handshake of TLS.
        match believed {
            true => assert!(matches!(error, Error::Unreachable { .. }), "{trust:?}: {error}"),
            false => assert!(error.to_string().contains("is not trusted"), "{trust:?}: {error}"),
        }
    }
    std::fs::remove_file(file).unwrap();
}

#[tokio::test]
async fn a_certificate_of_another_name_says_how_to_get_one_of_this() {
    let made = rcgen::generate_simple_self_signed(["elsewhere.example".to_owned()]).unwrap();
    let file = std::env::temp_dir().join(format!("client-names-{}.pem", std::process::id()));
    std::fs::write(&file, made.cert.pem()).unwrap();
    let server = serve_tls(made).await;
    let options = client::Options { trust: Trust::CaFile(file.clone()), ..once() };
    let error = Member::enter(&server, join(), options).await.unwrap_err().to_string();
    assert!(error.contains("not for this name") && error.contains("--names localhost"), "{error}");
    std::fs::remove_file(file).unwrap();
}

/// A server that shakes hands and hangs up.
async fn serve_tls(made: rcgen::CertifiedKey<rcgen::KeyPair>) -> Server {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((tcp, _)) = listener.accept().await {
            let _ = acceptor.accept(tcp).await;
        }
    });
    Server { tls: true, host: "localhost".into(), port }
}
