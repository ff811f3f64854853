//! A keyword in its context, so that keywords of lines one below the other are aligned.
//!
//! The keyword begins two fifths of the way into the line; what stands before it is cut at its start, what follows at its end.

use super::{
    clean::displayable,
    wrap::{cut, cut_start, width},
};

/// A line in its three parts, of which the first has the same width in every line of the same width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InContext {
    /// What stands before, after blanks where it is short.
    pub left: String,
    /// The keyword.
    pub keyword: String,
    /// What follows.
    pub right: String,
}

/// Lays out a line that is at most `columns` wide; the parts need not be displayable.
pub fn in_context(left: &str, keyword: &str, right: &str, columns: usize) -> InContext {
    let before = columns * 2 / 5;
    let left = displayable(left);
    let left = cut_start(left.trim_start(), before);
    let keyword = cut(&displayable(keyword), columns - before).into_owned();
    let right = cut(displayable(right).trim_end(), columns - before - width(&keyword)).into_owned();
    let blanks = " ".repeat(before - width(&left));
    InContext { left: format!("{blanks}{left}"), keyword, right }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(left: &str, keyword: &str, right: &str) -> String {
        let line = in_context(left, keyword, right, 30);
        format!("{}[{}]{}", line.left, line.keyword, line.right)
    }

    #[test]
    fn keywords_stand_below_one_another() {
        assert_eq!(line("the old ", "pier", " fell"), "    the old [pier] fell");
        assert_eq!(line("nobody had seen the old ", "pier", " of the harbour fall"), "…en the old [pier] of the harbo…");
        assert_eq!(line("", "pier", "\nfell"), "            [pier] fell");
    }

    proptest! {
        #[test]
        fn a_line_is_never_wider_than_asked(left in "\\PC{0,30}", keyword in "\\PC{0,9}", right in "\\PC{0,30}", columns in 0_usize..60) {
            let line = in_context(&left, &keyword, &right, columns);
            prop_assert_eq!(width(&line.left), columns * 2 / 5);
            prop_assert!(width(&line.left) + width(&line.keyword) + width(&line.right) <= columns);
        }
    }
}
