//! A scene whose drop is reached on this machine's loopback, with its server running.

use std::net::SocketAddr;
use std::ops::{Deref, DerefMut};

use crate::scene::Scene;

// The browser's tests and speed include this file, and it brings its ports along.
#[path = "port.rs"]
mod port;

pub(crate) use port::free_address;

/// The scene, and where its drop listens.
pub(crate) struct Place {
    scene: Scene,
    pub(crate) public: SocketAddr,
    pub(crate) collect: SocketAddr,
}

impl Place {
    /// Makes keys and cards, and starts the server with these limits.
    pub(crate) fn new(limits: &str) -> Self {
        let (public, collect) = (free_address(), free_address());
        let mut scene = Scene::new();
        let listeners = format!("[public]\nlisten = '{public}'\n[collect]\nlisten = '{collect}'");
        scene.make_drop(&listeners, None, limits);
        scene.make_unit();
        scene.install_card();
        scene.start();
        Self { scene, public, collect }
    }

    /// The public address, as sources write it.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.public)
    }

    /// What `collect` is called with.
    pub(crate) fn collect_args(&self, bundle: &str) -> Vec<String> {
        self.scene.collect_args(&format!("http://{}", self.collect), bundle)
    }

    /// Collects into a bundle and opens it; what the unit said of each blob.
    pub(crate) fn collect_and_open(&self, bundle: &str) -> String {
        let args = self.collect_args(bundle);
        self.ran("candour-courier", &args.iter().map(String::as_str).collect::<Vec<_>>());
        self.open(bundle)
    }
}

impl Deref for Place {
    type Target = Scene;

    fn deref(&self) -> &Scene {
        &self.scene
    }
}

impl DerefMut for Place {
    fn deref_mut(&mut self) -> &mut Scene {
        &mut self.scene
    }
}
