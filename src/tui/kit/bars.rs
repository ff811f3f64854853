//! Shares as block elements: the height of a sign, the darkness of one, the length of a row of them.
//!
//! A number stands beside each, so that nothing is said by them alone.

const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const SHADES: [char; 4] = ['░', '▒', '▓', '█'];

/// The sign as high as `share`, from 0 to 1, is large; blank for nothing.
pub fn height(share: f64) -> char {
    step(&HEIGHTS, share)
}

/// The sign as dark as `share` is large, a quarter a step; blank for nothing.
pub fn shade(share: f64) -> char {
    step(&SHADES, share)
}

/// So many `columns`, as many of them filled as `share` is large.
pub fn length(share: f64, columns: usize) -> String {
    let steps = vec!['▇'; columns];
    let filled = nth(columns, share).map_or(0, |last| last + 1);
    steps.iter().enumerate().map(|(at, &full)| if at < filled { full } else { '▁' }).collect()
}

fn step(signs: &[char], share: f64) -> char {
    nth(signs.len(), share).and_then(|at| signs.get(at).copied()).unwrap_or(' ')
}

/// Which of `steps` `share` reaches; whatever is more than nothing reaches the first.
fn nth(steps: usize, share: f64) -> Option<usize> {
    let reached = |step: &usize| share * fraction(steps) > fraction(*step);
    (0..steps).take_while(reached).last()
}

fn fraction(steps: usize) -> f64 {
    u32::try_from(steps).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ascii::spell;

    #[test]
    fn a_larger_share_has_a_higher_a_darker_and_a_longer_bar() {
        let rows = [
            (0.0, ' ', ' ', "▁▁▁▁"),
            (0.01, '▁', '░', "▇▁▁▁"),
            (0.125, '▁', '░', "▇▁▁▁"),
            (0.25, '▂', '░', "▇▁▁▁"),
            (0.26, '▃', '▒', "▇▇▁▁"),
            (0.5, '▄', '▒', "▇▇▁▁"),
            (0.75, '▆', '▓', "▇▇▇▁"),
            (1.0, '█', '█', "▇▇▇▇"),
            (7.0, '█', '█', "▇▇▇▇"),
        ];
        for (share, high, dark, long) in rows {
            assert_eq!((height(share), shade(share), length(share, 4).as_str()), (high, dark, long), "{share}");
        }
    }

    #[test]
    fn they_are_told_apart_in_ascii() {
        assert_eq!(spell(&HEIGHTS.iter().collect::<String>()), "_.-=+*##");
        assert_eq!(spell(&SHADES.iter().collect::<String>()), ".:+#");
    }
}
