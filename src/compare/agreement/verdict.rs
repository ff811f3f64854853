//! What a figure of so few units can show, in a sentence.
//!
//! Krippendorff (2004, p. 241) asks for an alpha of .800, and for .667 at the least where conclusions are tentative. What counts is not the
//! figure but its interval. Readers who differ nowhere have none worth the name; there the *rule of three* (J. Hanley and A. Lippman-Hand,
//! "If nothing goes wrong, is everything all right?", JAMA 249, 1983) says what so many units leave open: of *n* without a difference, up
//! to 3/*n* of all may have one, at 95 %.

use super::measures::Measure;

/// From here on data can be relied on.
const RELIABLE: f64 = 0.8;
/// From here on they allow tentative conclusions.
const TENTATIVE: f64 = 0.667;
/// A bootstrap draws nothing but the units that are there: of fewer than these it shows too little of what others would be like.
const FEW: usize = 20;

/// What can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Of nothing two readers say anything.
    NothingToCompare,
    /// All say the same of everything.
    NothingVaries,
    /// Values vary, and all readers agree.
    NoDifference,
    /// The whole interval is high enough.
    Reliable,
    /// It is high enough for tentative conclusions.
    Tentative,
    /// It reaches from too low to high enough, or is of too few units.
    Unclear,
    /// It is too low.
    TooLow,
}

impl Verdict {
    /// What `measure` shows.
    pub fn of(measure: &Measure) -> Self {
        match (measure.alpha, measure.interval) {
            (None, _) if measure.units == 0 => Self::NothingToCompare,
            (None, _) => Self::NothingVaries,
            (Some(_), _) if measure.agreement.is_some_and(|agreement| agreement >= 1.0) => Self::NoDifference,
            (Some(_), _) if measure.units < FEW => Self::Unclear,
            (Some(_), Some([low, _])) if low >= RELIABLE => Self::Reliable,
            (Some(_), Some([low, _])) if low >= TENTATIVE => Self::Tentative,
            (Some(_), Some([_, high])) if high < TENTATIVE => Self::TooLow,
            (Some(_), _) => Self::Unclear,
        }
    }

    /// In JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NothingToCompare => "nothing-to-compare",
            Self::NothingVaries => "nothing-varies",
            Self::NoDifference => "no-difference",
            Self::Reliable => "reliable",
            Self::Tentative => "tentative",
            Self::Unclear => "unclear",
            Self::TooLow => "too-low",
        }
    }

    /// What `measure`, whose it is, shows, in a sentence.
    pub fn sentence(self, measure: &Measure) -> String {
        let unit = measure.variable.unit();
        match self {
            Self::NothingToCompare => format!("There is no {unit} of which two readers say this."),
            Self::NothingVaries => {
                "All say the same of all: where nothing varies, nothing shows that readers can tell one from the other."
                    .to_owned()
            }
            Self::NoDifference => {
                let open = (300.0 / f64::from(u32::try_from(measure.units).unwrap_or(u32::MAX))).min(100.0).ceil();
                format!("No difference; but from so many {unit}s it does not follow that less than {open} % of others have one.")
            }
            Self::Reliable => "Enough to rely on.".to_owned(),
            Self::Tentative => "Enough for tentative conclusions, and not surely for more.".to_owned(),
            Self::Unclear => format!("So few {unit}s cannot show whether that is enough."),
            Self::TooLow => "Too little to conclude anything from.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::measures::Variable, *};

    fn measure(units: usize, agreement: f64, alpha: Option<f64>, interval: Option<[f64; 2]>) -> Measure {
        Measure { variable: Variable::Sign, units, agreement: Some(agreement), kappa: None, alpha, interval }
    }

    #[test]
    fn the_interval_decides_and_not_the_figure() {
        let rows = [
            (measure(0, 0.0, None, None), "nothing-to-compare"),
            (measure(9, 1.0, None, None), "nothing-varies"),
            (measure(9, 1.0, Some(1.0), Some([1.0, 1.0])), "no-difference"),
            (measure(20, 0.9, Some(0.9), Some([0.8, 1.0])), "reliable"),
            (measure(19, 0.9, Some(0.9), Some([0.8, 1.0])), "unclear"),
            (measure(20, 0.9, Some(0.9), Some([0.667, 1.0])), "tentative"),
            (measure(20, 0.9, Some(0.9), Some([0.666, 1.0])), "unclear"),
            (measure(20, 0.9, Some(0.5), Some([0.1, 0.667])), "unclear"),
            (measure(20, 0.9, Some(0.5), Some([0.1, 0.666])), "too-low"),
            (measure(19, 0.9, Some(0.5), Some([0.1, 0.666])), "unclear"),
            (measure(20, 0.9, Some(0.9), None), "unclear"),
        ];
        for (measure, name) in rows {
            assert_eq!(Verdict::of(&measure).name(), name, "{measure:?}");
        }
    }

    #[test]
    fn without_a_difference_three_by_the_number_remain_open() {
        for (units, open) in [(2, "100 %"), (12, "25 %"), (40, "8 %"), (300, "1 %")] {
            let sentence = Verdict::NoDifference.sentence(&measure(units, 1.0, Some(1.0), None));
            assert!(sentence.contains(&format!("less than {open}")), "{units}: {sentence}");
        }
    }
}
