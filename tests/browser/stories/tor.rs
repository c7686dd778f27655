//! A private Tor network on loopback: four authorities that are all relays, one service, one client.
//!
//! Owns its processes and folders, and when it is ready. Four is the least: a circuit to an onion service needs four different relays.
//! Everything is an authority, so that nothing has to be learnt late; all start right behind a voting interval, so that
//! none misses the first vote; service and client start only when each authority gives out the full consensus, because whoever asks too
//! early is told to come back much later. The two onions lead to unix sockets; the one for couriers asks for a client's key.

mod authority;
mod control;
mod hosts;
mod socks;
mod torrc;

use std::fs;
use std::net::SocketAddr;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use authority::Authority;
pub(crate) use authority::base32_is_rfc_4648;
use control::Control;
use hosts::Hosts;
pub(crate) use hosts::hosts_are_read;
use torrc::{NAMES, VOTING_SECONDS};

use crate::patience::{awaited, until};
use crate::place::free_address;
use crate::running::Running;

/// The most time that each part of the network is given to come up.
const UP: Duration = Duration::from_secs(120);
/// Networks that are begun before it is given up: on a busy machine an authority may miss the first vote, or a port may be somebody else's.
const TRIES: usize = 3;
/// How far into a voting interval the authorities may start.
const ALIGNED: Duration = Duration::from_millis(400);

/// The network. It ends with this value.
pub(crate) struct Tor {
    /// The client's SOCKS port.
    pub(crate) socks: SocketAddr,
    /// The sources' address.
    pub(crate) public: String,
    /// The couriers' address.
    pub(crate) collect: String,
    /// How long it took to come up.
    pub(crate) took: Duration,
    /// Whom the client is asked for.
    hosts: Hosts,
    /// The service's control connection.
    service: Control,
    /// The client's.
    client: Arc<Mutex<Control>>,
    /// What gives it the couriers' key.
    admission: String,
    /// Kept because a node ends when its control connection does, even if this process is killed.
    _owners: Vec<Control>,
    /// The daemons.
    nodes: Vec<Running>,
    /// Ends last.
    _folder: tempfile::TempDir,
}

impl Tor {
    /// Starts it and waits until both onions can be reached.
    ///
    /// `public` and `collect` are the unix sockets that the onions lead to; somebody must be listening there.
    pub(crate) fn start(public: &Path, collect: &Path) -> Self {
        for _ in 1..TRIES {
            if let Ok(tor) = catch_unwind(|| Self::once(public, collect)) {
                return tor;
            }
            // What was wrong has been said by the panic.
            println!("the Tor network did not come up: once more, on other ports");
        }
        Self::once(public, collect)
    }

    /// One try.
    fn once(public: &Path, collect: &Path) -> Self {
        let begun = Instant::now();
        // A unix socket's path is short, so this is not below the target folder.
        let folder = tempfile::Builder::new().prefix("candour-tor").tempdir().unwrap();
        let authorities = Authority::make_all(folder.path(), &NAMES);
        let known = authorities.iter().map(Authority::line).collect::<String>();
        let mut nodes = Vec::new();
        for authority in &authorities {
            fs::write(authority.folder.join("torrc"), torrc::authority(authority, &known)).unwrap();
        }
        while since_vote() > ALIGNED {
            std::thread::sleep(Duration::from_millis(20));
        }
        for authority in &authorities {
            nodes.push(daemon(&authority.folder));
        }
        let full = awaited(UP, || {
            assert!(!nodes.iter().any(Running::has_ended), "an authority ended: {}", notices(folder.path()));
            authorities.iter().all(|authority| authority.knows(NAMES.len())).then_some(())
        });
        assert!(full.is_some(), "no consensus: {}", notices(folder.path()));

        let socks = free_address();
        let (service, client) = (node_folder(folder.path(), "service"), node_folder(folder.path(), "client"));
        let (secret, couriers_key) = authority::client_key();
        torrc::make_onion_folders(&service, &couriers_key);
        fs::write(service.join("torrc"), torrc::service(&service, &known, public, collect)).unwrap();
        fs::write(client.join("torrc"), torrc::client(&client, &known, socks)).unwrap();
        nodes.extend([daemon(&service), daemon(&client)]);
        let owners: Vec<_> = authorities.iter().map(|authority| Control::open(&authority.folder)).collect();
        let mut service_control = Control::open(&service);
        service_control.ask("SETEVENTS HS_DESC");
        let address = |name| until("an onion's name", || torrc::onion_address(&service, name));
        let (public, collect) = (address(torrc::PUBLIC), address(torrc::COLLECT));
        let mut client_control = Control::open(&client);
        let admission = format!("ONION_CLIENT_AUTH_ADD {} x25519:{secret}", collect.trim_end_matches(".onion"));
        client_control.ask(&admission);
        let hosts = Hosts::of(&client);

        service_control.wait_for_uploads(&[&public, &collect], UP);
        for onion in [&public, &collect] {
            let reached = awaited(UP, || socks::reaches(socks, onion).then_some(()));
            assert!(reached.is_some(), "{onion} is not reached: {}", notices(folder.path()));
        }
        let took = begun.elapsed();
        let (_owners, _folder, client) = (owners, folder, Arc::new(Mutex::new(client_control)));
        Self {
            socks,
            public,
            collect,
            took,
            hosts,
            service: service_control,
            client,
            admission,
            _owners,
            nodes,
            _folder,
        }
    }

    /// Has the client forget its circuits, what it knows of onions, and which relays it has given up: on a busy machine it gives up all four.
    pub(crate) fn renewal(&self) -> impl Fn() + 'static {
        let (client, admission) = (Arc::clone(&self.client), self.admission.clone());
        move || {
            let mut client = client.lock().unwrap_or_else(PoisonError::into_inner);
            client.ask("DROPGUARDS");
            client.ask("SIGNAL NEWNYM");
            // A key that is not in a file is forgotten with the circuits.
            client.ask(&admission);
        }
    }

    /// Whether a courier reaches the drop.
    pub(crate) fn couriers_reach(&self) -> bool {
        socks::reaches(self.socks, &self.collect)
    }

    /// Hosts that were asked for since the last such question, and are neither the drop's own nor Firefox's.
    pub(crate) fn strangers(&self) -> Vec<String> {
        self.hosts.strangers(&[&self.public, &self.collect])
    }

    /// Streams that the client has told of so far.
    pub(crate) fn streams(&self) -> usize {
        self.hosts.streams()
    }

    /// Asks the client for a host that is nobody's, and waits until it tells of it.
    pub(crate) fn a_stranger_is_heard(&self) {
        const STRANGER: &str = "stranger.invalid";
        let _stream = socks::begin(self.socks, STRANGER).unwrap();
        until("the client tells of a stranger", || self.hosts.has(STRANGER).then_some(()));
        assert_eq!(self.strangers(), [STRANGER]);
    }

    /// Whether every daemon runs and sources reach the service.
    pub(crate) fn is_well(&self) -> bool {
        !self.nodes.iter().any(Running::has_ended) && socks::reaches(self.socks, &self.public)
    }

    /// Breaks a circuit at the service's end, by the number that stands in its PROXY lines.
    pub(crate) fn break_circuit(&mut self, number: u32) {
        self.service.ask(&format!("CLOSECIRCUIT {number}"));
    }
}

/// Time since the last moment at which authorities vote.
fn since_vote() -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Duration::from_nanos(u64::try_from(now.as_nanos() % (u128::from(VOTING_SECONDS) * 1_000_000_000)).unwrap())
}

/// A node's own folder.
fn node_folder(network: &Path, name: &str) -> PathBuf {
    let folder = network.join(name);
    make_private(&folder);
    // Debian's defaults must not slip in.
    fs::write(folder.join("defaults"), "").unwrap();
    folder
}

/// A folder that tor accepts.
fn make_private(folder: &Path) {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().mode(0o700).recursive(true).create(folder).unwrap();
}

/// `tor` in a node's folder, with its `torrc`.
fn tor(folder: &Path) -> Command {
    let mut command = Command::new("tor");
    command.arg("--defaults-torrc").arg(folder.join("defaults")).arg("-f").arg(folder.join("torrc")).arg("--quiet");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The same, started.
fn daemon(folder: &Path) -> Running {
    Running::start(&mut tor(folder))
}

/// The last lines of every node's log, for whoever looks for a fault.
fn notices(network: &Path) -> String {
    let mut said = String::new();
    for node in fs::read_dir(network).unwrap().flatten() {
        let log = fs::read_to_string(node.path().join("notices")).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        let last = lines.get(lines.len().saturating_sub(6)..).unwrap_or_default();
        said.push_str(&format!("\n--- {}\n{}", node.path().display(), last.join("\n")));
    }
    said
}
