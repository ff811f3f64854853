//! The words that the rules know, language by language.
//!
//! To add a language: a table like these, its line in [`Lexicon::of`], and a sheet of pairs read by hand in `tests/drift` that says how
//! far its names can be trusted. Words are folded, as [`crate::text::fold`] does it: without accents and capitals.

use std::sync::LazyLock;

use crate::text::{language::Language, phrases::Phrases};

/// What a hedge limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Whether it is so.
    Likely,
    /// How many or how much of it.
    Part,
    /// That it is many or much: no hedge in itself, but for a limit it is another claim.
    Many,
    /// How exact the number after it is.
    About,
    /// On which side of the number after it the truth lies.
    Bound,
}

/// A verb of saying: its name, its forms, and those that are nouns, too, and count only before "that".
pub(super) type Verb = (&'static str, &'static [&'static str], &'static [&'static str]);

/// The words of one language.
#[derive(Debug)]
pub(in crate::compare) struct Lexicon {
    /// Words that hold a sentence together and say little by themselves, in the order of bytes.
    pub(super) function_words: &'static [&'static str],
    /// Words that deny.
    pub(super) negations: &'static [&'static str],
    /// How a word ends that denies.
    pub(super) negation_ending: Option<&'static str>,
    /// Whether a second negation confirms the first: "no lo sabía nadie".
    pub(super) negations_agree: bool,
    /// Words that may say the same as a negation, in any form.
    pub(super) implied: &'static [&'static str],
    /// After a negation: it denies nothing ("not only", "no doubt").
    pub(super) harmless: &'static [&'static str],
    /// What limits, by sort.
    pub(super) hedges: [(Sort, &'static [&'static str]); 5],
    /// All of these, to be looked for.
    pub(super) hedge_phrases: &'static LazyLock<Phrases>,
    /// Verbs of saying.
    pub(super) verbs: &'static [Verb],
    /// Words before a form that make it say what is done to somebody: "was told".
    pub(super) passive: &'static [&'static str],
    /// What a statement begins with: "that".
    pub(super) that: &'static str,
    /// What an infinitive begins with, where that is a word.
    pub(super) infinitive: Option<&'static str>,
    /// Nouns and prepositions that pass a statement on without a verb.
    pub(super) attributions: &'static [&'static str],
    /// Numbers in words.
    pub(super) small: &'static [(&'static str, i64)],
    /// What stands between tens and ones.
    pub(super) tens_and: Option<&'static str>,
    /// What multiplies the number before it.
    pub(super) scales: &'static [(&'static str, i64)],
    /// Units of money.
    pub(super) currencies: &'static [&'static str],
    /// The words for a hundredth.
    pub(super) percent: &'static [&'static [&'static str]],
    /// What stands before a fraction in digits.
    pub(super) decimal: char,
    /// From January on.
    pub(super) months: [&'static str; 12],
    /// From Monday on.
    pub(super) days: [&'static str; 7],
    /// Whether months and days have a capital, and may be cut to three letters.
    pub(super) capital_days: bool,
    /// Words before a name that are no part of it.
    pub(super) titles: &'static [&'static str],
}

impl Lexicon {
    /// The one of `language`, where there is one.
    pub(in crate::compare) fn of(language: &Language) -> Option<&'static Self> {
        match &*language.code {
            "en" => Some(&ENGLISH),
            "es" => Some(&SPANISH),
            _ => None,
        }
    }

    /// Whether `folded` denies.
    pub(in crate::compare) fn is_negation(&self, folded: &str) -> bool {
        self.negations.contains(&folded) || self.negation_ending.is_some_and(|ending| folded.ends_with(ending))
    }

    /// The name of the verb of saying that `folded` is a form of, before the word `next`.
    pub(in crate::compare) fn saying(&self, folded: &str, next: &str) -> Option<&'static str> {
        let is_form = |(_, forms, nouns): &&Verb| forms.contains(&folded) || nouns.contains(&folded) && next == self.that;
        self.verbs.iter().find(is_form).map(|(name, ..)| *name)
    }

    /// Whether `folded` says little by itself in any language that is known.
    pub(in crate::compare) fn is_function_word_of_any(folded: &str) -> bool {
        [&ENGLISH, &SPANISH].into_iter().any(|lexicon| lexicon.function_words.contains(&folded))
    }

    /// Whether the word `folded` makes a verb behind it say what is done to somebody.
    pub(in crate::compare) fn is_passive(&self, folded: &str) -> bool {
        self.passive.contains(&folded)
    }

    /// Whether `folded` is a hedge by itself.
    pub(super) fn is_hedge(&self, folded: &str) -> bool {
        self.hedges.iter().any(|(sort, words)| *sort != Sort::Many && words.contains(&folded))
    }
}

static ENGLISH_HEDGES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(ENGLISH.hedges.iter().flat_map(|(_, words)| *words)));

#[rustfmt::skip]
pub(in crate::compare) static ENGLISH: Lexicon = Lexicon {
    function_words: &[
        "a", "also", "an", "and", "are", "as", "at", "be", "because", "been", "being", "but", "by", "did", "do", "does", "for", "from",
        "had", "has", "have", "he", "her", "him", "his", "i", "if", "in", "into", "is", "it", "its", "just", "me", "my", "of", "on", "or",
        "our", "out", "she", "since", "so", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to",
        "up", "us", "very", "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "will", "with", "would",
        "you", "your",
    ],
    negations: &["cannot", "neither", "never", "no", "nobody", "none", "not", "nothing", "nowhere", "without"],
    negation_ending: Some("n't"),
    negations_agree: false,
    implied: &[
    "absence", "absent", "avoid", "ban", "bar", "block", "deny", "except", "fail", "few", "forbid", "hard", "hardly", "impossible", "lack",
    "less", "miss", "neglect", "prevent", "rarely", "refuse", "reject", "scarcely", "stop", "unable", "unlikely", "unwilling",
],
    harmless: &["doubt", "just", "least", "matter", "merely", "only"],
    hedges: [
    (Sort::Likely, &[
        "alleged", "allegedly", "apparent", "apparently", "appear to", "appears to", "appeared to", "believed to", "could", "likely", "may", "maybe",
        "might", "ostensibly", "perhaps", "possible", "possibly", "potentially", "presumably", "probable", "probably", "purported",
        "purportedly", "reportedly", "said to be", "seem to", "seems to", "seemed to", "seemingly", "seen as", "so-called", "supposed",
        "supposedly", "suspected", "thought to", "unlikely",
    ]),
    (Sort::Part, &[
        "a couple of", "a few", "a number of", "generally", "in part", "largely", "mainly", "mostly", "often", "part of", "partial", "partially",
        "partly", "parts of", "several", "some", "sometimes", "usually", "various", "various parts of",
    ]),
    (Sort::Many, &["many", "most", "large numbers of", "a large number of"]),
    (Sort::About, &["about", "almost", "approximately", "around", "close to", "nearly", "roughly"]),
    (Sort::Bound, &["at least", "at most", "fewer than", "less than", "more than", "over", "up to", "as many as"]),
],
    hedge_phrases: &ENGLISH_HEDGES,
    verbs: &[
    ("say", &["say", "said", "says", "saying", "told", "tells", "telling"], &["tell", "state", "states", "stated", "stating", "added", "adds"]),
    ("report", &["reported"], &["report", "reports", "reporting"]),
    ("claim", &["claimed"], &["claim", "claims", "claiming"]),
    ("allege", &["alleges", "alleging"], &["allege", "alleged"]),
    ("accuse", &["accused", "accuses"], &[]),
    ("assert", &["asserted", "asserts", "asserting"], &["assert"]),
    ("maintain", &[], &["maintained", "maintains", "maintain"]),
    ("insist", &["insisted", "insists", "insisting"], &["insist"]),
    ("argue", &["argued", "argues", "arguing"], &["argue"]),
    ("contend", &["contended", "contends"], &["contend"]),
    ("suggest", &["suggested", "suggests", "suggesting"], &["suggest"]),
    ("imply", &["implied", "implies", "implying"], &["imply"]),
    ("warn", &["warned", "warns", "warning"], &["warn"]),
    ("threaten", &["threatened", "threatens", "threatening"], &[]),
    ("deny", &["denied", "denies", "denying"], &["deny"]),
    ("admit", &["admitted", "admits", "admitting"], &["admit"]),
    ("acknowledge", &["acknowledged", "acknowledges"], &["acknowledge"]),
    ("concede", &["conceded", "concedes"], &["concede"]),
    ("confess", &["confessed", "confesses"], &["confess"]),
    ("reveal", &["revealed", "reveals", "revealing"], &["reveal"]),
    ("disclose", &["disclosed", "discloses"], &["disclose"]),
    ("confirm", &["confirmed", "confirms"], &["confirm"]),
    ("explain", &["explained", "explains", "explaining"], &["explain"]),
    ("note", &["noted"], &["note", "notes", "noting"]),
    ("announce", &["announced", "announces"], &["announce"]),
    ("complain", &["complained", "complains"], &["complain"]),
    ("boast", &["boasted", "boasts"], &["boast"]),
    ("stress", &[], &["stressed", "stresses", "stress"]),
    ("emphasise", &["emphasised", "emphasized", "emphasises", "emphasizes"], &[]),
    ("predict", &["predicted", "predicts"], &["predict"]),
    ("promise", &[], &["promised", "promises", "promise"]),
    ("vow", &["vowed", "vows"], &["vow"]),
    ("testify", &["testified", "testifies"], &["testify"]),
    ("speculate", &["speculated", "speculates"], &["speculate"]),
    ("denounce", &["denounced", "denounces"], &[]),
],
    passive: &["am", "are", "be", "been", "being", "is", "was", "were"],
    that: "that",
    infinitive: Some("to"),
    attributions: &["according", "accusation", "accusations", "allegation", "allegations", "claims", "words", "testimony"],
    small: &[
    ("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9),
    ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13), ("fourteen", 14), ("fifteen", 15), ("sixteen", 16),
    ("seventeen", 17), ("eighteen", 18), ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60),
    ("seventy", 70), ("eighty", 80), ("ninety", 90), ("dozen", 12),
],
    tens_and: None,
    scales: &[("hundred", 100), ("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000), ("trillion", 1_000_000_000_000)],
    currencies: &["dollar", "dollars", "euro", "euros", "pound", "pounds", "cents", "bolivars"],
    percent: &[&["percent"], &["per", "cent"]],
    decimal: '.',
    months: ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
    days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    capital_days: true,
    titles: &[
    "president",
    "vice",
    "prime",
    "minister",
    "senator",
    "governor",
    "mayor",
    "general",
    "secretary",
    "king",
    "queen",
    "sir",
    "dr",
    "mr",
    "mrs",
    "ms",
],
};

static SPANISH_HEDGES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(SPANISH.hedges.iter().flat_map(|(_, words)| *words)));

#[rustfmt::skip]
pub(in crate::compare) static SPANISH: Lexicon = Lexicon {
    function_words: &[
        "a", "al", "ante", "aquel", "aquella", "como", "con", "cual", "cuando", "de", "del", "desde", "donde", "e", "el", "ella", "ellas",
        "ellos", "en", "entre", "era", "eran", "es", "esa", "ese", "eso", "esta", "estaba", "estan", "estas", "este", "esto", "estos", "fue",
        "fueron", "ha", "habia", "han", "la", "las", "le", "les", "lo", "los", "me", "mi", "mientras", "muy", "nos", "o", "para", "pero", "por",
        "porque", "que", "quien", "se", "ser", "si", "sobre", "son", "su", "sus", "tambien", "tan", "te", "tu", "u", "un", "una", "y", "ya", "yo",
    ],
    negations: &["jamas", "nada", "nadie", "ni", "ningun", "ninguna", "ninguno", "no", "nunca", "sin", "tampoco"],
    negation_ending: None,
    negations_agree: true,
    implied: &[
        "apenas", "ausencia", "carece", "carecen", "carecer", "escasa", "escasas", "escaso", "escasos", "evitar", "evito", "excepto", "falta", "faltan",
        "imposible", "impedir", "impide", "impidio", "incapaz", "negar", "nego", "niega", "niegan", "pocas", "pocos", "prohibe", "prohibio", "prohibir",
        "rechaza", "rechazan", "rechazo", "salvo",
    ],
    harmless: &["obstante", "solo", "solamente"],
    hedges: [
        (Sort::Likely, &[
            "al parecer", "aparente", "aparentes", "aparentemente", "acaso", "habria", "habrian", "parece", "parecen", "parecia", "parecian", "podria",
            "podrian", "posible", "posibles", "posiblemente", "presunta", "presuntas", "presunto", "presuntos", "presuntamente", "probable", "probables",
            "probablemente", "puede", "pueden", "quiza", "quizas", "seria", "serian", "supuesta", "supuestas", "supuesto", "supuestos", "supuestamente",
            "tal vez",
        ]),
        (Sort::Part, &[
            "a menudo", "a veces", "algun", "alguna", "algunas", "algunos", "en gran parte", "en parte", "generalmente", "parcial", "parcialmente",
            "parte de", "principalmente", "sobre todo", "unas pocas", "unos pocos", "varias", "varios",
        ]),
        (Sort::Many, &["gran numero de", "la mayoria de", "muchas", "muchos"]),
        (Sort::About, &["alrededor de", "aproximadamente", "casi", "cerca de", "en torno a", "unas", "unos"]),
        (Sort::Bound, &["al menos", "como maximo", "como minimo", "hasta", "mas de", "menos de", "por lo menos"]),
    ],
    hedge_phrases: &SPANISH_HEDGES,
    verbs: &[
        ("decir", &["decia", "decian", "dice", "dicen", "diciendo", "dijeron", "dijo"], &[]),
        ("senalar", &["senala", "senalan", "senalaron", "senalo"], &[]),
        ("indicar", &["indicaron", "indico"], &["indica", "indican"]),
        ("manifestar", &["manifestaron", "manifesto"], &["manifiesta"]),
        ("informar", &["informaron", "informo"], &["informa", "informan"]),
        ("afirmar", &["afirma", "afirman", "afirmaron", "afirmo"], &[]),
        ("asegurar", &["asegura", "aseguran", "aseguraron", "aseguro"], &[]),
        ("sostener", &["sostiene", "sostienen", "sostuvieron", "sostuvo"], &[]),
        ("insistir", &["insiste", "insisten", "insistieron", "insistio"], &[]),
        ("alegar", &["alega", "alegan", "alegaron", "alego"], &[]),
        ("denunciar", &["denunciaron", "denuncio"], &["denuncia", "denuncian"]),
        ("acusar", &["acusa", "acusan", "acusaron", "acuso"], &[]),
        ("negar", &["negaron", "nego", "niega", "niegan"], &[]),
        ("admitir", &["admite", "admiten", "admitieron", "admitio"], &[]),
        ("reconocer", &["reconoce", "reconocen", "reconocieron", "reconocio"], &[]),
        ("revelar", &["revela", "revelan", "revelaron", "revelo"], &[]),
        ("confirmar", &["confirma", "confirman", "confirmaron", "confirmo"], &[]),
        ("explicar", &["explica", "explican", "explicaron", "explico"], &[]),
        ("advertir", &["advierte", "advierten", "advirtieron", "advirtio"], &[]),
        ("amenazar", &["amenazaron", "amenazo"], &["amenaza", "amenazan"]),
        ("sugerir", &["sugiere", "sugieren", "sugirieron", "sugirio"], &[]),
        ("anunciar", &["anunciaron"], &["anuncia", "anuncian", "anuncio"]),
        ("prometer", &["prometieron", "prometio"], &["promete", "prometen"]),
        ("aclarar", &["aclara", "aclararon", "aclaro"], &[]),
        ("destacar", &["destaca", "destacaron", "destaco"], &[]),
        ("subrayar", &["subraya", "subrayaron", "subrayo"], &[]),
        ("recordar", &["recordaron", "recordo"], &["recuerda", "recuerdan"]),
        ("declarar", &["declararon", "declaro"], &["declara", "declaran"]),
        ("quejarse", &["quejaron", "quejo"], &["queja", "quejan"]),
    ],
    passive: &["fue", "fueron", "ser", "sido", "siendo"],
    that: "que",
    infinitive: None,
    attributions: &["acusacion", "acusaciones", "alegato", "alegatos", "denuncia", "denuncias", "palabras", "segun", "testimonio"],
    small: &[
        ("cero", 0), ("un", 1), ("una", 1), ("uno", 1), ("dos", 2), ("tres", 3), ("cuatro", 4), ("cinco", 5), ("seis", 6), ("siete", 7), ("ocho", 8),
        ("nueve", 9), ("diez", 10), ("once", 11), ("doce", 12), ("trece", 13), ("catorce", 14), ("quince", 15), ("dieciseis", 16), ("diecisiete", 17),
        ("dieciocho", 18), ("diecinueve", 19), ("veinte", 20), ("veintiuno", 21), ("veintidos", 22), ("veintitres", 23), ("veinticuatro", 24),
        ("veinticinco", 25), ("veintiseis", 26), ("veintisiete", 27), ("veintiocho", 28), ("veintinueve", 29), ("treinta", 30), ("cuarenta", 40),
        ("cincuenta", 50), ("sesenta", 60), ("setenta", 70), ("ochenta", 80), ("noventa", 90), ("cien", 100), ("doscientas", 200), ("doscientos", 200),
        ("trescientas", 300), ("trescientos", 300), ("quinientas", 500), ("quinientos", 500), ("mil", 1000),
    ],
    tens_and: Some("y"),
    scales: &[("mil", 1_000), ("millon", 1_000_000), ("millones", 1_000_000), ("billones", 1_000_000_000_000)],
    currencies: &["bolivares", "centavos", "coronas", "dolar", "dolares", "euro", "euros", "libras", "pesos"],
    percent: &[&["por", "ciento"]],
    decimal: ',',
    months: [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ],
    days: ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
    capital_days: false,
    titles: &[
        "alcalde", "alcaldesa", "capitan", "director", "directora", "don", "dona", "general", "gobernador", "gobernadora", "ministra", "ministro",
        "presidenta", "presidente", "senador", "senadora", "senor", "senora",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_in_order() {
        for lexicon in [&ENGLISH, &SPANISH] {
            let mut sorted = lexicon.function_words.to_vec();
            sorted.sort_unstable();
            assert_eq!(sorted, lexicon.function_words);
        }
    }

    #[test]
    fn words_are_folded() {
        for lexicon in [&ENGLISH, &SPANISH] {
            let hedges = lexicon.hedges.iter().flat_map(|(_, words)| *words);
            let forms = lexicon.verbs.iter().flat_map(|(_, forms, nouns)| forms.iter().chain(*nouns));
            let names = lexicon.months.iter().chain(&lexicon.days).chain(lexicon.small.iter().map(|(word, _)| word));
            for word in
                lexicon.negations.iter().chain(lexicon.implied).chain(lexicon.titles).chain(hedges).chain(forms).chain(names)
            {
                assert_eq!(&*crate::text::fold::fold(word), *word);
            }
        }
    }
}
