//! The signs that parallax draws with, in ASCII, for terminals and fonts that lack them.
//!
//! One table for the screen and for plain output. Letters of a catalogue are left alone: they are content.

/// What stands for `c` in ASCII, where it is one of the program's own signs.
pub const fn ascii(c: char) -> Option<char> {
    Some(match c {
        '●' => 'A',
        '○' => 'r',
        '⊗' => 'd',
        '◎' => 'b',
        '◐' => 'Q',
        '✕' => 'D',
        '◆' => 'M',
        '–' | '─' | '━' | '╌' | '▃' => '-',
        // The ends of what is in sight on a ruler, and what is quoted on it.
        '╺' => '[',
        '╸' => ']',
        '▪' | '▆' => '*',
        '·' | '▂' | '░' => '.',
        '│' | '┃' => '|',
        '┌' | '┐' | '└' | '┘' | '┏' | '┓' | '┗' | '┛' | '├' | '┤' | '┬' | '┴' | '┼' | '┣' | '┫' | '▅' | '▓' | '✓' => {
            '+'
        }
        '▌' | '▸' | '▶' | '→' => '>',
        '◂' | '┄' => '<',
        '▾' => 'v',
        '▴' => '^',
        '…' => '~',
        '“' | '”' => '"',
        '’' | '‘' => '\'',
        '¶' | '█' | '▇' => '#',
        '▁' => '_',
        '▄' => '=',
        '▒' => ':',
        '×' => 'x',
        '≠' => '!',
        // What `clean` puts in the place of characters that must not be shown.
        '\u{2400}'..='\u{2421}' | '\u{25cc}' | '\u{fffd}' => '?',
        _ => return None,
    })
}

/// `text` with the program's own signs in ASCII.
pub fn spell(text: &str) -> String {
    text.chars().map(|c| ascii(c).unwrap_or(c)).collect()
}
