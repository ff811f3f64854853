//! Line ends: those of Unix for all, and how other programs count them.

/// `text` with Unix line ends, and the code points of it that went for that.
pub fn unix(text: &str) -> (String, Vec<usize>) {
    let mut removed = Vec::new();
    let mut unix = String::with_capacity(text.len());
    let mut chars = text.chars().enumerate().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\r' if chars.peek().is_some_and(|(_, next)| *next == '\n') => removed.push(at),
            '\r' => unix.push('\n'),
            _ => unix.push(c),
        }
    }
    (unix, removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_those_of_unix_and_it_is_known_what_went() {
        assert_eq!(unix("a\r\nö\rb\n\r\n"), ("a\nö\nb\n\n".to_owned(), vec![1, 7]));
    }
}
