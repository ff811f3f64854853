//! Three small drawings: where outlets stand, how far any two are apart, which events each speaks of.
//!
//! Each is told in words, too: as its title and description, and piece by piece to whoever points at it. Lengths are those of the
//! drawing's own, in which a letter is some 6 wide.

use maud::{Markup, html};

use crate::{
    catalogue::{Catalogue, OutletId},
    compare::{
        outlets::{EventShare, Outlets, Profile},
        standing::Standing,
    },
    report::count,
    text::{share::share, wrap::cut},
};

/// How wide a drawing is at the least: it fits on a phone.
const WIDTH: usize = 360;
/// From one row to the next.
const ROW: usize = 26;
/// What the names of rows take at the left of a grid.
const NAMES: usize = 140;
/// What slanting names of columns take at the top of a grid.
const SLANT: usize = 80;
/// What the last of them takes at the right.
const RIGHT: usize = 50;
/// How wide the cell of a grid is at the least: as names need that slant.
const CELL: usize = 28;
/// What a letter or a sign of those in cells and bars takes at the most.
const LETTER: usize = 7;
/// Characters of a name.
const NAME: usize = 20;
/// Characters of one that slants.
const SLANTING: usize = 15;

/// All three.
pub(super) fn all(catalogue: &Catalogue, outlets: &Outlets) -> Markup {
    html! {
        div.pictures {
            (figure("Stances by outlet", "Of all claims, on how many each outlet stands where.", &stances(catalogue, outlets)))
            @if !outlets.apart().is_empty() {
                (figure("How far outlets are apart", "On how much of what both take a stand on two outlets disagree.", &distances(catalogue, outlets)))
            }
            @if !catalogue.events.is_empty() {
                (figure("Share by event", "How many in a hundred passages of an outlet are on an event.", &events(catalogue, outlets)))
            }
        }
    }
}

fn figure(title: &str, caption: &str, drawing: &Markup) -> Markup {
    html! {
        figure.picture {
            h3 { (title) }
            (drawing)
            figcaption { (caption) }
        }
    }
}

/// A drawing of this size, with what it says for those who do not see it.
fn drawing([width, height]: [usize; 2], title: &str, told: &str, content: &Markup) -> Markup {
    html! {
        svg.grown[width > WIDTH] viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) role="img" aria-label={ (title) ": " (told) } {
            title { (title) }
            (content)
        }
    }
}

/// A bar an outlet, a piece of it a sign, as long as it has claims.
fn stances(catalogue: &Catalogue, outlets: &Outlets) -> Markup {
    const BAR: usize = 44;
    let all = catalogue.claims.len();
    let told: Vec<String> = outlets.profiles.iter().map(|profile| in_words(catalogue, profile)).collect();
    let bars = html! {
        @for (row, profile) in outlets.profiles.iter().enumerate() {
            @let top = row * BAR;
            text.name x="0" y=(top + 14) { (shortened(&catalogue.outlets[profile.outlet].name, 2 * NAME)) }
            @for (standing, from, claims) in pieces(profile) {
                @let (x, width) = (length(from, all), length(claims, all));
                g {
                    title { (standing.words()) ": " (count(claims, "claim")) }
                    rect.piece.(standing.name()) x=(fixed(x)) y=(top + 20) width=(fixed(width)) height="18" {}
                    @let shown = format!("{} {claims}", standing.sign());
                    @if LETTER * shown.chars().count() * all <= WIDTH * claims {
                        text.(standing.name()) x=(fixed(x + width / 2.0)) y=(top + 33) text-anchor="middle" { (shown) }
                    }
                }
            }
        }
    };
    drawing([WIDTH, outlets.profiles.len() * BAR], "Stances by outlet", &told.join(". "), &bars)
}

/// The signs of an outlet that are there, each with how many claims come before it, and how many it has.
fn pieces(profile: &Profile) -> impl Iterator<Item = (Standing, usize, usize)> {
    let mut from = 0;
    Standing::ALL.into_iter().zip(&profile.claims).filter(|(_, claims)| !claims.is_empty()).map(move |(standing, claims)| {
        from += claims.len();
        (standing, from - claims.len(), claims.len())
    })
}

/// "Bay Courier: affirms 3, silent 2".
fn in_words(catalogue: &Catalogue, profile: &Profile) -> String {
    let pieces: Vec<String> = pieces(profile).map(|(standing, _, claims)| format!("{} {claims}", standing.words())).collect();
    format!("{}: {}", catalogue.outlets[profile.outlet].name, pieces.join(", "))
}

/// How long `part` of `whole` is on a line as wide as the drawing.
#[expect(clippy::cast_precision_loss, reason = "a drawing is some hundred wide")]
fn length(part: usize, whole: usize) -> f64 {
    share(part, whole) * WIDTH as f64
}

fn fixed(number: f64) -> String {
    format!("{number:.1}")
}

/// As much of `name` as there is room for, and all of it to whoever points at it.
fn shortened(name: &str, columns: usize) -> Markup {
    let shown = cut(name, columns);
    html! {
        @if shown != name { title { (name) } }
        (shown)
    }
}

/// What stands in one cell of a grid.
struct Shade {
    /// How dark it is, from 0 to 1.
    share: f64,
    /// In the cell.
    shown: String,
    /// To whoever points at it.
    told: String,
}

/// Outlets against each other.
fn distances(catalogue: &Catalogue, outlets: &Outlets) -> Markup {
    let ids: Vec<OutletId> = catalogue.outlets.ids().collect();
    let name = |outlet: OutletId| catalogue.outlets[outlet].name.as_str();
    let shade = |one: OutletId, other: OutletId| {
        let apart = outlets.between(one, other)?;
        let (disagreed, common) = (apart.disagreed.len(), apart.common.len());
        Some(Shade {
            share: share(disagreed, common),
            shown: format!("{disagreed}/{common}"),
            told: format!("{} and {}: on {disagreed} of {common}", name(one), name(other)),
        })
    };
    // Each two once: the last needs no column, the first no row.
    let columns = ids.split_last().map(|(_, columns)| columns).unwrap_or_default();
    let rows = ids.iter().skip(1).map(|&row| {
        let cells = columns.iter().map(|&column| (column < row).then(|| shade(column, row)).flatten()).collect();
        (name(row), cells)
    });
    grid("How far outlets are apart", &columns.iter().map(|&outlet| name(outlet)).collect::<Vec<_>>(), &rows.collect::<Vec<_>>())
}

/// Events against outlets.
fn events(catalogue: &Catalogue, outlets: &Outlets) -> Markup {
    let names: Vec<&str> = catalogue.outlets.iter().map(|outlet| outlet.name.as_str()).collect();
    let rows = catalogue.events.iter().enumerate().map(|(at, event)| {
        let cells = outlets.profiles.iter().zip(&names).map(|(profile, outlet)| match profile.events.get(at)? {
            EventShare::TooEarly => Some(Shade {
                share: 0.0,
                shown: Standing::TooEarly.sign().to_string(),
                told: format!("{outlet}, {}: too early", event.title),
            }),
            EventShare::Said(tally) => (tally.passages > 0).then(|| {
                let share = profile.share(tally);
                let percent = format!("{:.0}", share * 100.0);
                Shade {
                    share,
                    told: format!("{outlet}, {}: {percent} %, {}", event.title, count(tally.passages, "passage")),
                    shown: percent,
                }
            }),
        });
        (event.title.as_str(), cells.collect())
    });
    grid("Share by event", &names, &rows.collect::<Vec<_>>())
}

/// Rows with names, cells under slanting names; where there is none it is empty.
fn grid(title: &str, columns: &[&str], rows: &[(&str, Vec<Option<Shade>>)]) -> Markup {
    let shades = || rows.iter().flat_map(|(_, cells)| cells).flatten();
    let longest = shades().map(|shade| shade.shown.chars().count()).max().unwrap_or_default();
    let cell = ((WIDTH - NAMES - RIGHT) / columns.len().max(1)).max(CELL).max(LETTER * longest + 4);
    let size = [NAMES + cell * columns.len() + RIGHT, SLANT + ROW * rows.len()];
    let told: Vec<&str> = shades().map(|shade| shade.told.as_str()).collect();
    let content = html! {
        @for (at, name) in columns.iter().enumerate() {
            @let (x, y) = (NAMES + at * cell + cell / 2, SLANT - 8);
            text.name x=(x) y=(y) transform={ "rotate(-45 " (x) " " (y) ")" } { (shortened(name, SLANTING)) }
        }
        @for (at, (name, cells)) in rows.iter().enumerate() {
            @let top = SLANT + at * ROW;
            text.name x="0" y=(top + 17) { (shortened(name, NAME)) }
            @for (at, shade) in cells.iter().enumerate() {
                @let left = NAMES + at * cell;
                @if let Some(shade) = shade {
                    g {
                        title { (shade.told) }
                        rect.shade x=(left + 1) y=(top + 1) width=(cell - 2) height=(ROW - 2) fill-opacity=(format!("{:.2}", shade.share)) {}
                        text x=(left + cell / 2) y=(top + 17) text-anchor="middle" { (shade.shown) }
                    }
                }
            }
        }
    };
    drawing(size, title, &told.join(". "), &content)
}
