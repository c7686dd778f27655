//! The configuration of each node. Owns its words. What the service and the client say is what `deploy/torrc` and Tor Browser say.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use super::authority::Authority;
use super::make_private;

/// The authorities.
pub(crate) const NAMES: [&str; 4] = ["north", "east", "south", "west"];
/// At first, authorities vote whenever this many seconds of the clock have passed.
pub(crate) const VOTING_SECONDS: u64 = 5;
/// The folders of the two onions, below the service's.
pub(crate) const PUBLIC: &str = "public";
pub(crate) const COLLECT: &str = "collect";

/// What every node needs in a network of its own.
fn every(folder: &Path, known: &str) -> String {
    let folder = folder.display();
    format!(
        "TestingTorNetwork 1\nDataDirectory {folder}\nLog notice file {folder}/notices\nLogTimeGranularity 1\n\
         ShutdownWaitLength 0\nAddressDisableIPv6 1\nClientUseIPv6 0\nAvoidDiskWrites 1\nPathsNeededToBuildCircuits 0.67\n\
         TestingDirConnectionMaxStall 10 seconds\nControlSocket {folder}/control\nCookieAuthentication 1\n\
         CookieAuthFile {folder}/cookie\n{known}"
    )
}

/// An authority that is a relay.
pub(crate) fn authority(of: &Authority, known: &str) -> String {
    let Authority { name, folder, or, directory, .. } = of;
    let relay = format!(
        "Nickname {name}\nSocksPort 0\nAddress 127.0.0.1\nORPort {or} IPv4Only\nDirPort {directory} IPv4Only\nAssumeReachable 1\n\
         ExitRelay 0\nExitPolicy reject *:*\nServerDNSDetectHijacking 0\nServerDNSTestAddresses\nServerDNSAllowBrokenConfig 1\n\
         ServerDNSResolvConfFile /dev/null\nPublishServerDescriptor 1\n"
    );
    let votes = format!(
        "AuthoritativeDirectory 1\nV3AuthoritativeDirectory 1\nContactInfo {name}@test.invalid\n\
         TestingV3AuthInitialVotingInterval {VOTING_SECONDS}\nTestingV3AuthInitialVoteDelay 2\nTestingV3AuthInitialDistDelay 2\n\
         V3AuthVotingInterval 30\nV3AuthVoteDelay 2\nV3AuthDistDelay 2\n\
         TestingDirAuthVoteExit *\nTestingDirAuthVoteGuard *\nTestingDirAuthVoteHSDir *\n\
         TestingMinExitFlagThreshold 0\nAuthDirTestReachability 0\n"
    );
    every(folder, known) + &relay + &votes
}

/// The service: two onions on unix sockets, with the PROXY line.
pub(crate) fn service(folder: &Path, known: &str, public: &Path, collect: &Path) -> String {
    let onion = |name: &str, socket: &Path| {
        format!(
            "HiddenServiceDir {}\nHiddenServiceVersion 3\nHiddenServicePort 80 unix:{}\nHiddenServiceExportCircuitID haproxy\n\
             HiddenServiceMaxStreams 64\nHiddenServiceMaxStreamsCloseCircuit 1\n",
            folder.join(name).display(),
            socket.display()
        )
    };
    every(folder, known) + "SocksPort 0\n" + &onion(PUBLIC, public) + &onion(COLLECT, collect)
}

/// The client, with the flags of Tor Browser's own.
pub(crate) fn client(folder: &Path, known: &str, socks: SocketAddr) -> String {
    every(folder, known)
        + &format!("SocksPort {socks} ExtendedErrors IPv6Traffic PreferIPv6 KeepAliveIsolateSOCKSAuth\n")
}

/// The onions' folders; the one for couriers lets in only who has the other half of this key.
pub(crate) fn make_onion_folders(service: &Path, couriers_key: &str) {
    make_private(&service.join(PUBLIC));
    let clients = service.join(COLLECT).join("authorized_clients");
    make_private(&clients);
    fs::write(clients.join("courier.auth"), format!("descriptor:x25519:{couriers_key}\n")).unwrap();
}

/// An onion's address, once the service has written it.
pub(crate) fn onion_address(service: &Path, name: &str) -> Option<String> {
    let address = fs::read_to_string(service.join(name).join("hostname")).ok()?;
    address.trim_end().ends_with(".onion").then(|| address.trim_end().to_owned())
}
