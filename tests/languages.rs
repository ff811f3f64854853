//! Every language is found, counted, quoted and laid out: a table of languages against what is done with them.
#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::sync::Arc;

use parallax::{
    answers::{at_hand::AtHand, concordance::concordance, words::count},
    catalogue::{Catalogue, Origin, Progress, parse, texts::Texts},
    compare::{concordance::LineOrder, parts::Extent},
    find::{Index, Query, Stop, search},
    text::{
        anchor::{Haystack, Wanted},
        words::words,
        wrap::{width, wrap},
    },
};

/// A sentence of a language, a word of it as people type it, two words that follow one another in it, and a word that is not in it.
struct Row {
    language: &'static str,
    sentence: &'static str,
    word: &'static str,
    phrase: &'static str,
    other: &'static str,
}

const fn row(
    language: &'static str,
    sentence: &'static str,
    word: &'static str,
    phrase: &'static str,
    other: &'static str,
) -> Row {
    Row { language, sentence, word, phrase, other }
}

const ROWS: [Row; 15] = [
    row("en", "The council's harbour bridge was closed on Monday, nobody had been told.", "bridge", "harbour bridge", "ferry"),
    row("es", "El puente del puerto fue cerrado el lunes; ¿quién lo sabía? Nadie.", "quien", "puente del", "barco"),
    row("fr", "L’eau du port monte : « le pont d’acier est fermé », dit l’ingénieur.", "ingenieur", "pont d’acier", "bateau"),
    row("it", "Il ponte dell'acquedotto è chiuso da lunedì, nessuno lo sapeva.", "acquedotto", "ponte dell'acquedotto", "nave"),
    row("de", "Die Brücke über die Förde ist zu – „seit Montag“, hieß es auf der Straße.", "strasse", "die forde", "schiff"),
    row("tr", "Liman köprüsü İstanbul'da pazartesi kapandı, kimseye haber verilmedi.", "istanbul", "liman koprusu", "gemi"),
    row("ru", "Мост через залив закрыт с понедельника, никого не предупредили.", "мост", "через залив", "корабль"),
    row("el", "Η γέφυρα του λιμανιού έκλεισε τη Δευτέρα, κανείς δεν το ήξερε.", "γεφυρα", "του λιμανιου", "πλοιο"),
    row("ar", "أُغلِقَ جسرُ الميناء يوم الاثنين ولم يُبلَّغ أحد.", "جسر", "جسر الميناء", "سفينة"),
    row("he", "גֶּשֶׁר הנמל נסגר ביום שני ואיש לא ידע.", "גשר", "גשר הנמל", "ספינה"),
    row("hi", "बंदरगाह का पुल सोमवार को बंद कर दिया गया, किसी को बताया नहीं गया।", "पुल", "पुल सोमवार", "जहाज"),
    row("vi", "Cây cầu cảng bị đóng cửa hôm thứ Hai, không ai được báo trước.", "cầu", "cây cầu", "thuyền"),
    row("zh", "海港大桥星期一关闭，居民事先没有得到通知。", "居民", "居民事先", "轮船"),
    row("ja", "港の橋は月曜日に閉鎖され、住民には知らされていなかった。", "住民", "月曜日に", "船舶"),
    row("th", "สะพานท่าเรือถูกปิดเมื่อวันจันทร์ โดยไม่มีใครรู้ล่วงหน้า", "สะพาน", "สะพานท่าเรือ", "เครื่องบิน"),
];

fn catalogue(row: &Row) -> Catalogue {
    let text = |value: &str| serde_json::to_string(value).unwrap();
    let (sentence, word, other) = (text(row.sentence), text(row.word), text(row.other));
    let catalogue = format!(
        "title = 'T'\noutlet = [{{ id = 'bay', name = 'Bay' }}]\ndocument = [{{ id = 'bay', outlet = 'bay', title = 'T' }}]\n\
         event = [{{ id = 'closing', title = 'C' }}]\nnaming = [{{ id = 'it', title = 'It', forms = [{word}, {other}] }}]\n\
         claim = [{{ id = 'shut', event = 'closing', title = 'T', excerpt = [{{ document = 'bay', stance = 'affirms', quote = {sentence} }}] }}]\n"
    );
    parse(catalogue).unwrap().catalogue
}

/// How many excerpts `query` finds.
fn found(catalogue: &Catalogue, query: &str) -> usize {
    let index = Index::build(catalogue, &Progress::default());
    search(&index, &Query::parse(query), &Stop::default()).unwrap().total
}

/// What fails for the language of `row`, by name.
fn failures(row: &Row) -> Vec<&'static str> {
    let catalogue = Arc::new(catalogue(row));
    let texts = Texts::of(&Origin::BuiltIn);
    let counted = count(&catalogue, &texts, Extent::default(), &Stop::default()).unwrap();
    let at_hand = AtHand::open(Arc::clone(&catalogue), &texts, Extent::default(), &Stop::default()).unwrap();
    let lines = |words: &str| concordance(&at_hand, words, LineOrder::Place, &Stop::default()).unwrap().lines.len();
    let text = format!("…  {}\n", row.sentence.replace(' ', "\n"));
    let anchored = Haystack::new(text).anchor(&Wanted { quote: row.sentence, ..Wanted::default() });
    let mut reversed: Vec<&str> = words(row.phrase).map(|word| &row.phrase[word]).collect();
    reversed.reverse();
    let without_blanks = |text: &str| text.replace(' ', "");
    // Narrower than the longest word a line begins with whatever follows it.
    let wraps = (16..60).all(|columns| {
        let lines = wrap(row.sentence, columns);
        let shown: String = lines.iter().map(|line| &row.sentence[line.clone()]).collect();
        without_blanks(&shown) == without_blanks(row.sentence)
            && lines.iter().all(|line| width(&row.sentence[line.clone()]) <= columns)
            && lines.iter().all(|line| !row.sentence[line.clone()].starts_with(['，', '。', '、', ',', '.', '։']))
    });
    let checks = [
        ("find word", found(&catalogue, row.word) == 1),
        ("find nothing", found(&catalogue, &format!("'{}", row.other)) == 0),
        ("find phrase", found(&catalogue, &format!("\"{}\"", row.phrase)) == 1),
        ("find no phrase", reversed.len() > 1 && found(&catalogue, &format!("\"{}\"", reversed.join(" "))) == 0),
        ("find exactly", found(&catalogue, &format!("'{}", row.word)) == 1),
        ("count", counted.any_form[0][0].len() == 1),
        ("concordance", lines(row.word) == 1 && lines(row.phrase) == 1 && lines(row.other) == 0),
        ("anchor", anchored.name() == "verified"),
        ("wrap", wraps),
    ];
    checks.into_iter().filter(|(_, holds)| !holds).map(|(name, _)| name).collect()
}

#[test]
fn every_language_is_found_counted_quoted_and_laid_out() {
    let failed: Vec<_> = ROWS.iter().map(|row| (row.language, failures(row))).filter(|(_, failed)| !failed.is_empty()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}
