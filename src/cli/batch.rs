//! `align --jsonl` and `align --pairs LIST`: many documents in one run.
//!
//! Work goes in portions of a few documents for each thread: the portion is aligned in parallel and
//! printed in its order before the next is begun, so memory does not grow with the input.

use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};

use rayon::prelude::*;

use super::args::AlignArgs;
use super::output::{Output, text_options};
use super::{Outcome, say};
use crate::project::batch::{self, FilePair};
use crate::project::lines::{self, Line};
use crate::project::pipeline::{self, Checked, Note, Resources, Settings};
use crate::project::printer::{Level, Printer};
use crate::project::{Error, Limits};
use crate::report::alignment::{Texts, answer, failure};
use crate::report::{Report, text};

/// A portion is full with this many bytes of lines, however few they are.
const PORTION_BYTES: usize = 16 << 20;

/// Answer each line of standard input with a line.
pub(super) fn jsonl(args: &AlignArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let settings = super::align::settings(args, None, printer)?;
    let resources = resources(&settings, printer)?;
    let threads = Threads::new(args);
    let lines = read_ahead(settings.limits, threads.portion());
    let (mut total, mut failed) = (0, 0);
    while !printer.reader_left() {
        let portion = next_portion(&lines, threads.portion());
        if portion.is_empty() {
            break;
        }
        for answered in threads.map(portion, |line| Ok(answered(line?, &resources, &settings))) {
            let (shown, good): (String, bool) = answered?;
            total += 1;
            failed += usize::from(!good);
            printer.print(&shown)?;
        }
        // Whoever writes one line and waits for the answer gets it.
        printer.finish()?;
    }
    all_done(total, failed, "line", "the lines with \"error\" say why")
}

fn answered(line: Line, resources: &Resources, settings: &Settings) -> (String, bool) {
    let found = batch::answer(line, resources, settings);
    let texts = if found.texts { Texts::Shown } else { Texts::Left };
    match &found.result {
        Ok(bitext) => (answer(&found.id, bitext, texts), true),
        Err(what) => (failure(&found.id, found.line, what), false),
    }
}

/// The lines of standard input, read by a thread of its own while others are aligned; it stops
/// when it is a portion ahead.
fn read_ahead(limits: Limits, portion: usize) -> Receiver<Result<Line, Error>> {
    let (sender, receiver) = sync_channel(portion);
    std::thread::spawn(move || {
        for line in lines::standard_input(limits) {
            let last = line.is_err();
            // Nobody listens any more when the run has ended.
            if sender.send(line).is_err() || last {
                return;
            }
        }
    });
    receiver
}

/// Wait for one line, and take what has come with it.
fn next_portion(lines: &Receiver<Result<Line, Error>>, most: usize) -> Vec<Result<Line, Error>> {
    let mut portion: Vec<_> = lines.recv().into_iter().collect();
    let size =
        |line: &Result<Line, Error>| line.as_ref().ok().and_then(|line| line.text.as_ref().ok()).map_or(0, String::len);
    let mut bytes: usize = portion.iter().map(size).sum();
    while portion.len() < most && bytes < PORTION_BYTES {
        let Ok(line) = lines.try_recv() else { break };
        bytes += size(&line);
        portion.push(line);
    }
    portion
}

/// Align each pair of a list and write its output.
pub(super) fn pairs(args: &AlignArgs, list: &Path, printer: &mut Printer) -> Result<Outcome, Error> {
    let settings = super::align::settings(args, Some(list), printer)?;
    let pairs = batch::read_pairs(list, &settings)?;
    // Before any work: a mistyped output must not cost the run.
    let written: Vec<String> = pairs.iter().map(|pair| pair.output.clone()).collect();
    let mut inputs: Vec<&Path> = vec![list];
    inputs.extend(pairs.iter().flat_map(|pair| [pair.source.as_path(), pair.target.as_path()]));
    inputs.extend(settings.glossaries.iter().chain(&args.lexicons).map(std::path::PathBuf::as_path));
    let outputs = Output::parse_all(&written, &inputs)?;
    let resources = resources(&settings, printer)?;
    let threads = Threads::new(args);
    let (mut failed, mut outcome) = (0, Outcome::Clean);
    let mut jobs = pairs.iter().zip(&outputs);
    loop {
        let portion: Vec<_> = jobs.by_ref().take(threads.portion()).collect();
        if portion.is_empty() {
            break;
        }
        let done = threads.map(portion, |(pair, output)| {
            let mut notes = Vec::new();
            let checked = align_pair(pair, output, &resources, &settings, &mut notes);
            (notes, checked, output)
        });
        for (notes, checked, output) in done {
            say(&notes, printer);
            match checked {
                Ok(checked) => {
                    show(args, &checked, printer)?;
                    printer.message(Level::Info, &format!("wrote {}", output.path.display()));
                    outcome = if checked.fails() { Outcome::Findings } else { outcome };
                }
                Err(error) => {
                    printer.error(&error);
                    failed += 1;
                }
            }
        }
    }
    all_done(pairs.len(), failed, "pair", "the others were written").map(|_| outcome)
}

fn align_pair(
    pair: &FilePair,
    output: &Output,
    resources: &Resources,
    settings: &Settings,
    notes: &mut Vec<Note>,
) -> Result<Checked, Error> {
    let checked = pipeline::align_with(&pair.source, &pair.target, resources, settings, notes)?;
    output.write(&checked)?;
    Ok(checked)
}

fn show(args: &AlignArgs, checked: &Checked, printer: &mut Printer) -> Result<(), Error> {
    printer.print(&text::full(&Report::new(&[checked.reported()]), &text_options(&args.rules)))
}

fn resources(settings: &Settings, printer: &mut Printer) -> Result<Resources, Error> {
    let mut notes = Vec::new();
    let resources = pipeline::read_resources(settings, &mut notes);
    say(&notes, printer);
    resources
}

/// What could not be done is never green.
fn all_done(total: usize, failed: usize, noun: &str, remedy: &str) -> Result<Outcome, Error> {
    match failed {
        0 => Ok(Outcome::Clean),
        _ => Err(Error::new(
            format!("{failed} of {total} {noun}{} could not be aligned", if total == 1 { "" } else { "s" }),
            remedy,
        )),
    }
}

/// The threads of a run; a machine that gives none still gets its answers.
struct Threads(Option<rayon::ThreadPool>);

impl Threads {
    fn new(args: &AlignArgs) -> Self {
        let count = args.jobs.map_or(0, std::num::NonZeroUsize::get);
        Self(rayon::ThreadPoolBuilder::new().num_threads(count).build().ok())
    }

    /// How many documents are in work at a time: enough that a long one does not leave the other
    /// threads idle.
    fn portion(&self) -> usize {
        4 * self.0.as_ref().map_or(1, rayon::ThreadPool::current_num_threads)
    }

    /// `job` done for each of `portion`, in its order.
    fn map<T: Send, R: Send>(&self, portion: Vec<T>, job: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
        match &self.0 {
            Some(pool) => pool.install(|| portion.into_par_iter().map(job).collect()),
            None => portion.into_iter().map(job).collect(),
        }
    }
}
