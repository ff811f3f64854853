//! What a catalogue of the second format may say, and what of it is kept.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use parallax::catalogue::{Catalogue, Day, Format, PartKind, Span, Stance, parse};

/// A catalogue with these lines in it.
fn catalogue(top: &str, document: &str, claims: &str) -> Catalogue {
    let text = format!(
        r#"
        {top}
        title = "The harbour bridge"
        [[outlet]]
        id = "courier"
        name = "Bay Courier"
        accepted = ["same-name"]
        [[document]]
        id = "bridge"
        outlet = "courier"
        title = "Bridge shut overnight"
        {document}
        [[event]]
        id = "closing"
        title = "The closing"
        date = 2031-03-03
        [[speaker]]
        id = "mayor"
        name = "Mayor Quill"
        [[frame]]
        id = "conflict"
        name = "Conflict"
        examples = ["they blame each other"]
        not = "A match is no conflict."
        [[naming]]
        id = "bridge"
        title = "The bridge"
        forms = ["bridge", "crossing"]
        except = ["bridge over the creek"]
        {claims}
        "#
    );
    let loaded = parse(text).unwrap();
    assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
    loaded.catalogue
}

const CLAIM: &str = "[[claim]]\nevent = 'closing'\n";

#[test]
fn a_catalogue_without_a_format_is_of_the_first() {
    assert_eq!(catalogue("", "", "").format, Format::One);
    assert_eq!(catalogue("format = 1", "", "").format, Format::One);
    assert_eq!(catalogue("format = 2", "", "").format, Format::Two);
}

#[test]
fn a_reported_denial_is_a_stance() {
    let excerpt = "[[claim.excerpt]]\ndocument = 'bridge'\nstance = 'reports-denial'\nspeaker = 'mayor'\nquote = 'He denied it.'\n\
        accepted = ['cue-elsewhere']\n";
    let catalogue = catalogue("format = 2", "", &format!("{CLAIM}id = 'a'\ntitle = 'A'\naccepted = ['same-title']\n{excerpt}"));
    let excerpt = catalogue.excerpts.iter().next().unwrap();
    assert_eq!(excerpt.stance, Stance::ReportsDenial);
    assert_eq!(serde_json::to_value(excerpt.stance).unwrap(), "reports-denial");
    assert!(Stance::ALL.iter().all(|stance| serde_json::to_value(stance).unwrap() == stance.name()));
    assert_eq!(&*excerpt.accepted, ["cue-elsewhere".into()]);
    assert_eq!(&*catalogue.claims.iter().next().unwrap().accepted, ["same-title".into()]);
    assert_eq!(&*catalogue.outlets.iter().next().unwrap().accepted, ["same-name".into()]);
}

#[test]
fn the_day_of_a_claim_is_its_own_or_its_events_or_none() {
    let claims = ["date = 2031-03-01", "undated = true", "undated = false", ""];
    let claims = claims.iter().enumerate().map(|(number, day)| format!("{CLAIM}id = 'c{number}'\ntitle = 'C{number}'\n{day}\n"));
    let catalogue = catalogue("format = 2", "published = 2031-03-04\npublished_about = true", &claims.collect::<String>());
    let days: Vec<Day> = catalogue.claims.iter().map(|claim| claim.day).collect();
    assert_eq!(
        days,
        [
            Day::Own("2031-03-01".parse::<toml::value::Datetime>().unwrap().date.unwrap()),
            Day::Undated,
            Day::OfEvent,
            Day::OfEvent
        ]
    );
    assert!(catalogue.documents.iter().next().unwrap().published_about);
}

#[test]
fn a_document_has_parts_in_the_order_written() {
    let parts = "[[document.part]]\nkind = 'headline'\nfrom = 'Bridge'\nto = 'overnight'\nspan = [0, 21]\n\
        [[document.part]]\nkind = 'comments'\nfrom = 'Join  the'\nto = 'submit them.'\n";
    let catalogue = catalogue("format = 2", parts, "");
    let parts = &catalogue.documents.iter().next().unwrap().parts;
    let told: Vec<_> = parts.iter().map(|part| (part.kind, &*part.from, &*part.to, part.span)).collect();
    assert_eq!(
        told,
        [
            (PartKind::Headline, "Bridge", "overnight", Some(Span { start: 0, end: 21 })),
            (PartKind::Comments, "Join  the", "submit them.", None),
        ]
    );
    assert!(PartKind::ALL.iter().all(|kind| serde_json::to_value(kind).unwrap() == kind.name()));
}

#[test]
fn frames_and_namings_say_what_they_do_not_mean() {
    let catalogue = catalogue("format = 2", "", "");
    let frame = catalogue.frames.iter().next().unwrap();
    assert_eq!(
        (frame.examples.as_slice(), frame.not.as_deref()),
        (&["they blame each other".to_owned()][..], Some("A match is no conflict."))
    );
    assert_eq!(catalogue.namings.iter().next().unwrap().except, ["bridge over the creek"]);
}
