//! Readings to be compared, with where their excerpts stand in the texts that are at hand.

use super::quotations::quotations;
use crate::{
    catalogue::{Catalogue, texts::Texts},
    compare::agreement::coding::Coding,
};

/// The coding in `reading`: an excerpt stands where it was found in those `texts` that are there, else where it is noted.
pub fn coding<'a>(reading: &'a Catalogue, texts: &Texts) -> Coding<'a> {
    Coding::as_noted(reading).placed(quotations(reading, texts).facts().spans)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{
        catalogue::{Origin, parse},
        compare::agreement::cells::Cells,
    };

    fn reading(excerpt: &str) -> Catalogue {
        let text = format!(
            "title = 'Bridge'\noutlet = [{{ id = 'bay', name = 'Bay' }}]\ndocument = [{{ id = 'bay', outlet = 'bay', title = 'B' }}]\n\
             event = [{{ id = 'night', title = 'Night' }}]\n[[claim]]\nid = 'fell'\nevent = 'night'\ntitle = 'It fell'\n\
             excerpt = [{{ document = 'bay', stance = 'affirms', {excerpt} }}]"
        );
        parse(text).unwrap().catalogue
    }

    #[test]
    fn a_text_at_hand_tells_the_places_and_goes_before_what_is_noted() {
        let folder = tempfile::tempdir().unwrap();
        let origin = Origin::Path(folder.path().to_owned());
        let one = reading("quote = 'the barriers came down at midnight in the rain', span = [0, 3]");
        let other = reading("quote = 'rain, and nobody on the far bank had been told'");
        let passages = || {
            let texts = Texts::of(&origin);
            let codings = [&one, &other].map(|reading| coding(reading, &texts));
            Cells::of(&one, codings.iter().collect()).cells[0].passages.len()
        };
        // One word of eight is not enough.
        assert_eq!(passages(), 2);
        fs::create_dir(folder.path().join("texts")).unwrap();
        let text = "When the barriers came down at midnight in the rain, and nobody on the far bank had been told, it was late.";
        fs::write(folder.path().join("texts/bay.txt"), text).unwrap();
        assert_eq!(passages(), 1);
    }
}
