//! What of the page is in sight, and which excerpts stand there.

use std::ops::{Range, RangeInclusive};

use ratatui::layout::Rect;

use super::{blocks, page::Page};
use crate::{
    answers::document::{Block, Opened},
    catalogue::ExcerptId,
    compare::drift::Kind,
    tui::shared::Shared,
};

/// A line of the page: its block, or row of the comparison, and which line of that.
pub(super) type Place = (usize, usize);

/// What is in sight.
#[derive(Debug, Clone)]
pub(super) struct View {
    /// The first line with words.
    first: Place,
    /// The line after the last one; none of a page without lines.
    end: Place,
    /// How far into the first block it begins and how far into the last one it ends, from 0 to 1.
    depths: [f64; 2],
    /// Columns of the text.
    width: u16,
    /// The excerpts that stand there, in the order of the document.
    excerpts: Vec<ExcerptId>,
}

impl View {
    /// What of `page` is in sight in `area`.
    pub(super) fn of(shared: &Shared, page: &Page, area: Rect) -> Self {
        let (mut first, mut end, mut depths) = ((page.top, page.line), (page.top, page.line), [0.0, 0.0]);
        let (mut room, mut from) = (usize::from(area.height), page.line);
        for index in page.top..page.height() {
            let lines = blocks::block(shared, page, index, area.width).len();
            // The last line of a block is blank.
            if index == page.top && from > 0 && from + 1 >= lines {
                first = (index + 1, 0);
            }
            let share = |line: usize| if lines == 0 { 0.0 } else { small(line) / small(lines) };
            let seen = lines.saturating_sub(from).min(room);
            if index == first.0 {
                depths[0] = share(from);
            }
            if seen > 0 {
                (end, depths[1]) = ((index, from + seen), share(from + seen));
            }
            room -= seen;
            from = 0;
            if room == 0 {
                break;
            }
        }
        let mut view = Self { first, end, depths, width: area.width, excerpts: Vec::new() };
        view.excerpts = view.candidates(page).into_iter().filter(|&id| view.shows(page, id)).collect();
        view
    }

    /// The excerpts that stand in it, in the order of the document.
    pub(super) fn excerpts(&self) -> &[ExcerptId] {
        &self.excerpts
    }

    /// Whether it has a line of `excerpt`.
    pub(super) fn holds(&self, excerpt: ExcerptId) -> bool {
        self.excerpts.contains(&excerpt)
    }

    /// The first line of it.
    pub(super) const fn first(&self) -> Place {
        self.first
    }

    /// Whether it has that line.
    pub(super) fn has(&self, place: Place) -> bool {
        (self.first..self.end).contains(&place)
    }

    /// Whether it has a line of that block or row.
    pub(super) fn has_block(&self, index: usize) -> bool {
        (self.first.0..=self.end.0).contains(&index) && self.first < self.end
    }

    /// Whether it has the line in which `excerpt` begins.
    pub(super) fn begins(&self, page: &Page, excerpt: ExcerptId) -> bool {
        self.lines_of(page, excerpt).is_some_and(|lines| self.has(*lines.start()))
    }

    /// The excerpt to be current where the one that was went out of sight: the nearest that is in sight.
    pub(super) fn nearest(&self, page: &Page, excerpt: Option<ExcerptId>) -> Option<ExcerptId> {
        let is_after = |id| self.lines_of(page, id).is_some_and(|lines| *lines.start() >= self.end);
        if excerpt.is_some_and(is_after) { self.excerpts.last().copied() } else { self.excerpts.first().copied() }
    }

    /// The first excerpt after all that is in sight, or the last one before it.
    pub(super) fn beyond(&self, page: &Page, by: isize) -> Option<ExcerptId> {
        let mut all = page.opened.as_ref()?.excerpts();
        let starts = |id: ExcerptId| self.lines_of(page, id).map(|lines| *lines.start());
        if by > 0 {
            all.find(|&id| starts(id).is_none_or(|start| start >= self.end))
        } else {
            all.rfind(|&id| starts(id).is_some_and(|start| start < self.first))
        }
    }

    /// The line in which `excerpt` begins, and the one in which it ends.
    pub(super) fn lines_of(&self, page: &Page, excerpt: ExcerptId) -> Option<RangeInclusive<Place>> {
        let opened = page.opened.as_ref()?;
        if page.beside().is_some() {
            return opened.row_of(excerpt).map(|row| (row, 0)..=(row, usize::MAX));
        }
        let Some(bytes) = opened.bytes_of(excerpt) else {
            return opened.block_of(excerpt).map(|block| (block, 0)..=(block, usize::MAX));
        };
        let place = |at: usize| {
            let block = opened.block_at(at)?;
            Some((block, blocks::line_at(page, block, at, self.width)))
        };
        let (last, _) = opened.text.as_ref()?.text().get(bytes.clone())?.char_indices().next_back()?;
        Some(place(bytes.start)?..=place(bytes.start + last)?)
    }

    fn shows(&self, page: &Page, excerpt: ExcerptId) -> bool {
        let lines = self.lines_of(page, excerpt);
        lines.is_some_and(|lines| *lines.start() < self.end && self.first <= *lines.end())
    }

    /// The excerpts in the blocks in sight, some of them perhaps in lines that are not.
    fn candidates(&self, page: &Page) -> Vec<ExcerptId> {
        let Some(opened) = &page.opened else { return Vec::new() };
        let blocks = self.first.0..self.end.0 + 1;
        let mut ids: Vec<ExcerptId> = Vec::new();
        if let Some(comparison) = page.beside() {
            for row in
                comparison.rows.get(blocks.start.min(comparison.rows.len())..).unwrap_or_default().iter().take(blocks.len())
            {
                ids.extend(row.copy.iter().flat_map(|copy| quoted_in(opened, &copy.range)));
            }
        } else {
            for block in opened.blocks.iter().take(blocks.end).skip(blocks.start) {
                match block {
                    Block::Text(range, _) => ids.extend(quoted_in(opened, range)),
                    Block::Excerpt(id) => ids.push(*id),
                    Block::Gap(_) | Block::Missing => {}
                }
            }
        }
        let mut once = Vec::with_capacity(ids.len());
        for id in ids {
            if !once.contains(&id) {
                once.push(id);
            }
        }
        once
    }

    /// "¶ 33–40 of 52": the paragraphs in sight, or the passages of a comparison; nothing where neither is known.
    pub(super) fn numbers(&self, page: &Page) -> Option<(&'static str, RangeInclusive<usize>, usize)> {
        if let Some(comparison) = page.beside() {
            let all = comparison.rows.len();
            return (all > 0).then(|| ("passage", (self.first.0 + 1).min(all)..=(self.end.0 + 1).min(all), all));
        }
        let opened = page.opened.as_ref()?;
        let number = |until: usize| {
            let blocks = opened.blocks.iter().take(until).rev();
            blocks.into_iter().find_map(|block| if let Block::Text(_, number) = block { *number } else { None })
        };
        Some(("¶", number(self.first.0 + 1)?..=number(self.end.0 + 1)?, number(opened.blocks.len())?))
    }

    /// The code points of the document from the first to the last in sight, where its length is known.
    pub(super) fn chars(&self, page: &Page) -> Option<Range<usize>> {
        let opened = page.opened.as_ref()?;
        if opened.text.is_none() {
            let placed = opened.placement.placed.iter().filter(|placed| self.holds(placed.excerpt));
            return placed.map(|placed| placed.range.clone()).reduce(|one, two| one.start.min(two.start)..one.end.max(two.end));
        }
        if let Some(comparison) = page.beside() {
            let rows = comparison.rows.iter().take(self.end.0 + 1).skip(self.first.0);
            let still = rows.filter(|row| row.drifts.iter().all(|named| named.kind != Kind::Moved));
            let spans = still.filter_map(|row| row.copy.as_ref()).map(|copy| copy.span.start as usize..copy.span.end as usize);
            return spans.reduce(|one, two| one.start.min(two.start)..one.end.max(two.end));
        }
        let at = |block: usize, depth: f64| match opened.blocks.get(block) {
            Some(Block::Text(range, _)) => Some(small(range.start) + small(range.len()) * depth),
            _ => None,
        };
        let [start, end] = self.depths;
        let bytes = at(self.first.0, start)?..at(self.end.0, end)?;
        let (length, all) = (small(opened.placement.length?), small(opened.text.as_ref()?.text().len()));
        let chars = |bytes: f64| whole(bytes / all * length);
        Some(chars(bytes.start)..chars(bytes.end))
    }
}

/// The excerpts that stand in these bytes of the text.
fn quoted_in<'o>(opened: &'o Opened, range: &'o Range<usize>) -> impl Iterator<Item = ExcerptId> + 'o {
    let first = opened.quoted.partition_point(|(quoted, _)| quoted.end <= range.start);
    let here = opened.quoted.iter().skip(first).take_while(|(quoted, _)| quoted.start < range.end);
    here.flat_map(|(_, excerpts)| excerpts.iter().copied())
}

#[expect(clippy::cast_precision_loss, reason = "a column of a ruler is what comes of it")]
fn small(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a share of a length")]
fn whole(number: f64) -> usize {
    number.round() as usize
}
