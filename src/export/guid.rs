//! Names by which programs know again what was handed on: UUIDs of version 5 (RFC 9562), made of what something is called, so that
//! the same catalogue gives the same ones.

use uuid::Uuid;

use crate::catalogue::Catalogue;

/// Under which all of them stand: a UUID of parallax's own.
const PARALLAX: Uuid = Uuid::from_u128(0x5b0c_6d5e_7a3f_4c1b_9e42_8d1f_0a67_c3b9);

/// Names of the things of one catalogue, which is told by its title: of two catalogues none is the same.
pub(super) struct Guids(Uuid);

impl Guids {
    /// Those of the things of `catalogue`.
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        Self(Uuid::new_v5(&PARALLAX, catalogue.title.as_bytes()))
    }

    /// The one of the thing of this `kind`, which `id` tells from others of it.
    pub(super) fn guid(&self, kind: &str, id: &str) -> String {
        Uuid::new_v5(&self.0, format!("{kind}/{id}").as_bytes()).to_string()
    }

    /// Likewise as an IRI.
    pub(super) fn iri(&self, kind: &str, id: &str) -> String {
        format!("urn:uuid:{}", self.guid(kind, id))
    }
}
