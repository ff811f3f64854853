//! What programs for qualitative analysis exchange: REFI-QDA 1.5, a codebook (`qdc`) and a project (`qdpx`), as QualCoder, MAXQDA,
//! ATLAS.ti and NVivo open them.
//!
//! - `codes`: claims with their stances, speakers and frames as codes
//! - `project`: documents as sources, quotations as coded selections, outlets as cases
//! - `xml`: elements, and how they are written
//!
//! Two things are told apart by their GUIDs, but programs show names, and some know a code by its name alone: no two codes have one.

mod codes;
mod project;
mod xml;

pub(super) use self::project::write as write_project;

use self::{codes::Codes, xml::Element};
use super::guid::Guids;
use crate::catalogue::Catalogue;

/// Who made it, as other programs show it.
const ORIGIN: &str = concat!("parallax ", env!("CARGO_PKG_VERSION"));

/// The codes of `catalogue` alone.
pub(super) fn write_codebook(catalogue: &Catalogue) -> Vec<u8> {
    let guids = Guids::of(catalogue);
    let codes = Codes::of(catalogue, &guids);
    let root = Element::new("CodeBook").with("xmlns", "urn:QDA-XML:codebook:1.0").with("origin", ORIGIN);
    root.child(Element::new("Codes").children(codes.elements(false))).document()
}
