//! The server's certificate: the operator's own, or one that the server makes with an authority of its own and keeps.

use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};
use rustls::ServerConfig;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use tracing::warn;
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::GeneralName;

use crate::{Config, DataDir, Error};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Apple's systems take no certificate that lives longer than 825 days.
const LEAF_LIFE: Duration = DAY.saturating_mul(820);
const CA_LIFE: Duration = DAY.saturating_mul(20 * 365);
/// A certificate that has less left than this when a server starts is made anew.
const RENEW_BEFORE: Duration = DAY.saturating_mul(30);

const CA_FILE: &str = "ca.pem";
const CA_KEY_FILE: &str = "ca.key.pem";
const LEAF_FILE: &str = "cert.pem";
const LEAF_KEY_FILE: &str = "cert.key.pem";

/// A certificate chain and its private key.
#[derive(Debug)]
pub struct Certificate {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    ca_file: Option<PathBuf>,
}

impl Certificate {
    /// The configured certificate, or the data folder's own.
    pub(crate) fn load(config: &Config, data: &DataDir) -> Result<Self, Error> {
        match (&config.cert, &config.key) {
            (Some(cert), Some(key)) => Self::read(cert, key),
            _ => Self::own(data, &names(config)),
        }
    }

    /// The SHA-256 of the certificate itself (not of its chain) in lower-case hex, for pinning.
    pub fn fingerprint(&self) -> String {
        self.chain.first().map(|leaf| hex::encode(Sha256::digest(leaf))).unwrap_or_default()
    }

    /// The file of the server's own authority, for plugins to trust; none with an operator's certificate.
    pub fn ca_file(&self) -> Option<&Path> {
        self.ca_file.as_deref()
    }

    /// How to serve TLS with it.
    pub(crate) fn server_config(&self, alpn: &[&str]) -> Result<Arc<ServerConfig>, Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map(|builder| builder.with_no_client_auth())
            .and_then(|builder| builder.with_single_cert(self.chain.clone(), self.key.clone_key()));
        let mut config = config.map_err(|error| Error::Config(format!("the certificate cannot be used: {error}")))?;
        config.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
        Ok(Arc::new(config))
    }

    fn read(cert: &Path, key: &Path) -> Result<Self, Error> {
        let problem = |path: &Path| {
            let path = path.to_owned();
            move |error: rustls_pki_types::pem::Error| Error::Certificate { path, problem: error.to_string() }
        };
        let chain: Vec<_> = CertificateDer::pem_file_iter(cert)
            .and_then(|certificates| certificates.collect())
            .map_err(problem(cert))?;
        if chain.is_empty() {
            return Err(Error::Certificate { path: cert.to_owned(), problem: "there is no certificate in it".into() });
        }
        let key = PrivateKeyDer::from_pem_file(key).map_err(problem(key))?;
        Ok(Self { chain, key, ca_file: None })
    }

    fn own(data: &DataDir, names: &[String]) -> Result<Self, Error> {
        let (leaf, key) = (data.join(LEAF_FILE), data.join(LEAF_KEY_FILE));
        let ca_file = Some(data.join(CA_FILE));
        let before = if leaf.exists() && key.exists() { Some(Self::read(&leaf, &key)?) } else { None };
        let before = match before {
            Some(before) if before.still_serves(names) => return Ok(Self { ca_file, ..before }),
            before => before,
        };
        let ca = authority(data)?;
        let (cert_pem, key_pem) = issue(&ca, names).map_err(|error| made_badly(&leaf, error))?;
        data.write(LEAF_KEY_FILE, &key_pem)?;
        data.write(LEAF_FILE, &cert_pem)?;
        let made = Self { ca_file, ..Self::read(&leaf, &key)? };
        if let Some(before) = before {
            warn!(
                before = before.fingerprint(),
                now = made.fingerprint(),
                "the certificate was made anew, for other names or because the old one had grown old: give the new fingerprint to \
                 whoever was given the old one (--fingerprint). Who was given the CA file (--ca) goes on."
            );
        }
        Ok(made)
    }

    /// Whether it has these names and lives long enough.
    fn still_serves(&self, names: &[String]) -> bool {
        let Ok((_, parsed)) = x509_parser::parse_x509_certificate(&self.chain[0]) else { return false };
        let renew_at = SystemTime::now() + RENEW_BEFORE;
        let renew_at = renew_at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
        if u64::try_from(parsed.validity().not_after.timestamp()).unwrap_or_default() < renew_at {
            return false;
        }
        let has = named(&parsed);
        names.iter().all(|name| has.contains(name))
    }

    /// The name by which people reach a server that listens on all addresses: the first that the operator gave, or that the
    /// operator's certificate is for; else what the computer calls itself.
    pub(crate) fn common_name(&self, config: &Config) -> Option<String> {
        let is_one = |name: &String| !name.starts_with("*.");
        let own_names = || {
            config.cert.as_ref()?;
            let (_, parsed) = x509_parser::parse_x509_certificate(self.chain.first()?).ok()?;
            named(&parsed).into_iter().find(is_one)
        };
        config.names.iter().find(|name| is_one(name)).cloned().or_else(own_names).or_else(this_computer)
    }
}

/// What a certificate is valid for.
fn named(certificate: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(extension)) = certificate.subject_alternative_name() else { return Vec::new() };
    extension.value.general_names.iter().filter_map(shown).collect()
}

/// What the server's own certificate must be valid for.
fn names(config: &Config) -> Vec<String> {
    let mut names: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(String::from).to_vec();
    names.extend(this_computer());
    let bound = [config.plugins.ip(), config.rooms.ip()];
    names.extend(bound.into_iter().filter(|ip| !ip.is_unspecified()).map(|ip| ip.to_string()));
    names.extend(config.names.iter().cloned());
    names.sort();
    names.dedup();
    names
}

/// What this computer calls itself.
fn this_computer() -> Option<String> {
    let host = fs::read_to_string("/proc/sys/kernel/hostname").ok().or_else(|| std::env::var("COMPUTERNAME").ok())?;
    let host = host.trim().to_lowercase();
    (!host.is_empty() && host != "(none)").then_some(host)
}

fn shown(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => match bytes.len() {
            4 => <[u8; 4]>::try_from(*bytes).ok().map(|bytes| IpAddr::from(bytes).to_string()),
            _ => <[u8; 16]>::try_from(*bytes).ok().map(|bytes| IpAddr::from(bytes).to_string()),
        },
        _ => None,
    }
}

/// The server's own authority, made where it is not there.
fn authority(data: &DataDir) -> Result<Issuer<'static, KeyPair>, Error> {
    let (cert_path, key_path) = (data.join(CA_FILE), data.join(CA_KEY_FILE));
    if !(cert_path.exists() && key_path.exists()) {
        let (cert_pem, key_pem) = new_authority().map_err(|error| made_badly(&cert_path, error))?;
        data.write(CA_KEY_FILE, &key_pem)?;
        data.write(CA_FILE, &cert_pem)?;
    }
    let key = fs::read_to_string(&key_path).map_err(Error::file(&key_path))?;
    let cert = fs::read_to_string(&cert_path).map_err(Error::file(&cert_path))?;
    let key = KeyPair::from_pem(&key).map_err(|error| made_badly(&key_path, error))?;
    Issuer::from_ca_cert_pem(&cert, key).map_err(|error| made_badly(&cert_path, error))
}

fn new_authority() -> Result<(String, String), rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::default();
    params
        .distinguished_name
        .push(DnType::CommonName, format!("NTS authority {}", hex::encode(crate::secret::random::<4>())));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = (SystemTime::now() - DAY).into();
    params.not_after = (SystemTime::now() + CA_LIFE).into();
    Ok((params.self_signed(&key)?.pem(), key.serialize_pem()))
}

fn issue(ca: &Issuer<'_, KeyPair>, names: &[String]) -> Result<(String, String), rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name.push(DnType::CommonName, "nts");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    params.not_before = (SystemTime::now() - DAY).into();
    params.not_after = (SystemTime::now() + LEAF_LIFE).into();
    Ok((params.signed_by(&key, ca)?.pem(), key.serialize_pem()))
}

fn made_badly(path: &Path, error: rcgen::Error) -> Error {
    Error::Certificate { path: path.to_owned(), problem: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> (tempfile::TempDir, DataDir) {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(&folder.path().join("nts"))).unwrap();
        (folder, data)
    }

    #[test]
    fn the_own_certificate_is_kept_as_long_as_it_serves() {
        let (_folder, data) = data();
        let mut config = Config::default();
        let first = Certificate::load(&config, &data).unwrap();
        assert_eq!(first.fingerprint().len(), 64);
        assert_eq!(Certificate::load(&config, &data).unwrap().fingerprint(), first.fingerprint());

        let ca = fs::read(first.ca_file().unwrap()).unwrap();
        config.names = vec!["nts.example.org".into(), "192.0.2.7".into()];
        let second = Certificate::load(&config, &data).unwrap();
        assert_ne!(second.fingerprint(), first.fingerprint());
        assert_eq!(fs::read(second.ca_file().unwrap()).unwrap(), ca, "the authority stays");
        second.server_config(&["http/1.1"]).unwrap();
    }

    #[test]
    fn a_server_is_called_what_its_operator_or_its_certificate_says() {
        let (_folder, data) = data();
        let mut config =
            Config { names: vec!["*.lab.example.org".into(), "nts.example.org".into()], ..Config::default() };
        let own = Certificate::load(&config, &data).unwrap();
        assert_eq!(own.common_name(&config).as_deref(), Some("nts.example.org"));
        config = Config { names: vec![], ..config };
        assert_eq!(own.common_name(&config), this_computer());

        let ca = authority(&data).unwrap();
        let (cert, key) = issue(&ca, &["*.lab.example.org".into(), "mol.lab.example.org".into()]).unwrap();
        let [cert, key] = [("chain.pem", cert), ("key.pem", key)].map(|(name, pem)| {
            data.write(name, &pem).unwrap();
            Some(data.join(name))
        });
        config = Config { cert, key, ..config };
        let operators = Certificate::load(&config, &data).unwrap();
        assert_eq!(operators.common_name(&config).as_deref(), Some("mol.lab.example.org"));
    }

    #[test]
    fn an_operators_certificate_that_is_none_is_named() {
        let (_folder, data) = data();
        data.write("empty.pem", "").unwrap();
        let path = data.join("empty.pem");
        let config = Config { cert: Some(path.clone()), key: Some(path), ..Config::default() };
        let error = Certificate::load(&config, &data).unwrap_err().to_string();
        assert!(error.contains("empty.pem"), "{error}");
    }
}
