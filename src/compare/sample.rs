//! A small catalogue for the tests of counting: three outlets on the harbour bridge, one of them a copy.

use std::fs;

use super::{corpus::Corpus, parts::Extent};
use crate::catalogue::{Catalogue, Origin, Progress, load};

const CATALOGUE: &str = r#"
    title = "Bridge"
    outlet = [{ id = "courier", name = "Bay Courier" }, { id = "post", name = "Harbour Post" }, { id = "echo", name = "Echo" }]
    document = [
        { id = "courier", outlet = "courier", title = "Closed" },
        { id = "post", outlet = "post", title = "Open" },
        { id = "echo", outlet = "echo", title = "Closed", copy_of = "courier" },
    ]
    event = [{ id = "closing", title = "The closing" }]
    speaker = [{ id = "mayor", name = "The mayor" }, { id = "keeper", name = "A keeper" }, { id = "ghost", name = "A ghost" }]
    naming = [{ id = "rulers", title = "Who rules", forms = ["regime", "harbour regime", "harbour board"] }]

    [[claim]]
    id = "closed"
    event = "closing"
    title = "The bridge is closed"
    excerpt = [
        { document = "courier", stance = "affirms", quote = "The bridge was closed.", span = [0, 22] },
        { document = "courier", stance = "reports", speaker = "mayor", cue = "said", quote = "it was unsafe", span = [60, 73] },
        { document = "post", stance = "reports", speaker = "mayor", cue = "claimed", quote = "The harbour regime claimed so" },
        { document = "echo", stance = "reports", speaker = "mayor", cue = "Said", quote = "it is unsafe" },
    ]

    [[claim]]
    id = "regime"
    event = "closing"
    title = "The board is to blame"
    excerpt = [
        { document = "courier", stance = "affirms", quote = "bridge was closed", span = [4, 21] },
        { document = "courier", stance = "reports", speaker = "mayor", cue = "warned", quote = "beams rot", span = [80, 89] },
        { document = "post", stance = "denies", quote = "The harbour regime claimed so" },
        { document = "post", stance = "reports", speaker = "keeper", quote = "the regime’s beams rot" },
    ]
"#;

/// The text of the first document, the only one that is at hand.
pub(super) const COURIER: &str = "The bridge was closed. The harbour board met.\nThe mayor said it was unsafe; the beams rot.";

pub(super) fn catalogue() -> Catalogue {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bridge.toml");
    fs::write(&path, CATALOGUE).unwrap();
    load(&Origin::Path(path), &Progress::new()).unwrap().catalogue
}

pub(super) fn corpus(catalogue: &Catalogue) -> Corpus {
    Corpus::new(catalogue, vec![Some(COURIER.to_owned())], Extent::default(), || false).unwrap()
}
