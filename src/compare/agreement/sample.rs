//! For tests: readings of a catalogue of four documents on the harbour bridge, each told in a line or two.

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, parse};

const TABLES: &str = r#"
    title = "Bridge"
    outlet = [{ id = "courier", name = "Bay Courier" }, { id = "post", name = "Harbour Post" }, { id = "echo", name = "Echo" }]
    document = [
        { id = "courier", outlet = "courier", title = "Closed" },
        { id = "post", outlet = "post", title = "Open" },
        { id = "echo", outlet = "echo", title = "Closed", copy_of = "courier" },
        { id = "early", outlet = "post", title = "Before", published = 2031-03-01 },
    ]
    event = [{ id = "night", title = "The night", date = 2031-03-03 }, { id = "after", title = "After it" }]
    frame = [{ id = "blame", name = "Blame" }, { id = "force", name = "Force" }]
"#;

/// The reading that `found` tells: things found, between semicolons, each a claim (`fell`, `shut`, or `late`, of another event), a
/// document, `–` or a stance, and after it in any order where it stands (`3..9`), who speaks (`@mayor`, who is declared; anybody else is
/// added), frames (`#blame`), and the words (in quotation marks, else some that nothing else has).
pub(super) fn reading(found: &str) -> Catalogue {
    let mut claims = BTreeMap::from([("fell", String::new()), ("shut", String::new()), ("late", String::new())]);
    let mut absent = BTreeMap::<&str, Vec<&str>>::new();
    let mut speakers = vec!["mayor"];
    for (at, told) in found.split(';').map(str::trim).filter(|told| !told.is_empty()).enumerate() {
        let (told, quote) = told
            .split_once('"')
            .map_or((told, format!("nobody{at} else{at}")), |(told, quote)| (told, quote.trim_end_matches('"').to_owned()));
        let words: Vec<&str> = told.split_whitespace().collect();
        let [claim, document, stance, more @ ..] = words.as_slice() else { panic!("{told}") };
        if *stance == "–" {
            absent.entry(claim).or_default().push(document);
            continue;
        }
        let mut keys = format!("document = '{document}', stance = '{stance}', quote = '{quote}'");
        let frames: Vec<String> = more.iter().filter_map(|word| Some(format!("'{}'", word.strip_prefix('#')?))).collect();
        keys.push_str(&format!(", frames = [{}]", frames.join(", ")));
        for word in more {
            if let Some(speaker) = word.strip_prefix('@') {
                keys.push_str(&format!(", speaker = '{speaker}'"));
                if !speakers.contains(&speaker) {
                    speakers.push(speaker);
                }
            } else if let Some((start, end)) = word.split_once("..") {
                keys.push_str(&format!(", span = [{start}, {end}]"));
            }
        }
        claims.get_mut(claim).unwrap().push_str(&format!("{{ {keys} }}, "));
    }
    let speakers: String = speakers.iter().map(|id| format!("{{ id = '{id}', name = 'The {id}' }}, ")).collect();
    let claim = |(id, excerpts): (&str, String)| {
        let absent = absent.remove(id).unwrap_or_default().iter().map(|id| format!("'{id}', ")).collect::<String>();
        let event = if id == "late" { "after" } else { "night" };
        format!("[[claim]]\nid = '{id}'\nevent = '{event}'\ntitle = 'It {id}'\nabsent = [{absent}]\nexcerpt = [{excerpts}]\n")
    };
    let claims: String = ["fell", "shut", "late"].map(|id| (id, claims.remove(id).unwrap_or_default())).map(claim).concat();
    parse(format!("{TABLES}speaker = [{speakers}]\n{claims}")).unwrap().catalogue
}
