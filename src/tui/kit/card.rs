//! Excerpts as cards: who says it and where, the figure, the words, what is odd about them. Columns of them are in `column`.

use std::{collections::BTreeSet, ops::Range};

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{
    heads::Heads,
    layout::{MEASURE, cells},
    parts::{self, highlights, marked, wrapped},
    theme::Theme,
};
use crate::{
    answers::quotations::Checked,
    catalogue::{Catalogue, Excerpt, ExcerptId},
    compare::{
        coverage::{Cell, Coverage},
        footing::Footing,
        languages::Languages,
        naming::Namings,
        placement::how_far,
        standing::Standing,
        wording::{Quotation, Wording, compare_with_nearest},
    },
    find::Marks,
    text::{
        clean::displayable,
        diff::{RunKind, differing},
        wrap::{cut, width, window},
    },
};

/// Where more than this share of the words of two quotations differ, marking them all would say nothing.
const OTHER_WORDS: f64 = 0.8;
/// How many excerpts of the base one is compared with to find the nearest: more than an outlet has under a claim in practice,
/// and few enough for a frame.
const BASES: usize = 16;

/// What cards are drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Cards<'a> {
    /// The excerpts are of this one.
    pub catalogue: &'a Catalogue,
    /// What heads its outlets.
    pub heads: &'a Heads,
    /// Its namings.
    pub namings: &'a Namings,
    /// The languages of its documents.
    pub languages: &'a Languages,
    /// How they look.
    pub theme: Theme,
    /// The words that were looked for, which are marked.
    pub marks: Option<&'a Marks>,
    /// The excerpts that are marked.
    pub marked: &'a BTreeSet<ExcerptId>,
    /// How its quotations stand, where that is known.
    pub checked: Option<&'a Checked>,
}

/// How an excerpt is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Name the stance: where it does not stand over the column already.
    pub stance: bool,
    /// Leave out notes and frames: for a glance.
    pub brief: bool,
}

/// What stands over a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Nothing: the column says it.
    Nothing,
    /// Stance and outlet, where outlets share a column.
    Outlet,
    /// Stance and claim, where claims share a column.
    Claim,
}

/// One card of a column.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// The excerpt.
    pub id: ExcerptId,
    /// How it is shown.
    pub look: Look,
    /// What stands over it.
    pub head: Head,
    /// The nearest of these is what it is compared with; it is looked for only when the card comes into sight.
    pub bases: &'a [ExcerptId],
}

/// The cards of all outlets in one column, each with its outlet's name.
pub fn by_outlet(coverage: &Coverage) -> Vec<Card<'_>> {
    let card = |&id| Card { id, look: Look::default(), head: Head::Outlet, bases: &[] };
    coverage.speaking().flat_map(|cell: &Cell| cell.excerpts.iter().map(card)).collect()
}

impl Cards<'_> {
    /// The lines of one excerpt, `columns` wide.
    pub fn excerpt(&self, id: ExcerptId, columns: usize, look: Look) -> Vec<Line<'static>> {
        self.beside(&[], id, columns, look, true)
    }

    /// The same, with what differs from the nearest of `bases` marked, and named where that can be named; its frames where they are
    /// `framed`.
    fn beside(&self, bases: &[ExcerptId], id: ExcerptId, columns: usize, look: Look, framed: bool) -> Vec<Line<'static>> {
        let theme = self.theme;
        let excerpt = &self.catalogue.excerpts[id];
        let mut lines = Vec::new();
        if look.stance {
            lines.push(Line::from(parts::signed(theme, Standing::Takes(excerpt.stance)).to_vec()));
        }
        if self.marked.contains(&id) {
            lines.push(Line::from(Span::styled("▪ marked", theme.accent())));
        }
        let footing = self.footing(id);
        lines.extend(self.origin(excerpt, columns));
        if let Some(figure) = &excerpt.figure {
            lines.extend(wrapped(figure, columns, theme.strong(), &[]));
        }
        if let Some(warning) = footing.warning() {
            lines.extend(wrapped(&warning, columns, theme.fault(), &[]));
        }
        lines.extend(self.words(bases, id, columns));
        if !look.brief {
            lines.extend(self.instead(id, &footing, columns));
        }
        lines.extend(self.place(excerpt, footing.part, framed && !look.brief, columns));
        if let Some(note) = excerpt.note.as_ref().filter(|_| !look.brief) {
            lines.extend(wrapped(&format!("note: {note}"), columns, theme.quiet().add_modifier(Modifier::ITALIC), &[]));
        }
        lines
    }

    /// How the quotation stands, by its text where that was compared, else by what is noted.
    fn footing(&self, id: ExcerptId) -> Footing {
        let noted = || Footing::noted(self.catalogue, id);
        self.checked.map_or_else(noted, |checked| checked.footings.footing(self.catalogue, id))
    }

    /// What the text has in the place of a misquotation, with the words marked that differ; what an abridged quotation leaves out.
    fn instead(&self, id: ExcerptId, footing: &Footing, columns: usize) -> Vec<Line<'static>> {
        let Some((what, words)) = footing.beside() else { return Vec::new() };
        let (before, text) = (format!("{what}: “"), displayable(words));
        if footing.text().is_none() {
            return wrapped(&format!("{before}{text}”"), columns, self.theme.quiet(), &[]);
        }
        let differing = differing(self.catalogue.excerpts[id].quote.shown(), &text);
        let marks = differing.into_iter().map(|range| range.start + before.len()..range.end + before.len());
        let marks = highlights(&marks.collect::<Vec<_>>(), self.theme.changed());
        wrapped(&format!("{before}{text}”"), columns, Style::new(), &marks)
    }

    /// Who is quoted with which verb, and in which document where the outlet has several.
    fn origin(&self, excerpt: &Excerpt, columns: usize) -> Vec<Line<'static>> {
        let document = &self.catalogue.documents[excerpt.document];
        let speaker = excerpt.speaker.map(|speaker| self.catalogue.speakers[speaker].name.as_str());
        let said: Vec<&str> = [speaker, excerpt.cue.as_deref()].into_iter().flatten().collect();
        let mut lines = Vec::new();
        if !said.is_empty() {
            lines.extend(wrapped(&said.join(" · "), columns, self.theme.quiet(), &[]));
        }
        if self.catalogue.outlets[document.outlet].documents.len() > 1 {
            lines.extend(wrapped(&document.title, columns, self.theme.quiet(), &[]));
        }
        lines
    }

    /// In which part of the document and how far into it, and the frames where they are `framed`: "at 35 % · frame: conflict".
    fn place(&self, excerpt: &Excerpt, part: Option<&str>, framed: bool, columns: usize) -> Vec<Line<'static>> {
        let share = how_far(&self.catalogue.documents[excerpt.document], excerpt.span);
        let place: Vec<&str> = part.into_iter().chain(share.as_deref()).collect();
        let named: Vec<&str> = excerpt.frames.iter().map(|&frame| self.catalogue.frames[frame].name.as_str()).collect();
        let named = (framed && !named.is_empty()).then(|| format!("frame: {}", named.join(", ")));
        let both: Vec<String> = [Some(place.join(" ")).filter(|place| !place.is_empty()), named].into_iter().flatten().collect();
        if both.is_empty() { Vec::new() } else { wrapped(&both.join(" · "), columns, self.theme.quiet(), &[]) }
    }

    /// The quotation, with what was looked for or what differs marked.
    fn words(&self, bases: &[ExcerptId], id: ExcerptId, columns: usize) -> Vec<Line<'static>> {
        let quote = &self.catalogue.excerpts[id].quote;
        let wording = self.wording(bases, id);
        let marks = self.marks(id, wording.as_ref().map(|(_, wording)| wording));
        let mut lines = wrapped(&quote.marked(), columns, Style::new(), &marks);
        let Some((base, wording)) = wording else { return lines };
        if wording.changed > OTHER_WORDS {
            lines.extend(wrapped("≠ other words altogether", columns, self.theme.quiet(), &[]));
            return lines;
        }
        let document = |id: ExcerptId| self.catalogue.excerpts[id].document;
        let is_copy = self.catalogue.documents[document(id)].copy_of == Some(document(base));
        let base = self.catalogue.excerpts[base].quote.shown();
        for drift in &wording.drifts {
            let words = |text: &str, range: &Option<Range<usize>>| range.clone().map(|range| text[range].to_owned());
            let both = [words(base, &drift.base), words(quote.shown(), &drift.other)];
            let both: Vec<String> = both.into_iter().flatten().collect();
            let (label, between) = if is_copy { (drift.label(), " → ") } else { (drift.difference(), " / ") };
            let text = format!("≠ {label}: {}", both.join(between));
            lines.extend(wrapped(&text, columns, self.theme.accent(), &[]));
        }
        lines
    }

    /// What to mark in a quotation as it is shown: what differs by `wording`, else what was looked for.
    fn marks(&self, id: ExcerptId, wording: Option<&Wording>) -> Vec<(Range<usize>, Style)> {
        let quote = &self.catalogue.excerpts[id].quote;
        let shown = quote.marked();
        match wording {
            None => highlights(&self.marks.map(|marks| marks.in_quote(&shown)).unwrap_or_default(), self.theme.matched()),
            Some(wording) if wording.changed > OTHER_WORDS => Vec::new(),
            Some(wording) => {
                // The quotation is compared without the marks that are put around it here.
                let opening = shown.len().min(shown.find(quote.shown()).unwrap_or(0));
                let differing = wording.runs.iter().filter(|run| run.kind != RunKind::Same && !run.other.is_empty());
                differing.map(|run| (run.other.start + opening..run.other.end + opening, self.theme.changed())).collect()
            }
        }
    }

    /// A quotation on one line, around the first of its marks: against the nearest of `bases`, where there are any.
    pub fn line(&self, id: ExcerptId, bases: &[ExcerptId], columns: usize) -> Line<'static> {
        let wording = self.wording(bases, id);
        let marks = self.marks(id, wording.as_ref().map(|(_, wording)| wording));
        let shown = self.catalogue.excerpts[id].quote.marked();
        let focus = marks.first().map_or(0..0, |(range, _)| range.clone());
        let seen = window(&shown, focus, columns);
        let ellipsis = |cut: bool| cut.then(|| Span::raw("…"));
        let mut spans = Vec::from_iter(ellipsis(seen.start > 0));
        spans.extend(marked(&shown, seen.clone(), Style::new(), &marks));
        spans.extend(ellipsis(seen.end < shown.len()));
        Line::from(spans)
    }

    /// How the words of `other` differ from those of the nearest of the first [`BASES`] of `bases`, and which that is.
    fn wording(&self, bases: &[ExcerptId], other: ExcerptId) -> Option<(ExcerptId, Wording)> {
        let quotations = bases.iter().take(BASES).map(|&base| self.quotation(base));
        let (place, wording) = compare_with_nearest(quotations, self.quotation(other), self.namings)?;
        Some((*bases.get(place)?, wording))
    }

    fn quotation(&self, id: ExcerptId) -> Quotation<'_> {
        let excerpt = &self.catalogue.excerpts[id];
        Quotation {
            text: excerpt.quote.shown(),
            attributed: excerpt.speaker.is_some() || excerpt.cue.is_some(),
            language: self.languages.get(excerpt.document),
        }
    }

    /// The lines of one card, below the one `before` it: frames that are those of that one are left out.
    pub(super) fn card(&self, card: &Card<'_>, before: Option<&Card<'_>>, columns: u16) -> Vec<Line<'static>> {
        let excerpt = &self.catalogue.excerpts[card.id];
        let outlet = self.catalogue.outlet_of(excerpt);
        let over = match card.head {
            Head::Nothing => None,
            Head::Outlet => Some((self.heads[outlet].name.as_str(), self.heads[outlet].copy())),
            Head::Claim => Some((self.catalogue.claims[excerpt.claim].title.as_str(), None)),
        };
        let mut lines = Vec::new();
        if let Some((name, copy)) = over {
            let [sign, stance] = parts::signed(self.theme, Standing::Takes(excerpt.stance));
            let copy = copy.map(|label| format!("  {label}")).unwrap_or_default();
            let mut room = usize::from(columns);
            let mut spans = Vec::new();
            for (text, style) in [
                (sign.content.into_owned(), sign.style),
                (stance.content.into_owned(), stance.style),
                (format!("  {name}"), self.theme.strong()),
                (copy, self.theme.quiet()),
            ] {
                let text = cut(&text, room).into_owned();
                room -= width(&text);
                spans.push(Span::styled(text, style));
            }
            lines.push(Line::from(spans));
        }
        let framed = before.is_none_or(|before| self.catalogue.excerpts[before.id].frames != excerpt.frames);
        lines.extend(self.beside(card.bases, card.id, usize::from(columns), card.look, framed));
        lines
    }

    /// The comparison under one claim in a pane, one outlet below the other, from the `chosen` excerpt on if there is no room
    /// for all.
    pub fn preview(&self, chosen: ExcerptId, area: Rect, buffer: &mut Buffer) {
        let claim = self.catalogue.excerpts[chosen].claim;
        let coverage = Coverage::of(self.catalogue, claim);
        let right = Line::from(Span::styled(format!(" {} ", coverage.count()), self.theme.quiet()));
        let inside = parts::pane(self.theme, area, &self.catalogue.claims[claim].title, right, false, buffer);
        let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2).min(MEASURE), ..inside };
        let silence = parts::silence(self.catalogue, self.theme, &coverage, inside.width);
        let height = if inside.height > 8 { cells(silence.len()) } else { 0 };
        let cards = by_outlet(&coverage);
        let selected = cards.iter().position(|card| card.id == chosen).unwrap_or(0);
        self.column((cards.len(), |at| cards[at]), selected, true, Rect { height: inside.height - height, ..inside }, buffer);
        for (line, y) in silence.iter().zip(inside.bottom() - height..inside.bottom()) {
            parts::put(buffer, inside.x, y, line, inside.width);
        }
    }
}
