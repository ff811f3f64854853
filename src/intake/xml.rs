//! What XML says in characters.

use quick_xml::events::Event;

/// What an event says in characters. Of entities only those are known that XML itself has, so that nothing is expanded.
pub(crate) fn characters(event: &Event<'_>) -> String {
    match event {
        Event::Text(text) => text.xml10_content().into_owned(),
        Event::CData(text) => text.xml10_content().into_owned(),
        Event::GeneralRef(reference) => match &**reference {
            "amp" => "&".to_owned(),
            "lt" => "<".to_owned(),
            "gt" => ">".to_owned(),
            "quot" => "\"".to_owned(),
            "apos" => "'".to_owned(),
            _ => reference.resolve_char_ref().ok().flatten().map(String::from).unwrap_or_default(),
        },
        _ => String::new(),
    }
}
