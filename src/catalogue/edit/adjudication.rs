//! What is decided where readings differ, as edits: what the place holds in the catalogue then, and a decision in the log.

use std::collections::HashMap;

use super::{
    Value,
    filing::{Choice, Filing, fields, file, without},
    rows::{Edit, Fields, Row},
};
use crate::{
    catalogue::{
        Catalogue, ClaimId, DocumentId, Excerpt, ExcerptId, Kind, Speaker, SpeakerId,
        slug::{free, shortened, slug},
    },
    text::fold::fold,
};

/// What a place of a document is to hold for a claim.
#[derive(Debug)]
pub struct Verdict<'r> {
    /// Which claim.
    pub claim: ClaimId,
    /// Which document.
    pub document: DocumentId,
    /// The catalogue's excerpts that do not stay.
    pub gone: &'r [ExcerptId],
    /// The excerpts of readings that come into the catalogue.
    pub taken: Vec<(&'r Catalogue, ExcerptId)>,
    /// What is filed besides.
    pub anew: Option<&'r Filing>,
    /// What is written into the log.
    pub decision: Fields,
}

/// Makes the place in `catalogue` what `verdict` says, and writes that down; the rounds of one step.
///
/// An excerpt that goes leaves its lines to one that comes. Who speaks in a reading is whoever is declared under the same id or the
/// same name, but for case and accents, and is declared with it otherwise. Where nothing is left of the document, it was read in vain.
pub fn adjudicate(catalogue: &Catalogue, verdict: &Verdict<'_>) -> Vec<Vec<Edit>> {
    let Verdict { claim, document, gone, taken, anew, decision } = verdict;
    let row = Row::Named(Kind::Claim, catalogue.claims[*claim].id.to_string());
    let id = &*catalogue.documents[*document].id;
    let mut speakers = Speakers { catalogue, added: HashMap::new(), rows: Vec::new() };
    let came: Vec<Fields> = taken.iter().map(|&(reading, id)| speakers.fields(reading, id)).collect();
    let mut first = speakers.rows;
    if !came.is_empty() {
        let read_in_vain = without(catalogue, *claim, |other| other == id);
        first.extend((!read_in_vain.is_empty()).then(|| Edit::Set(row.clone(), read_in_vain)));
    }
    let mut came = came.into_iter();
    let replaced = gone.iter().map(|&id| {
        let row = Row::of_excerpt(catalogue, id);
        came.next().map_or_else(|| Edit::Remove(row.clone()), |fields| Edit::Set(row.clone(), fields))
    });
    let replaced: Vec<Edit> = replaced.collect();
    let mut rounds = vec![first, replaced];
    rounds.extend(came.map(|fields| vec![Edit::File(catalogue.claims[*claim].id.to_string(), fields)]));
    rounds.extend(anew.iter().flat_map(|filing| file(catalogue, filing)));
    let mut last = vec![Edit::Decide(decision.clone())];
    let stays = |(other, excerpt): (ExcerptId, &Excerpt)| excerpt.document == *document && !gone.contains(&other);
    let is_empty = taken.is_empty() && anew.is_none() && !catalogue.excerpts_of(*claim).any(stays);
    if is_empty && !catalogue.claims[*claim].absent.contains(document) {
        last.push(Edit::Set(row, vec![("absent", Value::With(vec![id.to_owned()]))]));
    }
    rounds.push(last);
    rounds.retain(|round| !round.is_empty());
    rounds
}

/// The speakers of a catalogue, with those that come with excerpts of readings.
struct Speakers<'c> {
    catalogue: &'c Catalogue,
    /// Ids of those, by their names, folded.
    added: HashMap<String, String>,
    rows: Vec<Edit>,
}

impl Speakers<'_> {
    /// What an excerpt of `reading` says, to be written into the catalogue.
    fn fields(&mut self, reading: &Catalogue, id: ExcerptId) -> Fields {
        let excerpt = &reading.excerpts[id];
        let speaker = excerpt.speaker.map(|speaker| self.id_of(reading, speaker));
        fields(&Filing::of(reading, id), speaker.as_deref())
    }

    /// The id of who is `speaker` in `reading`.
    fn id_of(&mut self, reading: &Catalogue, speaker: SpeakerId) -> String {
        let speaker = &reading.speakers[speaker];
        let name = fold(&speaker.name).into_owned();
        let known = &self.catalogue.speakers;
        if let Some(row) = declared(self.catalogue, speaker) {
            return row.id.to_string();
        }
        if let Some(id) = self.added.get(&name) {
            return id.clone();
        }
        let is_taken = |id: &str| known.iter().any(|row| *row.id == *id) || self.added.values().any(|other| *other == *id);
        let id = free(shortened(&slug(&speaker.name)), "speaker", is_taken);
        let text = |text: &Option<String>| text.clone().map_or(Value::Absent, Value::Text);
        self.rows.push(Edit::Add(
            Kind::Speaker,
            vec![
                ("id", Value::Text(id.clone())),
                ("name", Value::Text(speaker.name.clone())),
                ("role", text(&speaker.role)),
                ("note", text(&speaker.note)),
            ],
        ));
        self.added.insert(name, id.clone());
        id
    }
}

/// Who in `catalogue` is the `speaker` of a reading.
fn declared<'c>(catalogue: &'c Catalogue, speaker: &Speaker) -> Option<&'c Speaker> {
    let name = fold(&speaker.name);
    let mut named = catalogue.speakers.iter().filter(|row| fold(&row.name) == name);
    catalogue.speakers.iter().find(|row| row.id == speaker.id).or_else(|| named.next())
}

impl Filing {
    /// What an excerpt of a `reading` of `catalogue` says, its speaker being the one that is declared, or a new one.
    pub fn of_reading(catalogue: &Catalogue, reading: &Catalogue, id: ExcerptId) -> Self {
        let speaker = reading.excerpts[id].speaker.map(|speaker| {
            let speaker = &reading.speakers[speaker];
            declared(catalogue, speaker)
                .map_or_else(|| Choice::New(speaker.name.clone()), |row| Choice::There(row.id.to_string()))
        });
        Self { speaker, ..Self::of(reading, id) }
    }

    /// What an excerpt of `catalogue` says.
    pub fn of(catalogue: &Catalogue, id: ExcerptId) -> Self {
        let excerpt = &catalogue.excerpts[id];
        let owned = |text: &Option<Box<str>>| text.as_ref().map(ToString::to_string);
        Self {
            claim: Choice::There(catalogue.claims[excerpt.claim].id.to_string()),
            document: catalogue.documents[excerpt.document].id.to_string(),
            stance: excerpt.stance,
            speaker: excerpt.speaker.map(|speaker| Choice::There(catalogue.speakers[speaker].id.to_string())),
            cue: owned(&excerpt.cue),
            frames: excerpt.frames.iter().map(|&frame| catalogue.frames[frame].id.to_string()).collect(),
            figure: owned(&excerpt.figure),
            quote: excerpt.quote.written().to_owned(),
            prefix: owned(&excerpt.prefix),
            suffix: owned(&excerpt.suffix),
            span: excerpt.span,
            blind: excerpt.blind,
            note: owned(&excerpt.note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    const TABLES: &str = "title = 'Fare'\noutlet = [{ id = 'post', name = 'Post' }]\n\
        document = [{ id = 'post', outlet = 'post', title = 'Fare' }]\nevent = [{ id = 'fare', title = 'Fare' }]\n";

    /// A catalogue with these speakers and excerpts of one claim.
    fn coding(speakers: &str, excerpts: &str) -> Catalogue {
        let claim = format!("{{ id = 'known', event = 'fare', title = 'Known', excerpt = [{excerpts}] }}");
        parse(format!("{TABLES}speaker = [{speakers}]\nclaim = [{claim}]\n")).unwrap().catalogue
    }

    fn rounds(main: &Catalogue, gone: &[ExcerptId], taken: Vec<(&Catalogue, ExcerptId)>) -> Vec<Vec<Edit>> {
        let (claim, document) = (ClaimId::new(0), DocumentId::new(0));
        adjudicate(main, &Verdict { claim, document, gone, taken, anew: None, decision: Vec::new() })
    }

    fn speakers(rounds: &[Vec<Edit>]) -> Vec<&Value> {
        let fields = rounds.iter().flatten().filter_map(|edit| match edit {
            Edit::File(_, fields) | Edit::Set(Row::Excerpt { .. }, fields) => Some(fields),
            _ => None,
        });
        fields.flat_map(|fields| fields.iter().filter(|(key, _)| *key == "speaker").map(|(_, value)| value)).collect()
    }

    fn added(rounds: &[Vec<Edit>]) -> usize {
        rounds.iter().flatten().filter(|edit| matches!(edit, Edit::Add(Kind::Speaker, _))).count()
    }

    const SAYS: &str = "{ document = 'post', stance = 'reports', speaker = 'reed', quote = 'so' }";

    #[test]
    fn who_is_declared_under_the_same_name_is_meant() {
        let main = coding("{ id = 'keeper', name = 'Tóm Reed' }", "");
        let anna = coding("{ id = 'reed', name = 'Tom reed' }", SAYS);
        let rounds = rounds(&main, &[], vec![(&anna, ExcerptId::new(0))]);
        assert_eq!((speakers(&rounds), added(&rounds)), (vec![&Value::Text("keeper".to_owned())], 0));
    }

    #[test]
    fn who_is_new_is_declared_once() {
        let main = coding("{ id = 'tom-reed', name = 'Another' }", "");
        let anna = coding("{ id = 'reed', name = 'Tom Reed' }", &format!("{SAYS}, {}", SAYS.replace("'so'", "'no'")));
        let rounds = rounds(&main, &[], vec![(&anna, ExcerptId::new(0)), (&anna, ExcerptId::new(1))]);
        let new = Value::Text("tom-reed-2".to_owned());
        assert_eq!((speakers(&rounds), added(&rounds)), (vec![&new, &new], 1));
    }

    #[test]
    fn an_excerpt_takes_the_place_of_one_that_goes() {
        let [one, other] =
            ["affirms", "denies"].map(|stance| format!("{{ document = 'post', stance = '{stance}', quote = 'so' }}"));
        let (main, anna) = (coding("", &format!("{one}, {other}")), coding("", &one));
        let all: Vec<ExcerptId> = main.excerpts.ids().collect();
        let rounds = rounds(&main, &all, vec![(&anna, ExcerptId::new(0))]);
        let [replaced, last] = rounds.as_slice() else { panic!("{rounds:?}") };
        assert!(matches!(replaced.as_slice(), [Edit::Set(..), Edit::Remove(_)]), "{replaced:?}");
        assert_eq!(*last, [Edit::Decide(Vec::new())]);
    }

    #[test]
    fn a_document_of_which_nothing_is_left_was_read_in_vain() {
        let main = coding(
            "",
            &["so", "no"].map(|quote| format!("{{ document = 'post', stance = 'denies', quote = '{quote}' }}")).join(", "),
        );
        let all: Vec<ExcerptId> = main.excerpts.ids().collect();
        let is_settled =
            |gone: &[ExcerptId]| rounds(&main, gone, Vec::new()).iter().flatten().any(|edit| matches!(edit, Edit::Set(..)));
        assert_eq!([is_settled(&all), is_settled(&all[..1])], [true, false]);
    }
}
