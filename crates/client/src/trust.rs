//! Which servers are believed to be who they say.

use std::path::PathBuf;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use sha2::{Digest, Sha256};

use crate::Error;

/// Which servers are believed to be who they say.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Trust {
    /// Those with a certificate of an authority that this computer trusts.
    #[default]
    System,
    /// Those with a certificate of an authority in this PEM file.
    CaFile(PathBuf),
    /// The one whose certificate has this SHA-256.
    Fingerprint([u8; 32]),
    /// Anybody: whoever is in between reads and changes everything.
    Anybody,
}

impl Trust {
    /// Reads a fingerprint as servers print it: 64 hexadecimal digits, colons or not.
    pub fn fingerprint(text: &str) -> Result<Self, Error> {
        let digits: String = text.chars().filter(|char| !char.is_whitespace() && *char != ':').collect();
        let mut bytes = [0; 32];
        match hex::decode_to_slice(&digits, &mut bytes) {
            Ok(()) => Ok(Trust::Fingerprint(bytes)),
            Err(_) => Err(Error::Trust(format!(
                "{text:?} is no fingerprint: it has 64 hexadecimal digits, as the server prints them when it starts"
            ))),
        }
    }

    /// The configuration of TLS.
    pub(crate) fn config(&self) -> Result<ClientConfig, Error> {
        let provider = Arc::new(ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::Trust(error.to_string()))?;
        let pinned = |fingerprint| Arc::new(Pinned { fingerprint, provider: provider.clone() });
        let builder = match self {
            Trust::System => builder.with_root_certificates(system_roots()?),
            Trust::CaFile(path) => builder.with_root_certificates(roots_of(path)?),
            Trust::Fingerprint(hash) => builder.dangerous().with_custom_certificate_verifier(pinned(Some(*hash))),
            Trust::Anybody => builder.dangerous().with_custom_certificate_verifier(pinned(None)),
        };
        Ok(builder.with_no_client_auth())
    }
}

fn system_roots() -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    match roots.is_empty() {
        true => Err(Error::Trust(
            "this computer has no list of trusted certificate authorities: name the server's own with a CA file or its \
             fingerprint"
                .into(),
        )),
        false => Ok(roots),
    }
}

fn roots_of(path: &PathBuf) -> Result<RootCertStore, Error> {
    let error = |problem: String| Error::Trust(format!("the CA file {} cannot be used: {problem}", path.display()));
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|problem| error(problem.to_string()))? {
        let certificate = certificate.map_err(|problem| error(problem.to_string()))?;
        roots.add(certificate).map_err(|problem| error(problem.to_string()))?;
    }
    match roots.is_empty() {
        true => Err(error("it holds no certificate".into())),
        false => Ok(roots),
    }
}

/// Accepts one certificate, or any; the server must have its key all the same.
#[derive(Debug)]
struct Pinned {
    fingerprint: Option<[u8; 32]>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        match self.fingerprint {
            Some(fingerprint) if Sha256::digest(certificate)[..] != fingerprint => {
                Err(CertificateError::ApplicationVerificationFailure.into())
            }
            _ => Ok(ServerCertVerified::assertion()),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_read_with_colons_or_without() {
        let plain = "0a".repeat(32);
        let colons = ["0A"; 32].join(":");
        assert_eq!(Trust::fingerprint(&plain), Ok(Trust::Fingerprint([10; 32])));
        assert_eq!(Trust::fingerprint(&colons), Ok(Trust::Fingerprint([10; 32])));
        for wrong in ["", "0a", "sha256", &plain[1..]] {
            assert!(matches!(Trust::fingerprint(wrong), Err(Error::Trust(_))), "{wrong}");
        }
    }

    #[test]
    fn a_ca_file_that_is_none_is_named() {
        let error = Trust::CaFile("Cargo.toml".into()).config().unwrap_err().to_string();
        assert!(error.contains("Cargo.toml") && error.contains("no certificate"), "{error}");
        let error = Trust::CaFile("no/such/ca.pem".into()).config().unwrap_err().to_string();
        assert!(error.contains("no/such/ca.pem"), "{error}");
    }
}
