//! Which claims are worth a look: where outlets disagree, where voices do, where a copy differs, where nobody has spoken or looked.
//!
//! Outlets *disagree* on a claim where one affirms it and another questions or denies it, and across two claims that cannot both
//! be true where one affirms the one and another the other, and neither both. A claim is *contested* where they disagree, or where
//! any voice is for it and any against it, what is only passed on included. A document and its copy are never two that disagree.

use std::collections::BTreeSet;

use super::{
    coverage::{Cell, Coverage},
    standing::Standing,
};
use crate::catalogue::{Catalogue, ClaimId, DocumentId, OutletId, Stance};

/// Which claims a list is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Narrowing {
    /// Every claim.
    #[default]
    All,
    /// Outlets take opposite stands on it, or on it and on a claim that contradicts it.
    Disagreement,
    /// Outlets disagree on it, or some voice is for it and some against it.
    Contested,
    /// A copy stands elsewhere than its original.
    CopyDiffers,
    /// Somebody speaks, and this outlet is silent; or some outlet, where none is named.
    Silence(Option<OutletId>),
    /// Some outlet has not been looked through.
    Unchecked,
    /// This outlet stands so on it.
    Standing(OutletId, Standing),
    /// One of these two, or both, have a word on it.
    Either([OutletId; 2]),
    /// These two disagree on it, or on it and on a claim that contradicts it.
    Apart([OutletId; 2]),
}

impl Narrowing {
    /// One or two words for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Disagreement => "disagreement",
            Self::Contested => "contested",
            Self::CopyDiffers => "copy differs",
            Self::Silence(_) => "silence",
            Self::Unchecked => "unchecked",
            Self::Standing(_, standing) => standing.words(),
            Self::Either(_) => "two outlets",
            Self::Apart(_) => "two outlets that disagree",
        }
    }

    /// The two outlets that it is about, in their order.
    pub const fn pair(self) -> Option<[OutletId; 2]> {
        match self {
            Self::Either(pair) | Self::Apart(pair) => Some(pair),
            _ => None,
        }
    }

    /// Whether it was chosen for what certain outlets do, so that Esc leaves it.
    pub const fn is_of_outlets(self) -> bool {
        matches!(self, Self::Standing(..) | Self::Either(_) | Self::Apart(_))
    }

    /// The same of outlets as another edition of the catalogue has them; `None` where it has one of them no more.
    pub fn carried(self, outlet: impl Fn(OutletId) -> Option<OutletId>) -> Option<Self> {
        let both = |[one, other]: [OutletId; 2]| {
            let (one, other) = (outlet(one)?, outlet(other)?);
            Some([one.min(other), one.max(other)])
        };
        Some(match self {
            Self::Silence(Some(whose)) => Self::Silence(Some(outlet(whose)?)),
            Self::Standing(whose, standing) => Self::Standing(outlet(whose)?, standing),
            Self::Either(pair) => Self::Either(both(pair)?),
            Self::Apart(pair) => Self::Apart(both(pair)?),
            _ => self,
        })
    }

    /// The one after it, around; `outlet` is the one whose silence is meant.
    #[must_use]
    pub const fn next(self, outlet: Option<OutletId>) -> Self {
        match self {
            Self::All => Self::Disagreement,
            Self::Disagreement => Self::Contested,
            Self::Contested => Self::CopyDiffers,
            Self::CopyDiffers => Self::Silence(outlet),
            Self::Silence(_) => Self::Unchecked,
            Self::Unchecked | Self::Standing(..) | Self::Either(_) | Self::Apart(_) => Self::All,
        }
    }

    /// The claims it leaves, in order.
    pub fn claims(self, catalogue: &Catalogue) -> Vec<ClaimId> {
        catalogue.claims.ids().filter(|&claim| self.admits(catalogue, claim)).collect()
    }

    fn admits(self, catalogue: &Catalogue, claim: ClaimId) -> bool {
        if self == Self::All {
            return true;
        }
        let coverage = Coverage::of(catalogue, claim);
        match self {
            Self::All => true,
            Self::Disagreement => disagreement(catalogue, claim, &coverage),
            Self::Contested => is_contested(catalogue, claim) || disagreement(catalogue, claim, &coverage),
            Self::CopyDiffers => coverage.cells.iter().any(|cell| cell.differs),
            Self::Silence(outlet) => {
                let silent = |cell: &Cell| cell.standing == Standing::Silent && outlet.is_none_or(|outlet| outlet == cell.outlet);
                coverage.speaking().next().is_some() && coverage.cells.iter().any(silent)
            }
            Self::Unchecked => coverage.standing(Standing::Unchecked).next().is_some(),
            Self::Standing(outlet, standing) => coverage.cell(outlet).is_some_and(|cell| cell.standing == standing),
            Self::Either(pair) => coverage.speaking().any(|cell| pair.contains(&cell.outlet)),
            Self::Apart(pair) => {
                disagree(catalogue, &coverage, pair) == Some(true)
                    || catalogue.claims[claim].contradicts.iter().any(|&other| {
                        let clash = clash_of(catalogue, [&coverage, &Coverage::of(catalogue, other)], pair);
                        clash.is_some_and(|clash| clash.disagrees)
                    })
            }
        }
    }
}

/// The originals of the documents that a cell is made of.
fn sources(catalogue: &Catalogue, cell: &Cell) -> BTreeSet<DocumentId> {
    cell.excerpts.iter().map(|&id| catalogue.original(catalogue.excerpts[id].document)).collect()
}

/// Whether two cells rest on more than one text.
fn are_apart(catalogue: &Catalogue, one: &Cell, other: &Cell) -> bool {
    let (one, other) = (sources(catalogue, one), sources(catalogue, other));
    one.len() > 1 || other.len() > 1 || one != other
}

fn affirms(cell: &Cell) -> bool {
    cell.standing == Standing::Takes(Stance::Affirms)
}

fn opposes(cell: &Cell) -> bool {
    matches!(cell.standing, Standing::Takes(Stance::Questions | Stance::Denies))
}

fn takes_a_stand(cell: &Cell) -> bool {
    cell.standing == Standing::Mixed || affirms(cell) || opposes(cell)
}

/// Whether these two outlets disagree on a claim; `None` where not both take a stand on it.
pub(super) fn disagree(catalogue: &Catalogue, coverage: &Coverage, [one, other]: [OutletId; 2]) -> Option<bool> {
    let (here, there) = (coverage.cell(one)?, coverage.cell(other)?);
    (takes_a_stand(here) && takes_a_stand(there)).then(|| {
        let opposed = affirms(here) && opposes(there) || opposes(here) && affirms(there);
        opposed && are_apart(catalogue, here, there)
    })
}

/// How two outlets affirm one each of two claims that cannot both be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clash {
    /// Whether it is the first outlet that affirms the first claim.
    pub(super) first_affirms_first: bool,
    /// Whether they disagree, and are not a document and its copy.
    pub(super) disagrees: bool,
}

/// How these two outlets do that; `None` where they do not, or where one of them affirms both.
pub(super) fn clash_of(catalogue: &Catalogue, claims: [&Coverage; 2], [one, other]: [OutletId; 2]) -> Option<Clash> {
    let cells = |outlet| -> Option<[&Cell; 2]> { Some([claims[0].cell(outlet)?, claims[1].cell(outlet)?]) };
    let (here, there) = (cells(one)?, cells(other)?);
    let first_affirms_first = match [here, there].map(|cells| cells.map(affirms)) {
        [[true, false], [false, true]] => true,
        [[false, true], [true, false]] => false,
        _ => return None,
    };
    let (here, there) = if first_affirms_first { (here[0], there[1]) } else { (here[1], there[0]) };
    Some(Clash { first_affirms_first, disagrees: are_apart(catalogue, here, there) })
}

/// Whether one outlet affirms and another questions or denies.
fn disagree_on(catalogue: &Catalogue, coverage: &Coverage) -> bool {
    let for_it: Vec<&Cell> = coverage.cells.iter().filter(|cell| affirms(cell)).collect();
    let mut against = coverage.cells.iter().filter(|cell| opposes(cell));
    against.any(|other| for_it.iter().any(|one| are_apart(catalogue, one, other)))
}

/// Whether outlets take opposite stands on `claim`, which is covered so, or on it and on a claim that contradicts it.
fn disagreement(catalogue: &Catalogue, claim: ClaimId, coverage: &Coverage) -> bool {
    let mut others = catalogue.claims[claim].contradicts.iter();
    disagree_on(catalogue, coverage) || others.any(|&other| clash(catalogue, coverage, &Coverage::of(catalogue, other)))
}

/// Whether one outlet affirms the one claim and another the other, which cannot both be true, and neither both.
fn clash(catalogue: &Catalogue, one: &Coverage, other: &Coverage) -> bool {
    let only = |here: &Coverage, there: &Coverage| -> Vec<Cell> {
        here.cells
            .iter()
            .zip(&there.cells)
            .filter(|(here, there)| affirms(here) && !affirms(there))
            .map(|(cell, _)| cell.clone())
            .collect()
    };
    let (of_one, of_other) = (only(one, other), only(other, one));
    of_one.iter().any(|cell| of_other.iter().any(|opposite| are_apart(catalogue, cell, opposite)))
}

/// The pairs of claims that cannot both be true, between which outlets disagree; each once, the first claim first.
pub fn clashing_pairs(catalogue: &Catalogue) -> Vec<(ClaimId, ClaimId)> {
    let pairs = catalogue
        .claims
        .entries()
        .flat_map(|(claim, row)| row.contradicts.iter().filter(move |&&other| other > claim).map(move |&other| (claim, other)));
    pairs.filter(|&(one, other)| clash(catalogue, &Coverage::of(catalogue, one), &Coverage::of(catalogue, other))).collect()
}

/// Whether some voice is for the claim and some against it, not only a text and its copy.
fn is_contested(catalogue: &Catalogue, claim: ClaimId) -> bool {
    let side = |wanted: &[Stance]| -> BTreeSet<DocumentId> {
        let excerpts = catalogue.excerpts_of(claim).filter(|(_, excerpt)| wanted.contains(&excerpt.stance));
        excerpts.map(|(_, excerpt)| excerpt.document).collect()
    };
    let for_it = side(&[Stance::Affirms, Stance::Reports]);
    let against = side(&[Stance::Questions, Stance::Denies, Stance::ReportsDenial]);
    for_it.iter().any(|&one| against.iter().any(|&other| one == other || catalogue.original(one) != catalogue.original(other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    /// Five outlets, one of which, Echo, copies Courier, and one of which, Dawn, published on 2 March.
    fn catalogue(claims: &str) -> Catalogue {
        let outlets = [("courier", ""), ("post", ""), ("echo", "copy_of = 'courier'"), ("dawn", "published = 2031-03-02")];
        let rows = outlets.map(|(id, more)| {
            format!(
                "[[outlet]]\nid = '{id}'\nname = '{id}'\n[[document]]\nid = '{id}'\noutlet = '{id}'\ntitle = 'Bridge'\n{more}\n"
            )
        });
        let head = "format = 2\ntitle = 'Bridge'\nspeaker = [{ id = 'mayor', name = 'The mayor' }]\n\
            [[event]]\nid = 'closing'\ntitle = 'Closing'\ndate = 2031-03-03\n";
        parse(format!("{head}{}{claims}", rows.concat())).unwrap().catalogue
    }

    /// A claim with these stances, written "courier affirms, post denies".
    fn claim(id: &str, stances: &str, more: &str) -> String {
        let excerpt = |part: &str| {
            let (document, stance) = part.trim().split_once(' ').unwrap();
            let speaker = if stance.starts_with("reports") { "speaker = 'mayor'" } else { "" };
            format!("[[claim.excerpt]]\ndocument = '{document}'\nstance = '{stance}'\nquote = '{id} {part}'\n{speaker}\n")
        };
        let excerpts: String = stances.split(',').filter(|part| !part.trim().is_empty()).map(excerpt).collect();
        format!("[[claim]]\nid = '{id}'\nevent = 'closing'\ntitle = '{id}'\n{more}\n{excerpts}")
    }

    fn narrowed(narrowing: Narrowing, claims: &str) -> Vec<String> {
        let catalogue = catalogue(claims);
        narrowing.claims(&catalogue).into_iter().map(|claim| catalogue.claims[claim].id.to_string()).collect()
    }

    #[test]
    fn a_claim_is_narrowed_to_by_what_its_outlets_do() {
        // What they do; whether they disagree, whether it is contested, whether the copy differs.
        let rows = [
            ("courier affirms, post denies", true, true, false),
            ("courier affirms, post questions", true, true, false),
            ("courier affirms, post reports", false, false, false),
            ("courier affirms, post reports-denial", false, true, false),
            ("courier reports, post reports-denial", false, true, false),
            ("courier affirms, courier denies", false, true, false),
            ("courier affirms, courier denies, post denies", false, true, false),
            ("courier affirms, echo denies", false, false, true),
            ("courier affirms, echo denies, post affirms", true, true, true),
            ("courier affirms, echo affirms", false, false, false),
            ("echo affirms", false, false, false),
            ("courier questions, post denies", false, false, false),
        ];
        for (stances, disagreement, contested, differs) in rows {
            let claims = claim("closed", stances, "");
            let holds = |narrowing| !narrowed(narrowing, &claims).is_empty();
            let found = (holds(Narrowing::Disagreement), holds(Narrowing::Contested), holds(Narrowing::CopyDiffers));
            assert_eq!(found, (disagreement, contested, differs), "{stances}");
        }
    }

    #[test]
    fn two_claims_that_cannot_both_be_true_make_one_disagreement() {
        let rows = [
            ("courier affirms", "post affirms", 1),
            ("courier affirms", "post reports", 0),
            ("courier affirms", "echo affirms", 0),
            ("courier affirms, post affirms", "post affirms", 0),
            ("courier affirms, post affirms", "post affirms, dawn affirms", 1),
            ("courier affirms", "courier affirms", 0),
        ];
        for (one, other, pairs) in rows {
            let claims = claim("open", one, "contradicts = ['shut']") + &claim("shut", other, "");
            assert_eq!(clashing_pairs(&catalogue(&claims)).len(), pairs, "{one} / {other}");
            assert_eq!(narrowed(Narrowing::Disagreement, &claims).len(), 2 * pairs, "{one} / {other}");
            assert_eq!(narrowed(Narrowing::Contested, &claims).len(), 2 * pairs, "{one} / {other}");
        }
    }

    #[test]
    fn who_could_not_know_is_not_silent() {
        let rows = [
            ("absent = ['dawn']", '┄'),
            ("", '┄'),
            ("undated = true", '·'),
            ("undated = true\nabsent = ['dawn']", '–'),
            ("date = 2031-03-02\nabsent = ['dawn']", '–'),
            ("date = 2031-03-01", '·'),
        ];
        for (more, sign) in rows {
            let catalogue = catalogue(&claim("closed", "courier affirms", more));
            let coverage = Coverage::of(&catalogue, catalogue.claims.ids().next().unwrap());
            assert_eq!(coverage.cells[3].standing.sign(), sign, "{more}");
        }
        let early = catalogue(&claim("closed", "dawn affirms", ""));
        assert_eq!(Coverage::of(&early, early.claims.ids().next().unwrap()).cells[3].standing.sign(), '●');
    }

    #[test]
    fn claims_are_narrowed_to_what_certain_outlets_do() {
        use crate::catalogue::Id;
        let claims = claim("open", "courier affirms, post denies", "")
            + &claim("shut", "courier affirms, echo denies", "")
            + &claim("late", "post affirms", "contradicts = ['soon']")
            + &claim("soon", "courier affirms, dawn reports", "")
            + &claim("free", "dawn reports", "");
        let pair = |one, other| [Id::new(one), Id::new(other)];
        let rows = [
            (Narrowing::Standing(Id::new(0), Standing::Takes(Stance::Affirms)), "open shut soon"),
            (Narrowing::Standing(Id::new(3), Standing::Takes(Stance::Reports)), "soon free"),
            (Narrowing::Either(pair(1, 3)), "open late soon free"),
            (Narrowing::Apart(pair(0, 1)), "open late soon"),
            (Narrowing::Apart(pair(0, 2)), ""),
            (Narrowing::Apart(pair(1, 3)), ""),
        ];
        for (narrowing, expected) in rows {
            assert_eq!(narrowed(narrowing, &claims).join(" "), expected, "{narrowing:?}");
        }
        let apart: Vec<_> = super::super::apart::apart(&catalogue(&claims))
            .into_iter()
            .map(|apart| (apart.disagreed.len(), apart.claims()))
            .collect();
        assert_eq!(apart, [(2, 3), (0, 0)], "a claim, and a pair of claims: as many claims as the narrowing has");
    }

    #[test]
    fn outlets_of_a_narrowing_are_carried_over_in_their_order() {
        use crate::catalogue::Id;
        let turned = |outlet: OutletId| (outlet.index() < 2).then(|| Id::new(1 - outlet.index()));
        let pair = |one, other| [Id::new(one), Id::new(other)];
        assert_eq!(Narrowing::Either(pair(0, 1)).carried(turned), Some(Narrowing::Either(pair(0, 1))));
        assert_eq!(Narrowing::Apart(pair(0, 2)).carried(turned), None);
        assert_eq!(
            Narrowing::Standing(Id::new(0), Standing::Mixed).carried(turned),
            Some(Narrowing::Standing(Id::new(1), Standing::Mixed))
        );
        assert_eq!(Narrowing::Silence(Some(Id::new(2))).carried(turned), None);
        assert_eq!(Narrowing::Silence(None).carried(turned), Some(Narrowing::Silence(None)));
    }

    #[test]
    fn of_two_outlets_only_their_documents_are_counted() {
        use crate::catalogue::Id;
        let catalogue = catalogue(&claim("closed", "courier affirms, echo affirms, post denies", ""));
        let coverage = Coverage::of(&catalogue, Id::new(0)).only(&catalogue, &[Id::new(0), Id::new(2)]);
        assert_eq!((coverage.documents, coverage.independent, coverage.cells.len()), (2, 1, 2));
        assert_eq!(coverage.cell(Id::new(2)).map(|cell| cell.outlet), Some(Id::new(2)));
        assert_eq!(coverage.cell(Id::new(1)), None);
    }

    #[test]
    fn silence_is_that_of_one_outlet_where_one_is_named() {
        let claims = claim("closed", "courier affirms", "absent = ['post']") + &claim("open", "", "absent = ['post']");
        let catalogue = catalogue(&claims);
        let of = |outlet: Option<usize>| Narrowing::Silence(outlet.map(crate::catalogue::Id::new)).claims(&catalogue).len();
        assert_eq!([of(None), of(Some(1)), of(Some(0))], [1, 1, 0]);
    }

    #[test]
    fn a_copy_adds_nothing_where_its_original_speaks() {
        let rows =
            [("courier affirms, echo affirms", 1), ("echo affirms", 1), ("courier affirms, echo affirms, post affirms", 2)];
        for (stances, counted) in rows {
            let catalogue = catalogue(&claim("closed", stances, ""));
            let coverage = Coverage::of(&catalogue, catalogue.claims.ids().next().unwrap());
            assert_eq!(coverage.count_of(Standing::Takes(Stance::Affirms)), counted, "{stances}");
        }
    }
}
