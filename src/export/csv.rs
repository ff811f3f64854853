//! A table as comma-separated values: RFC 4180, in UTF-8, with CRLF at the end of each line.
//!
//! Spreadsheets take a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula. Such a cell gets one `'`
//! in front, and so does one that begins with `'`: whoever reads the table back takes exactly one away (OWASP, "CSV Injection").
//!
//! The grammar of RFC 4180 has no control characters, and readers stop at them: but for tabs and line breaks, which are kept in quotation
//! marks or as they are, each becomes U+FFFD.

use std::{borrow::Cow, io};

use csv::{Terminator, WriterBuilder};

use super::table::{Cell, Table};

/// What some spreadsheets have to see at the beginning of a file to take it for UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The names of its columns in the first line, then a line a row.
pub fn write(table: Table<'_>) -> Vec<u8> {
    // Into memory, and with as many cells in each row as there are columns, nothing can fail.
    lines(table).unwrap_or_default()
}

fn lines(table: Table<'_>) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|name| guarded(without_controls(Cow::Borrowed(name))).into_owned()))?;
    for row in table.rows {
        for cell in &row {
            let words = match cell {
                // No formula, whatever its sign.
                Cell::Number(_) => cell.words(),
                _ => guarded(without_controls(cell.words())),
            };
            writer.write_field(words.as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// `cell` with a replacement character for each of those that no table may have.
fn without_controls(cell: Cow<'_, str>) -> Cow<'_, str> {
    let is_none = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if cell.contains(is_none) { Cow::Owned(cell.replace(is_none, "\u{fffd}")) } else { cell }
}

/// `cell`, which no spreadsheet takes for a formula.
fn guarded(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) { Cow::Owned(format!("'{cell}")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_whatever_its_sign() {
        let rows = vec![vec![Cell::Number(-0.5), Cell::from("-0.5")]];
        let table = Table { columns: ["a", "b"].map(Cow::Borrowed).into(), rows: Box::new(rows.into_iter()) };
        assert_eq!(String::from_utf8(write(table)).unwrap(), "a,b\r\n-0.5,'-0.5\r\n");
    }

    #[test]
    fn what_a_spreadsheet_would_run_or_take_apart_is_one_cell_of_text() {
        let rows = vec![
            ["=cmd|' /C calc'!A0", "+1", "-1"],
            ["@SUM(A1)", "\tx", "\rx"],
            ["'tis", "''", "a,b"],
            ["say \"no\"", "two\r\nlines", ""],
            ["a\0b\u{1b}[31m", "\u{85}", "a\tb"],
        ];
        let cells = |row: [&'static str; 3]| row.map(Cell::from).to_vec();
        let table = Table { columns: ["a", "=b", "c"].map(Cow::Borrowed).into(), rows: Box::new(rows.into_iter().map(cells)) };
        let written = String::from_utf8(write(table)).unwrap();
        assert_eq!(
            written,
            "a,'=b,c\r\n'=cmd|' /C calc'!A0,'+1,'-1\r\n'@SUM(A1),'\tx,\"'\rx\"\r\n''tis,''',\"a,b\"\r\n\"say \"\"no\"\"\",\"two\r\nlines\",\r\na\u{fffd}b\u{fffd}[31m,\u{fffd},a\tb\r\n"
        );
    }
}
