//! What the public listener answers: the page, the card, reports and uploads. Owns the table of routes.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, Response, header};
use axum::middleware;
use axum::routing::{any, get, post};
use candour_wire::{Problem, media, paths};

use crate::state::State;
use crate::{headers, page, problem, reports, tus};

/// The routes.
pub fn router(state: Arc<State>) -> Router {
    Router::new()
        .route(paths::PAGE, get(home))
        .route(paths::STYLE, get(async || page::style()))
        .route(paths::DESK, get(desk))
        .route(paths::REPORTS, post(reports::post))
        .route(paths::UPLOADS, any(tus::uploads))
        .route(&paths::upload("{id}"), any(tus::upload))
        .method_not_allowed_fallback(async || problem::document(Problem::Method))
        .fallback(async || problem::document(Problem::NotFound))
        .layer(middleware::from_fn(headers::dress))
        .with_state(state)
}

/// `GET /`.
async fn home(Shared(state): Shared<Arc<State>>) -> Response<Body> {
    state.pages().home()
}

/// `GET /desk`: the card's very bytes, as the units signed them.
async fn desk(Shared(state): Shared<Arc<State>>) -> Response<Body> {
    let mut response = Response::new(Body::from(state.card.now().to_bytes().to_vec()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media::TEXT));
    response
}
