//! A catalogue whose author wants to steer the terminal: nothing of it reaches the terminal but what can be seen.
#![expect(clippy::unwrap_used, reason = "only tests run here")]

use parallax::text::clean::is_unsafe;

use crate::pseudo::{READY, Terminal, catalogue, open, parallax, until};

/// The sequences that the program itself sends. Those in the hostile catalogue that are among them stand next to others.
fn is_own(sequence: &str) -> bool {
    let Some(arguments) = sequence.strip_prefix('[') else { return false };
    let (arguments, last) = arguments.split_at(arguments.len() - 1);
    match (arguments, last) {
        ("?25" | "?1049" | "?2004" | "?2026" | "?1000" | "?1002" | "?1003" | "?1006" | "?1015", "h" | "l") | ("2", "J") => true,
        (place, "H") => place.split(';').all(|number| number.parse::<u16>().is_ok()),
        (style, "m") => {
            let colours = style.strip_suffix(";49").and_then(|style| style.strip_prefix("38;5;"));
            let own = ["0", "1", "2", "3", "4", "7", "22", "23", "24", "27", "39", "39;49", "49", "59"];
            own.contains(&style) || colours.is_some_and(|colour| colour.parse::<u8>().is_ok_and(|colour| colour < 16))
        }
        _ => false,
    }
}

/// Whatever reached the terminal that is neither text to be seen nor a sequence of the program's own.
fn foreign(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).unwrap();
    // What the shell says before and after ends its lines in the usual way.
    let start = text.find('\x1b').unwrap();
    let mut pieces = text[start..].split('\x1b');
    let mut foreign = Vec::new();
    pieces.next();
    for piece in pieces {
        let end = piece.find(|c: char| c != '[' && ('@'..='~').contains(&c)).map_or(piece.len(), |at| at + 1);
        let (sequence, shown) = piece.split_at(end);
        if !is_own(sequence) {
            foreign.push(format!("sequence {sequence:?}"));
        }
        foreign.extend(shown.chars().filter(|&c| c.is_control() || is_unsafe(c)).map(|c| format!("{c:?} in {shown:?}")));
    }
    foreign.sort();
    foreign.dedup();
    foreign
}

/// Opens every screen on every claim and outlet.
fn walk(terminal: &mut Terminal) {
    for keys in ["llllll", "hhhhhhj", "kd", "2llllllhhhjk", "z", "z", "fff", "f1", "3nnnnll", "4jjll", "5jjll", "1?"] {
        terminal.types(keys);
    }
    terminal.shows("All keys");
    terminal.types("\x1b");
    terminal.wait("help closed", |screen| !screen.contents().contains("All keys"));
    terminal.types("/colour");
    terminal.shows("[31mcolour");
}

#[test]
fn nothing_of_a_hostile_catalogue_reaches_the_terminal_raw() {
    for (columns, lines) in [(160, 45), (100, 30), (60, 20)] {
        for option in ["--theme=dark", "--theme=mono", "--ascii"] {
            let mut terminal = open("hostile").argument(option).size(columns, lines).go();
            terminal.shows("[41m");
            walk(&mut terminal);
            assert_eq!(foreign(&terminal.frames()), Vec::<String>::new(), "{columns}x{lines} {option}");
        }
    }
}

#[test]
fn what_is_foreign_is_found() {
    assert_eq!(foreign(b"\x1b[2J\x1b[1;5Hwords\x1b[38;5;2;49mgreen\x1b[0m"), Vec::<String>::new());
    for bytes in ["\x1b[31m", "\x1b]0;owned\x07", "\x1b[0m\u{9b}31m", "\x1b[0mred\u{202e}der", "\x1b[0m\r", "\x1b[6n", "\x1bc"] {
        assert!(!foreign(bytes.as_bytes()).is_empty(), "{bytes:?}");
    }
}

#[test]
fn wide_and_combining_characters_leave_the_borders_where_they_are() {
    for (columns, lines) in [(160, 45), (100, 30), (60, 20)] {
        let mut terminal = open("hostile").size(columns, lines).go();
        terminal.shows("Claim ␛[41m");
        for keys in ["\r", "ll", "l", "l", "2"] {
            terminal.types(keys);
            terminal.wait("straight borders", |screen| {
                let right = |line| screen.cell(line, columns - 1).map(|cell| cell.contents().to_owned());
                (2..lines - 2).all(|line| right(line).is_some_and(|sign| "┃│┓┐┛┘".contains(&sign) && !sign.is_empty()))
            });
        }
    }
}

#[test]
fn the_letters_over_the_strips_stand_over_their_signs() {
    let terminal = open("hostile").size(160, 45).go();
    terminal.shows("[41m");
    let strip = terminal.cells_of("▌Claim");
    let head = terminal.cells_of("Claims 1/2");
    let signs: Vec<usize> = (0..60).filter(|&x| "●✕◐○".contains(strip[x].contents()) && strip[x].has_contents()).collect();
    assert_eq!(signs.len(), 6);
    for x in signs {
        assert!(head[x].contents().starts_with(char::is_alphanumeric) && !head[x].is_wide(), "column {x}:\n{}", terminal.text());
    }
}

#[test]
fn what_is_cut_shows_that_it_is() {
    let mut terminal = open("hostile").size(60, 20).go();
    terminal.shows("[41m");
    terminal.types("\rll");
    terminal.shows("copy of");
}

#[test]
fn a_paste_is_typed_on_one_line_and_does_nothing_else() {
    let mut terminal = open("harrow-bay").go();
    terminal.shows(READY);
    terminal.types("/");
    terminal.types("\x1b[200~barrier\nq\x03\t\x1b");
    terminal.types("[31mend\x1b[201~");
    terminal.shows("barrier q");
    terminal.types("\x03");
    terminal.is_given_back(0);
}

#[test]
fn where_widths_are_uncertain_nothing_of_the_former_screen_stays() {
    let folder = tempfile::tempdir().unwrap();
    let quote = "पुल बंद कर दिया गया है, नगर परिषद ने कहा";
    let text = format!(
        "title = 'पुल'\noutlet = [{{ id = 'bay', name = 'Bay' }}]\ndocument = [{{ id = 'bay', outlet = 'bay', title = 'पुल' }}]\n\
         event = [{{ id = 'closing', title = 'C' }}]\nclaim = [{{ id = 'shut', event = 'closing', title = 'पुल बंद है', excerpt = [\n\
         {{ document = 'bay', stance = 'affirms', quote = '{quote}' }}] }}]\n"
    );
    std::fs::write(folder.path().join("catalogue.toml"), text).unwrap();
    let mut terminal = parallax([folder.path()]).size(72, 20).go();
    terminal.shows("1/1");
    let clears = |terminal: &Terminal| terminal.bytes().windows(4).filter(|bytes| bytes == b"\x1b[2J").count();
    let before = clears(&terminal);
    terminal.types("2");
    until("a frame drawn anew", || clears(&terminal) > before);
    let between = clears(&terminal);
    terminal.types("3");
    until("another drawn anew", || clears(&terminal) > between);
}

#[test]
fn the_words_of_every_script_stand_on_the_screen() {
    // A word of each, as an emulator shows it: some letters of a cluster share a cell.
    let sentences = [
        ("The pier’s shut.", "pier’s"),
        ("¿El puente está cerrado?", "está"),
        ("« L’eau monte »", "L’eau"),
        ("Il ponte dell’isola è chiuso", "dell’isola"),
        ("पुल बंद है", "बंद"),
        ("Die Brücke ist zu.", "Brücke"),
        ("Ο μόλος έκλεισε.", "μόλος"),
        ("Мост закрыт.", "закрыт"),
        ("أغلق جسر الميناء", "جسر"),
        ("גשר הנמל נסגר", "הנמל"),
        ("İstanbul'da köprü", "köprü"),
        ("Cây cầu bị đóng", "đóng"),
        ("海港大桥关闭", "海港大桥"),
        ("港の橋は閉鎖", "閉鎖"),
        ("สะพานถูกปิด", "สะพาน"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let claims: String = sentences
        .iter()
        .enumerate()
        .map(|(at, (sentence, _))| {
            let sentence = serde_json::to_string(sentence).unwrap();
            format!("[[claim]]\nid = 'c{at}'\nevent = 'closing'\ntitle = {sentence}\n[[claim.excerpt]]\ndocument = 'bay'\nstance = 'affirms'\nquote = {sentence}\n")
        })
        .collect();
    let head = "title = 'T'\noutlet = [{ id = 'bay', name = 'Bay' }]\ndocument = [{ id = 'bay', outlet = 'bay', title = 'T' }]\nevent = [{ id = 'closing', title = 'C' }]\n";
    std::fs::write(folder.path().join("catalogue.toml"), format!("{head}{claims}")).unwrap();
    let mut terminal = parallax([folder.path()]).size(120, 40).go();
    for (at, (_, word)) in (1..).zip(sentences) {
        terminal.shows(&format!("Claims {at}/{}", sentences.len()));
        // In the list of claims, over the excerpts and in the quotation.
        until(word, || terminal.text().matches(word).count() >= 3);
        terminal.types("j");
    }
}

#[test]
fn what_is_exported_to_a_terminal_is_seen_and_not_obeyed() {
    let hostile = catalogue("hostile").into_os_string().into_string().unwrap();
    for format in ["csv", "csv-matrix", "json", "csl"] {
        let terminal = parallax(["export", format, hostile.as_str()]).go();
        assert_eq!(terminal.told("code"), "0");
        let text = String::from_utf8(terminal.bytes()).unwrap();
        let raw: Vec<char> = text.chars().filter(|&c| is_unsafe(c)).collect();
        assert!(text.contains("hostile") && raw.is_empty(), "{format}: {raw:?}");
    }
    let terminal = parallax(["export", "xlsx", hostile.as_str()]).go();
    assert_eq!(terminal.told("code"), "2");
    assert!(terminal.text().contains("-o FILE"), "{}", terminal.text());
}
