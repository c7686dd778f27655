//! A scene whose drop stands behind the onions, as `deploy/` has it: unix sockets, the PROXY line on, two units on the desk card.

use std::net::SocketAddr;
use std::ops::{Deref, DerefMut};

use crate::scene::Scene;
use crate::tor::Tor;

/// The scene, and how couriers reach its drop.
pub(crate) struct DropSite {
    scene: Scene,
    socks: SocketAddr,
    collect: String,
}

impl DropSite {
    /// Makes keys and cards, and starts the server with these limits.
    pub(crate) fn new(tor: &Tor, limits: &str) -> Self {
        let mut scene = Scene::new();
        let listener = |name: &str| {
            let socket = scene.path(&format!("{name}.sock"));
            format!("[{name}]\nlisten = 'unix:{}'\nproxy_line = true\n", socket.display())
        };
        scene.make_drop(&(listener("public") + &listener("collect")), Some(&tor.public), limits);
        scene.make_units();
        scene.install_card();
        scene.start();
        Self { scene, socks: tor.socks, collect: tor.collect.clone() }
    }

    /// Collects through Tor into a bundle and opens it; what the unit said of each blob.
    pub(crate) fn collect_and_open(&self, bundle: &str) -> String {
        let mut args = self.scene.collect_args(&format!("http://{}", self.collect), bundle);
        args.extend(["--socks".to_owned(), self.socks.to_string()]);
        self.ran("candour-courier", &args.iter().map(String::as_str).collect::<Vec<_>>());
        self.open(bundle)
    }
}

impl Deref for DropSite {
    type Target = Scene;

    fn deref(&self) -> &Scene {
        &self.scene
    }
}

impl DerefMut for DropSite {
    fn deref_mut(&mut self) -> &mut Scene {
        &mut self.scene
    }
}
