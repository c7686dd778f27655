//! Headers that stand on every answer, whatever it is: what a browser may do with it, and that nobody keeps it.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Response, header};
use axum::middleware::Next;
use hyper::body::Body as _;

pub use candour_pages::HEADERS as ALWAYS;

/// The layer: puts them on, and closes a connection whose body was not read to its end.
pub async fn dress(request: Request, next: Next) -> Response<Body> {
    let had_body = !request.body().is_end_stream();
    let mut response = next.run(request).await;
    let refused = response.status().is_client_error() || response.status().is_server_error();
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if refused && had_body {
        // What is left of the body is not read, so nothing can follow it on this connection.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
