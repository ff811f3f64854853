//! What is counted, in tables: where outlets stand, who is passed on, which names and codes are used, and what signs and codes mean.
//!
//! Everything is counted as on the screens: passages, and in the columns that are of no single outlet without what copies repeat.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::{FITTING, moved_sideways, noted, pictures, sign};
use crate::{
    compare::{
        basis::counted_over,
        frames::{Row, frames},
        naming::{NamingCounts, Subject},
        outlets::Outlets,
        passages::Tally,
        standing::Standing,
        voices::voices,
    },
    export::page::Page,
};

/// The headings of the outlets, upright where there are many.
fn outlet_headings(page: &Page<'_>) -> Markup {
    let are_many = are_many(page);
    html! {
        @for outlet in &page.catalogue.outlets {
            @if are_many { th.outlet scope="col" { span { (outlet.name) } } } @else { th scope="col" { (outlet.name) } }
        }
    }
}

/// Whether a column an outlet has to be narrow.
fn are_many(page: &Page<'_>) -> bool {
    page.catalogue.outlets.len() > FITTING
}

/// A number; nothing for none, which is most often there and says least.
fn number(number: usize) -> Markup {
    html! { td { @if number > 0 { (number) } } }
}

/// A number with how large a share that is, from 0 to 1.
fn with_share(number: usize, share: f64) -> Markup {
    html! { td { @if number > 0 { (number) " " small { (format!("{:.0} %", share * 100.0)) } } } }
}

/// What each outlet does, drawn and in numbers.
pub(super) fn of_outlets(page: &Page<'_>) -> Option<Markup> {
    let catalogue = page.catalogue;
    if catalogue.outlets.is_empty() || catalogue.claims.is_empty() {
        return None;
    }
    let outlets = Outlets::of(catalogue);
    let table = html! {
        table.numbers {
            thead {
                tr {
                    th scope="col" { "Outlet" }
                    @for standing in Standing::ALL {
                        th scope="col" { (sign(standing)) " " small { (standing.words()) } }
                    }
                    @for heading in ["passages", "own words", "passed on"] {
                        th scope="col" { (heading) }
                    }
                }
            }
            tbody {
                @for profile in &outlets.profiles {
                    tr {
                        th scope="row" { (catalogue.outlets[profile.outlet].name) }
                        @for claims in &profile.claims { (number(claims.len())) }
                        (number(profile.passages))
                        (number(profile.own.passages))
                        (number(profile.attributed.passages))
                    }
                }
            }
        }
    };
    Some(html! {
        (pictures::all(catalogue, &outlets))
        h3 { "In numbers" }
        p.about { "Under the signs claims, behind them passages quoted. What is quoted twice is one passage." }
        (moved_sideways("What each outlet does", &table))
    })
}

/// Speakers against outlets.
pub(super) fn of_voices(page: &Page<'_>) -> Option<Markup> {
    let catalogue = page.catalogue;
    let voices = voices(catalogue);
    if voices.rows.is_empty() {
        return None;
    }
    let table = html! {
        table.numbers.many[are_many(page)] {
            thead {
                tr {
                    th scope="col" { "Speaker" }
                    th scope="col" { "All" }
                    (outlet_headings(page))
                    th.words scope="col" { "Verbs of saying" }
                }
            }
            tbody {
                tr {
                    th scope="row" { "In their own words" }
                    (number(voices.own))
                    @for column in &voices.columns { (number(column.own.passages)) }
                    td.words {}
                }
                @for voice in &voices.rows {
                    @let speaker = &catalogue.speakers[voice.speaker];
                    tr {
                        th scope="row" {
                            (speaker.name)
                            @if let Some(role) = &speaker.role { " " small { (role) } }
                        }
                        (number(voice.passages))
                        @for cell in &voice.cells { (number(cell.said.passages)) }
                        @let cues: BTreeSet<&str> = voice.cells.iter().flat_map(|cell| &cell.cues).map(|cue| cue.cue.as_str()).collect();
                        td.words { (cues.into_iter().collect::<Vec<_>>().join(", ")) }
                    }
                }
            }
        }
    };
    Some(html! {
        p.about { "Passages in which an outlet passes on what somebody says. “All” leaves out what copies repeat." }
        (moved_sideways("Speakers against outlets", &table))
    })
}

/// Forms against outlets, a table a subject.
pub(super) fn of_namings(page: &Page<'_>, counts: &NamingCounts) -> Option<Markup> {
    if counts.subjects.is_empty() {
        return None;
    }
    let bases = counts.columns.iter().flat_map(|column| &column.documents).map(|&(_, basis)| basis);
    Some(html! {
        p.about { "How often each form is used, " (counted_over(bases, counts.extent)) "; small the rate per 1,000 words." }
        @for subject in &counts.subjects {
            (naming(page, counts, subject))
        }
    })
}

fn naming(page: &Page<'_>, counts: &NamingCounts, subject: &Subject) -> Markup {
    let naming = &page.catalogue.namings[subject.naming];
    let (used, unused): (Vec<_>, Vec<_>) =
        subject.forms.iter().partition(|form| form.spots.iter().any(|spots| !spots.is_empty()));
    let unused: Vec<&str> = unused.iter().map(|form| form.form.as_str()).collect();
    let table = html! {
        table.numbers.many[are_many(page)] {
            thead { tr { th scope="col" { "Form" } (outlet_headings(page)) } }
            tbody {
                @for form in &used {
                    tr {
                        th scope="row" { (form.form) }
                        @for (column, spots) in counts.columns.iter().zip(&form.spots) {
                            td {
                                @if !spots.is_empty() {
                                    (spots.len())
                                    @if let Some(rate) = column.rate(spots.len()) { " " small { (format!("{rate:.1}")) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    html! {
        h3 { (naming.title) }
        @if let Some(note) = &naming.note { p.note { (noted(note)) } }
        @if !used.is_empty() { (moved_sideways(&naming.title, &table)) }
        @if !unused.is_empty() { p.about { "Not found: " (unused.join(", ")) } }
    }
}

/// What signs mean, and the codes of the codebook with how often each outlet was given them.
pub(super) fn codebook(page: &Page<'_>) -> Markup {
    let signs = html! {
        h3 { "What an outlet does with a claim" }
        dl.signs {
            @for standing in Standing::ALL {
                div { dt { (sign(standing)) " " (standing.words()) } dd { (standing.meaning()) } }
            }
        }
    };
    html! {
        (signs)
        @if !page.catalogue.frames.is_empty() {
            h3 { "Frames" }
            p.about { "Passages that were given a code, with their share of all passages of the outlet; one may have several." }
            (moved_sideways("Frames against outlets", &frames_table(page)))
        }
    }
}

fn frames_table(page: &Page<'_>) -> Markup {
    let catalogue = page.catalogue;
    let frames = frames(catalogue);
    let numbers = |row: &Row| {
        let shares = catalogue.outlets.ids().map(|outlet| frames.share(row, outlet));
        let cells: Vec<(&Tally, f64)> = row.cells.iter().zip(shares).collect();
        html! {
            (number(row.passages))
            @for (tally, share) in cells { (with_share(tally.passages, share)) }
        }
    };
    html! {
        table.numbers.many[are_many(page)] {
            thead { tr { th scope="col" { "Frame" } th scope="col" { "All" } (outlet_headings(page)) } }
            tbody {
                @for code in &frames.rows {
                    @let frame = &catalogue.frames[code.frame];
                    tr {
                        th scope="row" {
                            (frame.name)
                            @if let Some(definition) = &frame.definition { small.told { (definition) } }
                            @if !frame.examples.is_empty() { small.told { "For instance: " (frame.examples.join("; ")) } }
                            @if let Some(not) = &frame.not { small.told { "Not: " (not) } }
                        }
                        (numbers(&code.row))
                    }
                }
                tr { th scope="row" { "Without a code" } (numbers(&frames.without)) }
            }
        }
    }
}
