//! A workbook (Office Open XML): a sheet for each thing that a person looks up.
//!
//! It is for people to open, so every text is displayable. A text is written as one, whatever it begins with, so that none becomes a
//! formula or a link.

use std::borrow::Cow;

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::table::{Cell, Table};
use crate::{
    catalogue::Stance,
    compare::standing::Standing,
    text::{
        clean::displayable,
        wrap::{width, wrap},
    },
};

/// One sheet.
pub(super) struct Sheet<'a> {
    /// What its tab says.
    pub(super) name: &'static str,
    /// What stands on it.
    pub(super) table: Table<'a>,
    /// How many of its first columns stay in sight.
    pub(super) fixed: u16,
}

/// UTF-16 code units that a cell can hold.
const LONGEST: usize = 32_767;
/// Characters that a column is wide at the most; longer words are wrapped.
const WIDEST: usize = 50;
/// What the arrow of a filter takes of the width of a heading.
const ARROW: usize = 3;

/// Points that a line of the font takes, which is Calibri 11.
const LINE: f64 = 15.0;
/// Points that a row is high at the most.
const HIGHEST: f64 = 409.0;
/// ISO A4, as the paper sizes of a workbook are counted.
const A4: u8 = 9;

/// A workbook of these `sheets`, about `title`, and which cells of it do not hold all of their text, in words.
///
/// # Errors
///
/// Where a sheet has more rows (1,048,576) or columns (16,384) than a workbook can hold.
pub(super) fn write<'a>(title: &str, sheets: impl IntoIterator<Item = Sheet<'a>>) -> Result<(Vec<u8>, Vec<String>), XlsxError> {
    let mut workbook = Workbook::new();
    // The library would write the day of today, and the same catalogue shall give the same bytes.
    let properties =
        DocProperties::new().set_title(held(title).text).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    let mut cut = Vec::new();
    for sheet in sheets {
        fill(workbook.add_worksheet(), sheet, &looks, &mut cut)?;
    }
    Ok((workbook.save_to_buffer()?, cut))
}

fn fill(worksheet: &mut Worksheet, sheet: Sheet<'_>, looks: &Looks, cut: &mut Vec<String>) -> Result<(), XlsxError> {
    let mut columns = Vec::with_capacity(sheet.table.columns.len());
    worksheet.set_name(sheet.name)?.set_freeze_panes(1, sheet.fixed)?;
    // On paper all columns stand beside one another, and their names over each page.
    worksheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let mut lines = 1;
    for (column, name) in (0..).zip(&sheet.table.columns) {
        let name = held(name).text;
        worksheet.write_string_with_format(0, column, &*name, &looks.heading)?;
        columns.push(width(&name) + ARROW);
        lines = lines.max(lines_of(&name));
    }
    fit(worksheet, 0, lines)?;
    let mut last = 0;
    for (row, cells) in (1..).zip(sheet.table.rows) {
        let mut lines = 1;
        for (column, cell) in (0..).zip(&cells) {
            let shown = cell.words();
            let shown = held(&shown);
            match cell {
                Cell::Empty => continue,
                Cell::Number(number) => worksheet.write_number_with_format(row, column, *number, &looks.plain)?,
                Cell::Share(share) => worksheet.write_number_with_format(row, column, *share, &looks.share)?,
                Cell::Day(day) => match ExcelDateTime::from_ymd(day.year, day.month, day.day) {
                    Ok(date) => worksheet.write_datetime_with_format(row, column, date, &looks.day)?,
                    // Days before 1900 are none to a workbook.
                    Err(_) => worksheet.write_string_with_format(row, column, &*shown.text, &looks.plain)?,
                },
                Cell::Text(_) => worksheet.write_string_with_format(row, column, &*shown.text, &looks.plain)?,
                Cell::Position(position) => {
                    worksheet.write_string_with_format(row, column, &*shown.text, looks.of(position.standing))?
                }
            };
            if shown.is_cut {
                let (of, name) = (cells.first().map(Cell::words).unwrap_or_default(), &sheet.table.columns[usize::from(column)]);
                cut.push(format!(
                    "{}: the {name} of {of} is longer than the {LONGEST} characters of a cell, and is cut",
                    sheet.name
                ));
            }
            if let Some(widest) = columns.get_mut(usize::from(column)) {
                *widest = (*widest).max(width(&shown.text));
            }
            lines = lines.max(lines_of(&shown.text));
        }
        fit(worksheet, row, lines)?;
        last = row;
    }
    for (column, widest) in (0..).zip(&columns) {
        worksheet.set_column_width(column, u32::try_from(*widest.min(&WIDEST)).unwrap_or_default())?;
    }
    if let Some(last_column) = columns.len().checked_sub(1).and_then(|column| u16::try_from(column).ok()) {
        worksheet.autofilter(0, 0, last, last_column)?;
    }
    Ok(())
}

/// How many lines `text` takes in its column: what is wider than the widest is wrapped.
fn lines_of(text: &str) -> usize {
    if text.len() <= WIDEST { 1 } else { wrap(text, WIDEST).len().max(1) }
}

/// Makes a row as high as its `lines`: not every program does so by itself.
#[expect(clippy::cast_precision_loss, reason = "a cell has at most so many lines as characters")]
fn fit(worksheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        worksheet.set_row_height(row, (lines as f64 * LINE).min(HIGHEST))?;
    }
    Ok(())
}

/// A text as a cell holds it.
struct Held<'t> {
    text: Cow<'t, str>,
    /// Whether that is not all of it.
    is_cut: bool,
}

/// `text` as a cell can hold and show it.
fn held(text: &str) -> Held<'_> {
    let text = displayable(text);
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return Held { text, is_cut: false };
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST
    };
    let cut: String = text.chars().take_while(fits).collect();
    Held { text: Cow::Owned(cut + "…"), is_cut: true }
}

/// How cells look.
struct Looks {
    heading: Format,
    plain: Format,
    share: Format,
    day: Format,
    affirms: Format,
    questions: Format,
    denies: Format,
    mixed: Format,
    quiet: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let filled = |rgb| plain.clone().set_background_color(Color::RGB(rgb));
        Self {
            heading: plain.clone().set_bold().set_border_bottom(FormatBorder::Thin),
            affirms: filled(0x00CD_E8D0),
            questions: filled(0x00EB_D3EE),
            denies: filled(0x00F6_CFCB),
            mixed: filled(0x00D9_D9D9).set_bold(),
            share: plain.clone().set_num_format("0 %"),
            day: plain.clone().set_num_format("yyyy-mm-dd"),
            quiet: plain.clone().set_font_color(Color::RGB(0x0070_7070)),
            plain,
        }
    }

    /// The colours of the screen, as fills: stands have one, what is passed on has none, and where nothing is said it is quiet.
    const fn of(&self, standing: Standing) -> &Format {
        match standing {
            Standing::Takes(Stance::Affirms) => &self.affirms,
            Standing::Takes(Stance::Questions) => &self.questions,
            Standing::Takes(Stance::Denies) => &self.denies,
            Standing::Mixed => &self.mixed,
            Standing::Takes(Stance::Reports | Stance::ReportsDenial) | Standing::ReportsBoth => &self.plain,
            Standing::Silent | Standing::TooEarly | Standing::Unchecked => &self.quiet,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_longer_than_a_cell_is_cut_and_says_so() {
        assert_eq!(held("shut\r\nat dusk").text, "shut at dusk");
        let long = "𝄞".repeat(LONGEST);
        let cut = held(&long);
        assert!(cut.is_cut && cut.text.ends_with("𝄞…") && cut.text.encode_utf16().count() <= LONGEST, "{}", cut.text.len());
        let longest = "é".repeat(LONGEST);
        assert!(!held(&longest).is_cut && held(&longest).text == longest);
    }
}
