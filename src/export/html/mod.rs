//! One page that a browser shows and prints: whole in itself, without a script, and nothing is fetched for it.
//!
//! - `claims`: a section a claim, the outlets side by side
//! - `matrix`: the table of claims against outlets, and what its signs mean
//! - `pictures`: what outlets do, as drawings
//! - `sources`: outlets and documents, and what is known of them
//! - `tables`: outlets, voices, namings and codes in numbers
//! - `style.css`: how all this looks, in the light and in the dark, on a phone and on paper
//!
//! A sign has its word beside it, in sight or for those who hear the page, and colour adds nothing to both. Whatever the catalogue says
//! is text: the crate that writes the markup escapes it, and the policy in the head of the page forbids what was never meant to be there.

mod claims;
mod matrix;
mod pictures;
mod sources;
mod tables;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::page::Page;
use crate::compare::{naming::NamingCounts, standing::Standing};

const STYLE: &str = include_str!("style.css");

/// Outlets at the most that stand side by side in a window that is not a phone's.
const FITTING: usize = 14;

/// Nothing may be fetched, and nothing run.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The page of `page`, with its namings as they were counted.
pub(super) fn write(page: &Page<'_>, counts: &NamingCounts) -> Vec<u8> {
    let catalogue = page.catalogue;
    let sections = [
        ("matrix", "Who says what", matrix::section(page)),
        ("outlets", "The outlets", tables::of_outlets(page)),
        ("voices", "Who gets to speak", tables::of_voices(page)),
        ("namings", "Who is called what", tables::of_namings(page, counts)),
        ("codebook", "What signs and codes mean", Some(tables::codebook(page))),
        ("sources", "Sources", sources::section(page)),
    ];
    let [matrix, rest @ ..] = sections;
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content="parallax";
                @if let Some(summary) = &catalogue.summary {
                    meta name="description" content=(summary);
                }
                title { (catalogue.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { "Skip to the comparison" }
                header {
                    h1 { (catalogue.title) }
                    @if let Some(summary) = &catalogue.summary {
                        p.lede { (summary) }
                    }
                    @if let Some(selection) = &page.selection {
                        p { (selection) }
                    }
                    p.answer {
                        @match page.disagreements() {
                            Some(group) => a href={ "#" (group.name) } { (page.answer()) },
                            None => (page.answer()),
                        }
                    }
                    p.facts { (page.counted()) ". " (page.compared()) }
                    (contents(page, &matrix, &rest))
                }
                main #content {
                    (named(matrix))
                    @for group in &page.groups {
                        (claims::group(page, group))
                    }
                    @for section in rest {
                        (named(section))
                    }
                }
                footer {
                    p {
                        "This page says who says what, in which words, on whose authority; it does not say what is true. "
                        @if let Some(licence) = &catalogue.licence {
                            "Licence of the annotations: " (licence) ". "
                        }
                        "The quotations remain their publishers’."
                    }
                }
            }
        }
    };
    let mut bytes = markup.into_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

/// A name to lead to, a heading, and what stands below; nothing where there is nothing to say.
type Section = (&'static str, &'static str, Option<Markup>);

fn named((name, title, content): Section) -> Markup {
    html! {
        @if let Some(content) = content {
            section id=(name) {
                h2 { (title) }
                (content)
            }
        }
    }
}

fn contents(page: &Page<'_>, matrix: &Section, rest: &[Section]) -> Markup {
    let link = |(name, title, content): &Section| {
        html! {
            @if content.is_some() {
                li { a href={ "#" (name) } { (title) } }
            }
        }
    };
    html! {
        nav aria-label="Contents" {
            ul {
                (link(matrix))
                @for group in &page.groups {
                    li {
                        a href={ "#" (group.name) } { (group.title) } " "
                        span.number {
                            (group.claims.len())
                            @if group.above > 0 { " + " (group.above) " above" }
                        }
                    }
                }
                @for section in rest {
                    (link(section))
                }
            }
        }
    }
}

/// The sign of `standing`, for the eye only: its word stands beside it.
fn sign(standing: Standing) -> Markup {
    html! { span.(standing.name()) aria-hidden="true" { (standing.sign()) } }
}

/// A note of the curator's, in its own direction whatever stands before it.
fn noted(note: &str) -> Markup {
    html! { span { "Note:" } " " (note) }
}

/// A table that is moved sideways where it is wider than the window, by keys, too.
fn moved_sideways(label: &str, table: &Markup) -> Markup {
    html! { div.wide tabindex="0" role="region" aria-label=(label) { (table) } }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The colours of the light page, and of the dark one.
    fn palettes() -> [BTreeMap<String, [f64; 3]>; 2] {
        let (light, dark) = STYLE.split_once("(prefers-color-scheme: dark)").unwrap();
        let dark = dark.split_once("\n}\n").unwrap().0;
        [light, dark].map(|rules| {
            let declared = rules.split(['{', ';', '}']).filter_map(|rule| rule.trim().strip_prefix("--")?.split_once(": #"));
            let channel = |hex: &str, at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            declared.map(|(name, hex)| (name.to_owned(), [0, 2, 4].map(|at| channel(hex, at)))).collect()
        })
    }

    /// WCAG 2.2, "contrast ratio" and "relative luminance".
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let linear = |channel: f64| if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) };
        let luminance = |[red, green, blue]: [f64; 3]| {
            0.2126f64.mul_add(linear(red), 0.7152f64.mul_add(linear(green), 0.0722 * linear(blue)))
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_word_can_be_read_in_the_light_and_in_the_dark() {
        for colours in palettes() {
            let words = ["ink", "muted", "link", "affirms", "questions", "denies", "mixed"];
            let on_grounds = words.into_iter().flat_map(|word| [(word, "paper".to_owned()), (word, "card".to_owned())]);
            let on_tints = ["affirms", "questions", "denies", "mixed"].map(|stand| (stand, format!("{stand}-tint")));
            for (word, ground) in on_grounds.chain(on_tints).chain([("ink", "shade".to_owned())]) {
                let contrast = contrast(colours[word], colours[&ground]);
                assert!(contrast >= 4.5, "{word} on {ground}: {contrast:.2}");
            }
        }
    }
}
