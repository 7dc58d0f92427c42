//! How well the lengths of two texts fit.
//!
//! The logarithm of the ratio of two translations' lengths is normal, with a variance that falls
//! with length (Gale and Church 1993 in log space); against it stands how long a text of so many
//! segments is anyway.

use crate::bitext::Half;
use crate::text::scripts::letters_worth;

/// Variance of the log ratio: this over the length in characters, plus [`LEAST_VARIANCE`].
const VARIANCE_PER_CHAR: f64 = 4.0;
const LEAST_VARIANCE: f64 = 0.01;

/// Parameters estimated from the pair of documents, and the lengths of the segments.
#[derive(Clone, Debug)]
pub(super) struct Lengths {
    /// Characters up to each segment, so that any run is a difference: one more than segments.
    source: Vec<f64>,
    target: Vec<f64>,
    /// Mean of the log ratio target to source.
    log_ratio: f64,
    /// Mean length of a target segment.
    mean_target: f64,
    /// Variance of the log length of a target segment.
    spread: f64,
}

impl Lengths {
    pub(super) fn new(source: &Half, target: &Half) -> Self {
        let (source, target) = (running_lengths(source), running_lengths(target));
        let total = |lengths: &[f64]| lengths.last().copied().unwrap_or_default();
        let log_ratio = ((total(&target) + 50.0) / (total(&source) + 50.0)).ln();
        let segments: Vec<f64> = target.windows(2).filter_map(|w| Some((w.last()? - w.first()?).max(1.0))).collect();
        let count = segments.len().max(1) as f64;
        let mean_target = (segments.iter().sum::<f64>() / count).max(1.0);
        let mean_log = segments.iter().map(|length| length.ln()).sum::<f64>() / count;
        let spread = segments.iter().map(|length| (length.ln() - mean_log).powi(2)).sum::<f64>() / count;
        // A draft that lacks half the text would shift the ratio; translations rarely differ by
        // more than half.
        Self { source, target, log_ratio: log_ratio.clamp(-0.5, 0.5), mean_target, spread: spread.max(0.15) }
    }

    /// Log-likelihood ratio of the lengths of a bead with text on both sides, each in two runs of
    /// segments.
    pub(super) fn score(&self, source: [(usize, usize); 2], target: [(usize, usize); 2]) -> f64 {
        let length = |running: &[f64], parts: [(usize, usize); 2]| {
            parts.iter().map(|&(start, end)| between(running, start, end)).sum::<f64>().max(1.0)
        };
        let (long, short) = (length(&self.source, source), length(&self.target, target));
        let variance = VARIANCE_PER_CHAR / ((long + short) / 2.0) + LEAST_VARIANCE;
        let translated = log_normal(short.ln() - long.ln() - self.log_ratio, variance);
        let segments = target.iter().map(|(start, end)| end - start).sum::<usize>().max(1) as f64;
        let anyway = log_normal(short.ln() - (self.mean_target * segments).ln(), self.spread);
        (translated - anyway).max(-12.0)
    }
}

fn running_lengths(half: &Half) -> Vec<f64> {
    let length = |text: &str| text.chars().filter(|c| !c.is_whitespace()).map(letters_worth).sum::<f64>();
    let mut running = vec![0.0];
    let mut total = 0.0;
    for segment in &half.document.segments {
        total += length(segment.span.text(&half.document.text));
        running.push(total);
    }
    running
}

fn between(running: &[f64], start: usize, end: usize) -> f64 {
    let at = |index: usize| running.get(index).copied().unwrap_or_default();
    at(end) - at(start)
}

fn log_normal(distance: f64, variance: f64) -> f64 {
    -0.5 * (distance * distance / variance + (std::f64::consts::TAU * variance).ln())
}
