//! What somebody types as a codename: nothing panics, what is taken is taken again as it is shown, and a proposal is a codename.
#![no_main]

use candour_codename::UntrustedCodename;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(typed) = core::str::from_utf8(bytes) else { return };
    let codename = match UntrustedCodename::new(typed).check() {
        Ok(codename) => codename,
        Err(refused) => match refused.into_proposal() {
            Some(proposal) => proposal.accept(),
            None => return,
        },
    };
    let again = UntrustedCodename::new(&codename.expose_phrase()).check().expect("what is shown is taken");
    assert!(again == codename);
});
