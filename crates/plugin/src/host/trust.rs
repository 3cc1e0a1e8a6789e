//! Whether the server is the right one.

use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use sha2::{Digest, Sha256};

use crate::settings::Trust;

/// What TLS needs to know.
pub(crate) fn client_config(trust: &Trust) -> Result<ClientConfig, String> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|error| format!("TLS cannot be set up: {error}."))?;
    let config = match trust {
        Trust::Ca(file) => config.with_root_certificates(authorities(file)?),
        Trust::Fingerprint(digest) => config
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Pinned { fingerprint: Some(*digest), provider })),
        Trust::Anybody => {
            config.dangerous().with_custom_certificate_verifier(Arc::new(Pinned { fingerprint: None, provider }))
        }
    };
    Ok(config.with_no_client_auth())
}

fn authorities(file: &Path) -> Result<RootCertStore, String> {
    let unreadable = |error| format!("The CA file {} cannot be read: {error}.", file.display());
    let certificates = CertificateDer::pem_file_iter(file).map_err(unreadable)?;
    let certificates = certificates.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    let mut store = RootCertStore::empty();
    let (usable, _) = store.add_parsable_certificates(certificates);
    if usable == 0 {
        return Err(format!("The CA file {} has no certificate in PEM format.", file.display()));
    }
    Ok(store)
}

/// Wants one certificate, or none in particular. Either way the server must hold the key of what it shows.
#[derive(Debug)]
struct Pinned {
    fingerprint: Option<[u8; 32]>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(expected) = self.fingerprint else { return Ok(ServerCertVerified::assertion()) };
        let found: [u8; 32] = Sha256::digest(end_entity).into();
        if found == expected {
            return Ok(ServerCertVerified::assertion());
        }
        let (found, expected) = (hex::encode(found), hex::encode(expected));
        Err(Error::General(format!("its certificate has the fingerprint {found}, not {expected}")))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Why a handshake failed, if it is because the server is not trusted.
pub(crate) fn distrust(error: &std::io::Error) -> Option<String> {
    use rustls::CertificateError as Certificate;
    Some(match error.get_ref()?.downcast_ref::<Error>()? {
        Error::InvalidCertificate(reason) => match reason {
            Certificate::UnknownIssuer | Certificate::BadSignature => {
                "its certificate does not come from an authority in the CA file".into()
            }
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                "its certificate is for another name than this".into()
            }
            Certificate::Expired | Certificate::ExpiredContext { .. } => "its certificate has expired".into(),
            other => format!("its certificate is not valid: {other}"),
        },
        Error::General(reason) => reason.clone(),
        _ => return None,
    })
}
