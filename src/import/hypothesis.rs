//! Annotations as the API of Hypothesis gives them: `rows`, each with its address, its tags and the selectors of what it is about.
//!
//! A tag is a claim, to be looked at; an annotation without one is filed under a claim that says so. What stands in the page's text in
//! UTF-16 code units is looked for in the text at hand.

use serde_json::Value as Json;

use super::{
    columns::{UNDECIDED, undecided_of},
    incoming::{Incoming, Name, Place, Row},
};
use crate::{answers::addition::site, catalogue::Kind};

/// The claim of what has no tag.
const UNTAGGED: &str = "Without a tag";

/// What these annotations hold.
pub(super) fn take(annotations: &[Json]) -> Incoming {
    let mut incoming = Incoming { source: "annotations from Hypothesis".to_owned(), ..Incoming::default() };
    let (mut excerpts, mut replies, mut notes) = (0, 0, 0);
    for (at, annotation) in annotations.iter().enumerate() {
        let at = annotation["id"].as_str().map_or_else(|| format!("annotation {}", at + 1), |id| format!("annotation {id}"));
        let selectors = annotation["target"][0]["selector"].as_array().map_or(&[] as &[Json], Vec::as_slice);
        let selector = |kind: &str| selectors.iter().find(|selector| selector["type"] == kind);
        let quote = selector("TextQuoteSelector");
        let Some(exact) = quote.and_then(|quote| quote["exact"].as_str()) else {
            // A reply has no words of the page, and neither has a note on all of it.
            *(if annotation["references"].is_array() { &mut replies } else { &mut notes }) += 1;
            continue;
        };
        let Some(address) = annotation["uri"].as_str().or_else(|| annotation["target"][0]["source"].as_str()) else {
            incoming.told.push(format!("{at}: left out: it does not say of which page it is"));
            continue;
        };
        let place = selector("TextPositionSelector").and_then(|position| {
            let end = |key: &str| usize::try_from(position[key].as_u64()?).ok();
            Some(end("start")?..end("end")?)
        });
        let tags =
            annotation["tags"].as_array().into_iter().flatten().filter_map(Json::as_str).filter(|tag| !tag.trim().is_empty());
        let mut claims: Vec<&str> = tags.collect();
        if claims.is_empty() {
            claims.push(UNTAGGED);
        }
        let title = annotation["document"]["title"][0].as_str().filter(|title| !title.trim().is_empty()).unwrap_or(address);
        let document = Row::new(Kind::Document, Name::Title(address.to_owned()), &at);
        let outlet = Some(site(address)).filter(|site| !site.is_empty());
        incoming.rows.extend(outlet.map(|outlet| Row::named(Kind::Outlet, outlet, &at)));
        let outlet = outlet.map(|outlet| Name::Title(outlet.to_owned()));
        let document = document.text("title", Some(title)).text("url", Some(address)).refer("outlet", outlet);
        incoming.rows.push(Row { is_mere_name: true, ..document });
        let around = |key: &str| quote.and_then(|quote| quote[key].as_str());
        for claim in claims {
            incoming.rows.push(Row::named(Kind::Claim, claim, &at));
            let excerpt = Row::excerpt(&at)
                .refer("claim", [Name::Title(claim.to_owned())])
                .refer("document", [Name::Title(address.to_owned())])
                .text("stance", Some(UNDECIDED))
                .text("quote", Some(exact))
                .text("prefix", around("prefix"))
                .text("suffix", around("suffix"))
                .text("note", annotation["text"].as_str());
            incoming.rows.push(Row { place: Place::Sought(place.clone()), ..excerpt });
            excerpts += 1;
        }
    }
    incoming.told.extend(undecided_of(excerpts));
    let left = [(replies, "replies to other annotations"), (notes, "notes on a whole page")];
    incoming
        .told
        .extend(left.into_iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("left out: {what}: {number}")));
    incoming
}
