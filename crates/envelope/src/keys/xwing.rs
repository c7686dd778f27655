//! X-Wing, the hybrid key encapsulation of ML-KEM-768 and X25519, as a KEM for HPKE (draft-connolly-cfrg-xwing-kem; KEM id 0x647a).
//!
//! | what | bytes |
//! | --- | --- |
//! | seed | 32; `SHAKE256(seed, 96) = d (32) ‖ z (32) ‖ x (32)`; `ML-KEM-768.KeyGen(d, z)`, X25519 secret `x` |
//! | public key | `ek` (1184) ‖ X25519 public key (32) = 1216 |
//! | encapsulation | `ct_m` (1088) ‖ `ct_x` (32) = 1120 |
//! | shared secret | `SHA3-256(ss_m ‖ ss_x ‖ ct_x ‖ pk_x ‖ "\.//^\")` |
//!
//! The arithmetic is `ml-kem`'s and `x25519-dalek`'s; this file joins them and checks what they leave to the caller.

use hpke::generic_array::GenericArray;
use hpke::generic_array::typenum::{Sum, U32, U64, U128, U1024};
use hpke::kem::SharedSecret as HpkeSecret;
use hpke::{Deserializable, HpkeError, Kem, Serializable};
use ml_kem::kem::Decapsulate;
use ml_kem::{B32, Ciphertext, EncapsulateDeterministic, Encoded, EncodedSizeUser, KemCore, MlKem768};
use rand_core::{CryptoRng, RngCore};
use sha3::digest::{ExtendableOutput, Update, XofReader};
use sha3::{Digest, Sha3_256, Shake256};
use subtle::ConstantTimeEq;
use x25519_dalek::StaticSecret;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::classic::is_zero;
use super::x25519::public;

/// Length of a private key's seed.
pub(super) const SEED: usize = 32;
/// Length of an ML-KEM-768 encapsulation key.
const EK: usize = 1184;
/// Length of an ML-KEM-768 ciphertext.
const CT: usize = 1088;
/// Length of an X25519 key.
const X: usize = 32;
/// X-Wing's label: last, not first.
const LABEL: &[u8; 6] = br"\.//^\";

/// 1216 as a type.
type PublicLen = Sum<Sum<U1024, U128>, U64>;
/// 1120 as a type.
type EncapsulatedLen = Sum<Sum<U1024, U64>, U32>;
/// ML-KEM's encapsulation key.
type MlKemPublic = <MlKem768 as KemCore>::EncapsulationKey;
/// ML-KEM's decapsulation key; wipes itself.
type MlKemSecret = <MlKem768 as KemCore>::DecapsulationKey;

/// The KEM.
#[derive(Debug, Clone, Copy)]
pub(super) struct XWing;

/// A public key, its ML-KEM half checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PublicKey {
    /// ML-KEM half.
    ek: Box<[u8; EK]>,
    /// X25519 half.
    pk: [u8; X],
}

impl PublicKey {
    /// The ML-KEM half, ready to use.
    fn ml_kem(&self) -> MlKemPublic {
        MlKemPublic::from_bytes(&Encoded::<MlKemPublic>::from(*self.ek))
    }
}

impl Serializable for PublicKey {
    type OutputSize = PublicLen;

    fn write_exact(&self, buf: &mut [u8]) {
        for (to, from) in buf.iter_mut().zip(self.ek.iter().chain(&self.pk)) {
            *to = *from;
        }
    }
}

impl Deserializable for PublicKey {
    /// # Security
    /// FIPS 203 §7.2 wants the modulus check (each coefficient below q), which `ml-kem` 0.2 leaves out: a key that does not encode to
    /// itself again is refused.
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError> {
        let wrong = HpkeError::IncorrectInputLength(EK + X, bytes.len());
        let (ek, pk) = bytes.split_at_checked(EK).ok_or(wrong)?;
        let ek: [u8; EK] = ek.try_into().map_err(|_| wrong)?;
        let pk: [u8; X] = pk.try_into().map_err(|_| wrong)?;
        let key = Self { ek: Box::new(ek), pk };
        if key.ml_kem().as_bytes().as_slice() == key.ek.as_slice() { Ok(key) } else { Err(HpkeError::ValidationError) }
    }
}

/// A private key: the seed, expanded where it is used.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(super) struct PrivateKey([u8; SEED]);

impl PrivateKey {
    /// The key of a seed.
    pub(super) const fn from_seed(seed: &[u8; SEED]) -> Self {
        Self(*seed)
    }

    /// Both halves.
    fn expand(&self) -> (MlKemSecret, StaticSecret) {
        let mut shake = Shake256::default();
        shake.update(&self.0);
        let mut reader = shake.finalize_xof();
        let mut part = || {
            let mut part = Zeroizing::new([0u8; 32]);
            reader.read(part.as_mut_slice());
            part
        };
        let (d, z, x) = (part(), part(), part());
        let (secret, _) = MlKem768::generate_deterministic(&B32::from(*d), &B32::from(*z));
        (secret, StaticSecret::from(*x))
    }

    /// The public key.
    pub(super) fn to_public(&self) -> PublicKey {
        let (secret, x) = self.expand();
        PublicKey { ek: Box::new(secret.encapsulation_key().as_bytes().into()), pk: public(&x).to_bytes() }
    }
}

impl PartialEq for PrivateKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for PrivateKey {}

impl Serializable for PrivateKey {
    type OutputSize = U32;

    fn write_exact(&self, buf: &mut [u8]) {
        for (to, from) in buf.iter_mut().zip(&self.0) {
            *to = *from;
        }
    }
}

impl Deserializable for PrivateKey {
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError> {
        let seed = bytes.try_into().map_err(|_| HpkeError::IncorrectInputLength(SEED, bytes.len()))?;
        Ok(Self(seed))
    }
}

/// An encapsulation.
#[derive(Clone)]
pub(super) struct Encapsulated {
    /// ML-KEM ciphertext.
    ct_m: Box<[u8; CT]>,
    /// X25519 share.
    ct_x: [u8; X],
}

impl Serializable for Encapsulated {
    type OutputSize = EncapsulatedLen;

    fn write_exact(&self, buf: &mut [u8]) {
        for (to, from) in buf.iter_mut().zip(self.ct_m.iter().chain(&self.ct_x)) {
            *to = *from;
        }
    }
}

impl Deserializable for Encapsulated {
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError> {
        let wrong = HpkeError::IncorrectInputLength(CT + X, bytes.len());
        let (ct_m, ct_x) = bytes.split_at_checked(CT).ok_or(wrong)?;
        let ct_m: [u8; CT] = ct_m.try_into().map_err(|_| wrong)?;
        Ok(Self { ct_m: Box::new(ct_m), ct_x: ct_x.try_into().map_err(|_| wrong)? })
    }
}

/// `SHA3-256(ss_m ‖ ss_x ‖ ct_x ‖ pk_x ‖ label)`.
fn combine(ss_m: &[u8], ss_x: &[u8; X], ct_x: &[u8; X], pk_x: &[u8; X]) -> HpkeSecret<XWing> {
    let mut hash = Sha3_256::new();
    for part in [ss_m, ss_x, ct_x, pk_x, LABEL] {
        Digest::update(&mut hash, part);
    }
    HpkeSecret(GenericArray::from(<[u8; 32]>::from(hash.finalize())))
}

impl Kem for XWing {
    type PublicKey = PublicKey;
    type PrivateKey = PrivateKey;
    type EncappedKey = Encapsulated;
    type NSecret = U32;

    const KEM_ID: u16 = 0x647a;

    fn sk_to_pk(sk: &PrivateKey) -> PublicKey {
        sk.to_public()
    }

    /// draft-ietf-hpke-pq: `SHAKE256(ikm, 32)` is the seed.
    fn derive_keypair(ikm: &[u8]) -> (PrivateKey, PublicKey) {
        let mut seed = Zeroizing::new([0u8; SEED]);
        let mut shake = Shake256::default();
        shake.update(ikm);
        shake.finalize_xof().read(seed.as_mut_slice());
        let secret = PrivateKey::from_seed(&seed);
        let public = secret.to_public();
        (secret, public)
    }

    /// # Security
    /// An all-zero X25519 secret (a low-order share) is an error: the draft leaves the check out, age asks for it. Sender keys do not
    /// exist in this KEM.
    fn decap(
        sk: &PrivateKey,
        sender: Option<&PublicKey>,
        encapsulated: &Encapsulated,
    ) -> Result<HpkeSecret<Self>, HpkeError> {
        if sender.is_some() {
            return Err(HpkeError::DecapError);
        }
        let (secret, x) = sk.expand();
        let ct_m = Ciphertext::<MlKem768>::from(*encapsulated.ct_m);
        let mut ss_m = secret.decapsulate(&ct_m).map_err(|()| HpkeError::DecapError)?;
        let ss_x = x.diffie_hellman(&x25519_dalek::PublicKey::from(encapsulated.ct_x));
        if is_zero(&ss_x) {
            return Err(HpkeError::DecapError);
        }
        let pk_x = public(&x);
        let shared = combine(&ss_m, ss_x.as_bytes(), &encapsulated.ct_x, pk_x.as_bytes());
        ss_m.as_mut_slice().zeroize();
        Ok(shared)
    }

    /// Draws 64 bytes: ML-KEM's message, then the X25519 secret.
    fn encap<R: CryptoRng + RngCore>(
        pk: &PublicKey,
        sender: Option<(&PrivateKey, &PublicKey)>,
        rng: &mut R,
    ) -> Result<(HpkeSecret<Self>, Encapsulated), HpkeError> {
        if sender.is_some() {
            return Err(HpkeError::EncapError);
        }
        let mut m = Zeroizing::new([0u8; 32]);
        let mut x = Zeroizing::new([0u8; X]);
        rng.fill_bytes(m.as_mut_slice());
        rng.fill_bytes(x.as_mut_slice());
        let (ct_m, mut ss_m) =
            pk.ml_kem().encapsulate_deterministic(&B32::from(*m)).map_err(|_| HpkeError::EncapError)?;
        let ephemeral = StaticSecret::from(*x);
        let ct_x = public(&ephemeral).to_bytes();
        let ss_x = ephemeral.diffie_hellman(&x25519_dalek::PublicKey::from(pk.pk));
        if is_zero(&ss_x) {
            return Err(HpkeError::EncapError);
        }
        let shared = combine(&ss_m, ss_x.as_bytes(), &ct_x, &pk.pk);
        ss_m.as_mut_slice().zeroize();
        Ok((shared, Encapsulated { ct_m: Box::new(ct_m.into()), ct_x }))
    }
}
