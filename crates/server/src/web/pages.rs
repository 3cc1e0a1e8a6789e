//! The pages of the browser room, embedded when the server is built; without them, a page that says how to get them.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// What a page may do: nothing that does not come from here.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; \
    font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Names under this hold a hash of their content: what has such a name never changes.
const HASHED: &str = "assets/";

const NOT_BUILT: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>OpenNTS</title>\
    <h1>This server was built without its pages</h1>\
    <p>It works all the same: <code>nts room</code> opens rooms, and plugins connect.\
    <p>To have rooms in the browser, build the pages with Node.js 20 or newer, and then the server again:\
    <pre>cd web\nnpm ci --ignore-scripts\nnpm run build\ncd ..\ncargo build -p nts</pre>\
    <p><code>cargo xtask demo</code> does all of that, and shows it.";

/// A file of the pages.
struct File {
    /// Below the root: `assets/index-1a2b.js`.
    path: &'static str,
    content: &'static [u8],
    gzip: Option<&'static [u8]>,
    brotli: Option<&'static [u8]>,
}

static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Tells a browser whether the first page that it has is still the one.
static INDEX_TAG: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
    let index = file("index.html")?;
    HeaderValue::from_str(&format!("\"{}\"", &hex::encode(Sha256::digest(index.content))[..32])).ok()
});

/// Answers a request for a page, or for something that a page consists of.
pub(super) async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    let response = match file(path) {
        Some(file) => found(file, &headers),
        None if path == "index.html" => {
            ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT).into_response()
        }
        None => (StatusCode::NOT_FOUND, "There is nothing here.\n").into_response(),
    };
    guarded(response)
}

fn file(path: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.path == path)
}

fn found(file: &'static File, headers: &HeaderMap) -> Response {
    let is_hashed = file.path.starts_with(HASHED);
    let tag = INDEX_TAG.clone().filter(|_| file.path == "index.html");
    let caching = if is_hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    if tag.is_some() && headers.get(header::IF_NONE_MATCH) == tag.as_ref() {
        return with(StatusCode::NOT_MODIFIED.into_response(), header::CACHE_CONTROL, caching);
    }
    let (content, coding) = packed(file, headers);
    let mut response = with(Body::from(content).into_response(), header::CONTENT_TYPE, content_type(file.path));
    response = with(response, header::CACHE_CONTROL, caching);
    response = with(response, header::VARY, "Accept-Encoding");
    if let Some(coding) = coding {
        response = with(response, header::CONTENT_ENCODING, coding);
    }
    if let Some(tag) = tag {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The smallest form that the browser takes.
fn packed(file: &'static File, headers: &HeaderMap) -> (&'static [u8], Option<&'static str>) {
    let taken = headers.get(header::ACCEPT_ENCODING).and_then(|taken| taken.to_str().ok()).unwrap_or_default();
    let takes = |coding: &str| {
        taken.split(',').any(|one| {
            let (name, quality) = one.split_once(';').unwrap_or((one, ""));
            name.trim().eq_ignore_ascii_case(coding) && !matches!(quality.trim(), "q=0" | "q=0.0")
        })
    };
    match file {
        File { brotli: Some(brotli), .. } if takes("br") => (brotli, Some("br")),
        File { gzip: Some(gzip), .. } if takes("gzip") => (gzip, Some("gzip")),
        File { content, .. } => (content, None),
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn guarded(mut response: Response) -> Response {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        response = with(response, name, value);
    }
    response
}

fn with(mut response: Response, name: HeaderName, value: &'static str) -> Response {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    static FILE: File = File { path: "assets/a.js", content: b"plain", gzip: Some(b"gz"), brotli: Some(b"br") };

    fn headers(accepted: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted))])
    }

    #[test]
    fn the_smallest_form_is_sent_that_is_understood() {
        for (accepted, coding) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, GZIP;q=0.5", Some("gzip")),
            ("identity", None),
            ("", None),
        ] {
            assert_eq!(packed(&FILE, &headers(accepted)).1, coding, "{accepted}");
        }
    }

    #[test]
    fn what_has_a_hash_in_its_name_is_kept_forever() {
        let response = found(&FILE, &headers("br"));
        assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
    }

    #[tokio::test]
    async fn the_first_page_is_there_with_or_without_a_build_and_may_do_little() {
        let response = serve(Method::GET, Uri::from_static("/"), HeaderMap::new()).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        assert_eq!(response.headers()[header::REFERRER_POLICY], "no-referrer");
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{policy}");
        if let Some(tag) = response.headers().get(header::ETAG) {
            let again = HeaderMap::from_iter([(header::IF_NONE_MATCH, tag.clone())]);
            let response = serve(Method::GET, Uri::from_static("/"), again).await;
            assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
        }
    }

    #[tokio::test]
    async fn only_what_was_built_is_served() {
        for path in ["/../Cargo.toml", "/assets/", "/.gitignore", "/index.html.gz", "//etc/passwd"] {
            let response = serve(Method::GET, Uri::from_static(path), HeaderMap::new()).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        }
        let response = serve(Method::POST, Uri::from_static("/"), HeaderMap::new()).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    }
}
