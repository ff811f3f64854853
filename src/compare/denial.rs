//! Words that deny, language by language: what is not to be left out of a quotation unseen.
//!
//! English and Spanish have theirs among the words that the rules of drift know. To warn of a word takes no more than the word, so that
//! these are of many languages; endings that deny (Turkish "gelmedi") are not told from others, and of Japanese those alone are seen that the
//! dictionary takes for words.

use super::drift::lexicon::Lexicon;
use crate::text::language::Language;

/// Words, folded, by the codes of the languages that have them, of two letters and of three.
#[rustfmt::skip]
const TABLES: [(&[&str], &[&str]); 19] = [
    (&["ar", "ara"], &["لا", "لم", "لن", "ليس", "ليست", "ليسوا", "غير", "بدون", "دون", "ولا", "ولم", "ولن", "وليس"]),
    (&["da", "dan", "nb", "nob", "no", "nn"], &["aldri", "aldrig", "hverken", "ikke", "ikkje", "ingen", "intet", "uden", "uten", "verken"]),
    (&["de", "deu"], &[
        "kein", "keine", "keinem", "keinen", "keiner", "keines", "keinesfalls", "keineswegs", "nicht", "nichts", "nie", "niemals", "niemand",
        "niemandem", "niemanden", "nirgends", "ohne", "weder",
    ]),
    (&["el", "ell"], &["δε", "δεν", "διχωσ", "κανεισ", "κανενασ", "καμια", "μη", "μην", "ουτε", "οχι", "τιποτα", "χωρισ"]),
    (&["fr", "fra"], &["aucun", "aucune", "guere", "jamais", "n", "ne", "ni", "non", "nul", "nulle", "pas", "rien", "sans"]),
    (&["he", "heb"], &["אין", "אינה", "אינו", "אינם", "בלי", "לא", "ולא", "שלא", "ללא", "מעולם"]),
    (&["hi", "hin"], &["नहीं", "न", "ना", "बिना"]),
    (&["it", "ita"], &["mai", "nessun", "nessuna", "nessuno", "niente", "no", "non", "nulla", "senza"]),
    (&["ja", "jpn"], &["ない", "なかった", "なく", "なし", "ません", "せん"]),
    (&["nl", "nld"], &["geen", "niemand", "niet", "niets", "noch", "nooit", "zonder"]),
    (&["pl", "pol"], &["ani", "bez", "nic", "nie", "nigdy", "nikt", "zaden", "zadna", "zadne"]),
    (&["pt", "por"], &["jamais", "nada", "nao", "nem", "nenhum", "nenhuma", "ninguem", "nunca", "sem", "tampouco"]),
    (&["ru", "rus"], &["без", "не", "нельзя", "нет", "ни", "никого", "никогда", "никому", "никто", "ничего"]),
    (&["sv", "swe"], &["aldrig", "icke", "inga", "ingen", "inget", "inte", "utan", "varken"]),
    (&["th", "tha"], &["ไม่", "ไม่มี", "ไม่ได้", "ไร้", "ปราศจาก"]),
    (&["tr", "tur"], &["asla", "degil", "degildi", "hayir", "hicbir", "kimse", "kimseye", "yok", "yoktu"]),
    (&["uk", "ukr"], &["без", "не", "немає", "ні", "ніхто", "ніколи", "нічого"]),
    (&["vi", "vie"], &["chang", "chua", "khong"]),
    (&["zh", "cmn", "yue"], &[
        "不", "不会", "不會", "不能", "不是", "不再", "从不", "从未", "從未", "并不", "并非", "并未", "並不", "並非", "並未", "毫无", "未", "未能", "未被",
        "没", "没有", "沒", "沒有", "无", "無",
    ]),
];

/// Whether `folded` denies in `language`; no word does in one without a table.
pub(super) fn denies(language: &Language, folded: &str) -> bool {
    match Lexicon::of(language) {
        Some(lexicon) => lexicon.is_negation(folded),
        None => TABLES.iter().any(|(codes, words)| codes.contains(&&*language.code) && words.contains(&folded)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{fold::fold, tokens::tokens};

    #[test]
    fn words_are_folded() {
        for word in TABLES.iter().flat_map(|(_, words)| *words) {
            assert_eq!(fold(word), *word);
        }
    }

    #[test]
    fn a_denial_is_seen_in_every_language_that_has_a_table() {
        for (code, denied, said) in [
            ("en", "the bridge wasn't closed", "the bridge was closed"),
            ("es", "el puente no fue cerrado", "el puente fue cerrado"),
            ("ar", "لم يُغلَق الجسر", "أُغلِق الجسر"),
            ("da", "broen blev ikke lukket", "broen blev lukket"),
            ("de", "die Brücke war nicht gesperrt", "die Brücke war gesperrt"),
            ("el", "η γέφυρα δεν έκλεισε", "η γέφυρα έκλεισε"),
            ("fr", "le pont n’est plus fermé", "le pont est fermé"),
            ("he", "הגשר לא נסגר", "הגשר נסגר"),
            ("hi", "पुल बंद नहीं हुआ", "पुल बंद हुआ"),
            ("it", "il ponte non è chiuso", "il ponte è chiuso"),
            ("ja", "橋は閉鎖されていない", "橋は閉鎖されている"),
            ("ja", "橋は閉鎖されていません", "橋は閉鎖されています"),
            ("nl", "de brug was niet dicht", "de brug was dicht"),
            ("pl", "most nie był zamknięty", "most był zamknięty"),
            ("pt", "a ponte não foi fechada", "a ponte foi fechada"),
            ("ru", "мост не закрыт", "мост закрыт"),
            ("sv", "bron var inte stängd", "bron var stängd"),
            ("th", "สะพานไม่ปิด", "สะพานปิด"),
            ("tr", "köprü kapalı değil", "köprü kapalı"),
            ("uk", "міст не закрито", "міст закрито"),
            ("vi", "cây cầu không đóng cửa", "cây cầu đóng cửa"),
            ("zh", "大桥没有关闭", "大桥已经关闭"),
            ("zh", "大桥并未关闭，居民不知道", "大桥非常古老，未来将关闭"),
        ] {
            let language = Language::of(Some(code), "");
            let denies = |text: &str| tokens(text).iter().any(|token| denies(&language, &token.folded));
            assert_eq!((denies(denied), denies(said)), (true, false), "{code}: {denied}");
        }
    }
}
