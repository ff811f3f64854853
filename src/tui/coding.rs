//! One person's reading, and reading without knowing whose the documents are: what is off then, and why.
//!
//! Nothing of other readings can be shown, because the catalogue shown has nothing of them ([`crate::catalogue::readings`]); nor can an
//! outlet's name, where it is blinded ([`Catalogue::blinded`](crate::catalogue::Catalogue::blinded)). What is left to refuse here: screens and files that count or
//! name by other ways, and changes to what all readers share.

use super::{
    action::{Action, Screen},
    shared::Shared,
};
use crate::catalogue::{Catalogue, Kind, Place};

/// Why what names the documents is not to be had.
const NAMES_THEM: &str = "off while it is hidden whose the documents are: it names them; R reveals";

/// The screens that a reader has.
const OF_READER: [Screen; 4] = [Screen::Compare, Screen::Matrix, Screen::Read, Screen::Problems];

/// The screens that have numbers now.
pub fn screens(shared: &Shared) -> impl Iterator<Item = Screen> {
    let is_coding = shared.is_coding();
    Screen::ALL.into_iter().filter(move |screen| !is_coding || OF_READER.contains(screen))
}

/// Why `action`, over a row of this `kind`, is not done; none where it may be.
pub fn refusal(shared: &Shared, kind: Option<Kind>, action: &Action) -> Option<String> {
    let why = match action {
        Action::Show(screen) if shared.is_coding() && !OF_READER.contains(screen) => {
            format!("{} is off while you code: it counts what is found, and you are still finding", screen.name())
        }
        Action::Export if shared.is_coding() => "nothing is handed on while you code".to_owned(),
        Action::NextContradiction if shared.is_coding() => {
            "off while you code: what cannot be true together tells what others made of it".to_owned()
        }
        Action::Merge if shared.is_coding() && !shared.marked.is_empty() => return None,
        Action::NewRow | Action::ChangeRow | Action::DeleteRow | Action::Merge | Action::Contradict | Action::Except
            if shared.is_coding() =>
        {
            let what = kind.map_or("row", Kind::name);
            format!(
                "every {what} is the catalogue's, and the same for all who read it: a reader files, and settles what is silent"
            )
        }
        Action::NewRow | Action::ChangeRow | Action::DeleteRow
            if shared.is_blind() && matches!(kind, Some(Kind::Outlet | Kind::Document)) =>
        {
            "whose it is stays hidden, and so does what would be changed: R reveals it".to_owned()
        }
        Action::Show(Screen::Readings) if shared.is_blind() => {
            "off while it is hidden whose the documents are: what is decided is decided with all in sight; R reveals".to_owned()
        }
        Action::Edit | Action::Problems | Action::Export if shared.is_blind() => NAMES_THEM.to_owned(),
        _ => return None,
    };
    Some(why)
}

/// Where an editor is to open for what stands at `place`: there, where it is the reader's own, else where their files begin.
///
/// # Errors
///
/// Why none is opened.
pub fn may_be_edited(catalogue: &Catalogue, place: Place) -> Result<Place, &'static str> {
    match &catalogue.reader {
        _ if catalogue.blind => Err(NAMES_THEM),
        Some(reader) if !catalogue.is_own(place) => match catalogue.files.get(reader.files) {
            Some(_) => Ok(Place { file: reader.files, offset: 0 }),
            None => Err("you have no file yet: it is made with what you file first"),
        },
        _ => Ok(place),
    }
}

/// What the person is told when the catalogue is opened.
pub fn greeting(shared: &Shared) -> Option<String> {
    let reader = shared.catalogue.reader.as_ref();
    let coding =
        reader.map(|reader| format!("{} reads: nothing of what others found is shown; U goes on to what is open.", reader.name));
    let blind = shared
        .is_blind()
        .then(|| "Blind: outlets are A, B, C; what a text says of its own outlet cannot be hidden; R reveals.".to_owned());
    let told: Vec<String> = coding.into_iter().chain(blind).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// What stands before the title of the catalogue: "anna, blind · ".
pub fn heading(shared: &Shared) -> Option<String> {
    let reader = shared.catalogue.reader.as_ref().map(|reader| reader.name.to_string());
    let told: Vec<String> = reader.into_iter().chain(shared.is_blind().then(|| "blind".to_owned())).collect();
    (!told.is_empty()).then(|| format!("{} · ", told.join(", ")))
}
