//! What the public listener answers: pages and what they load, the card, the boards, reports and uploads. Owns the table of routes.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, HeaderValue, Response, header};
use axum::middleware;
use axum::routing::{any, get, post};
use candour_pages::ASSETS;
use candour_wire::{Problem, media, paths};

use crate::state::State;
use crate::{asset, headers, problem, reports, tus};

/// The routes.
pub fn router(state: Arc<State>) -> Router {
    let assets = ASSETS.iter().fold(Router::new(), |router, asset| {
        router.route(asset.path, get(async move |asked: HeaderMap| asset::answer(asset, &asked)))
    });
    assets
        .route(paths::PAGE, get(home))
        .route(paths::ACCESSIBILITY, get(accessibility))
        .route(paths::LEAVE, get(leave))
        .route(paths::PAGE_MANIFEST, get(async || asset::manifest()))
        .route(paths::PAGE_RELEASE, get(release))
        .route(paths::DESK, get(desk))
        .route(&paths::board("{unit}"), get(board))
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

/// `GET /accessibility`.
async fn accessibility(Shared(state): Shared<Arc<State>>) -> Response<Body> {
    state.pages().accessibility()
}

/// `GET /leave`.
async fn leave(Shared(state): Shared<Arc<State>>) -> Response<Body> {
    state.pages().leave()
}

/// `GET /.well-known/candour/manifest.sig`, where the keeper installed one.
async fn release(Shared(state): Shared<Arc<State>>) -> Response<Body> {
    state.release.clone().map_or_else(|| problem::document(Problem::NotFound), asset::release)
}

/// `GET /desk`: the card's very bytes, as the units signed them.
async fn desk(Shared(state): Shared<Arc<State>>) -> Response<Body> {
    let mut response = Response::new(Body::from(state.card.now().to_bytes().to_vec()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media::TEXT));
    response
}

/// `GET /board/{unit}`: the whole board from memory, whatever range or validator is asked for.
async fn board(Shared(state): Shared<Arc<State>>, Path(unit): Path<String>) -> Response<Body> {
    let board = match state.boards.get(&unit) {
        Ok(board) => board,
        Err(problem) => return problem::document(problem),
    };
    let mut response = Response::new(Body::from(board));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media::BOARD));
    response
}
