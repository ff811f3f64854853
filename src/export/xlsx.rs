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
    text::{clean::displayable, wrap::width},
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

/// A workbook of these `sheets`, about `title`.
///
/// # Errors
///
/// Where a sheet has more rows (1,048,576) or columns (16,384) than a workbook can hold.
pub(super) fn write<'a>(title: &str, sheets: impl IntoIterator<Item = Sheet<'a>>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The library would write the day of today, and the same catalogue shall give the same bytes.
    let properties = DocProperties::new().set_title(held(title)).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    for sheet in sheets {
        fill(workbook.add_worksheet(), sheet, &looks)?;
    }
    workbook.save_to_buffer()
}

fn fill(worksheet: &mut Worksheet, sheet: Sheet<'_>, looks: &Looks) -> Result<(), XlsxError> {
    let mut columns = Vec::with_capacity(sheet.table.columns.len());
    worksheet.set_name(sheet.name)?.set_freeze_panes(1, sheet.fixed)?;
    for (column, name) in (0..).zip(&sheet.table.columns) {
        let name = held(name);
        worksheet.write_string_with_format(0, column, &*name, &looks.heading)?;
        columns.push(width(&name) + ARROW);
    }
    let mut last = 0;
    for (row, cells) in (1..).zip(sheet.table.rows) {
        for (column, cell) in (0..).zip(&cells) {
            match cell {
                Cell::Empty => continue,
                Cell::Number(number) => worksheet.write_number_with_format(row, column, *number, &looks.plain)?,
                Cell::Text(text) => worksheet.write_string_with_format(row, column, &*held(text), &looks.plain)?,
                Cell::Position(position) => {
                    worksheet.write_string_with_format(row, column, &*cell.words(), looks.of(position.standing))?
                }
            };
            if let Some(widest) = columns.get_mut(usize::from(column)) {
                *widest = (*widest).max(width(&cell.words()));
            }
        }
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

/// `text` as a cell can hold and show it.
fn held(text: &str) -> Cow<'_, str> {
    let text = displayable(text);
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST
    };
    let cut: String = text.chars().take_while(fits).collect();
    Cow::Owned(cut + "…")
}

/// How cells look.
struct Looks {
    heading: Format,
    plain: Format,
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
        assert_eq!(held("shut\r\nat dusk"), "shut at dusk");
        let long = "𝄞".repeat(LONGEST);
        let cut = held(&long);
        assert!(cut.ends_with("𝄞…") && cut.encode_utf16().count() <= LONGEST, "{}", cut.len());
        assert_eq!(held(&"é".repeat(LONGEST)).chars().count(), LONGEST);
    }
}
