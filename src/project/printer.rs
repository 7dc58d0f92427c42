//! The one printer: results to standard output, messages to standard error.
//!
//! Results go out as they are, because the reports and formats have escaped and styled them. When
//! the reader of a pipe goes away (`tarjuman … | head`), printing quietly stops and the run ends
//! with the status it would have had; any other refusal, such as a full disk, is an [`Error`],
//! because a result that did not arrive is not a result.
//!
//! Messages are escaped here, so that nothing from a file or a file name steers the terminal.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};

use super::Error;
use super::error::Action;
use crate::text::{Direction, bidi};

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Only what casts doubt on the result: warnings and errors.
    Quiet,
    /// What a person wants to know.
    #[default]
    Normal,
    /// Also what helps to find out why.
    Verbose,
}

/// The weight of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Shown with `-v`.
    Detail,
    /// Shown unless `--quiet`.
    Info,
    /// Always shown: the result stands, but the person should look.
    Warning,
    /// Always shown: it could not be done.
    Error,
}

impl Level {
    fn is_said(self, verbosity: Verbosity) -> bool {
        match self {
            Self::Detail => verbosity >= Verbosity::Verbose,
            Self::Info => verbosity >= Verbosity::Normal,
            Self::Warning | Self::Error => true,
        }
    }

    fn label(self) -> (&'static str, Style) {
        match self {
            Self::Detail => ("detail", Style::new().dimmed()),
            Self::Info => ("note", AnsiColor::Cyan.on_default().bold()),
            Self::Warning => ("warning", AnsiColor::Yellow.on_default().bold()),
            Self::Error => ("error", AnsiColor::Red.on_default().bold()),
        }
    }
}

/// Where standard output is named in messages.
const STANDARD_OUTPUT: &str = "<stdout>";

/// Standard output and standard error of one run.
pub struct Printer {
    out: BufWriter<Box<dyn Write>>,
    reader_left: bool,
    out_is_terminal: bool,
    verbosity: Verbosity,
    messages: Box<dyn Write>,
    isolates: bool,
}

impl std::fmt::Debug for Printer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Printer").field("verbosity", &self.verbosity).finish_non_exhaustive()
    }
}

impl Printer {
    /// The printer of the process; it holds the lock of standard output while it lives.
    ///
    /// Colour of messages follows the terminal, `NO_COLOR` and what was set with
    /// `anstream::ColorChoice::write_global`.
    pub fn new(verbosity: Verbosity) -> Self {
        Self {
            out_is_terminal: io::stdout().is_terminal(),
            isolates: io::stderr().is_terminal(),
            ..Self::to(Box::new(io::stdout().lock()), Box::new(anstream::stderr()), verbosity)
        }
    }

    fn to(out: Box<dyn Write>, messages: Box<dyn Write>, verbosity: Verbosity) -> Self {
        let out = BufWriter::with_capacity(1 << 16, out);
        Self { out, reader_left: false, out_is_terminal: false, verbosity, messages, isolates: false }
    }

    /// How much the user wants to be told.
    pub const fn verbosity(&self) -> Verbosity {
        self.verbosity
    }

    /// Print a part of the result.
    pub fn print(&mut self, text: &str) -> Result<(), Error> {
        self.print_with(|out| out.write_all(text.as_bytes()))
    }

    /// Print what `write` writes, the same closure that [`super::io::write_atomically`] takes.
    pub fn print_with<W>(&mut self, write: W) -> Result<(), Error>
    where
        W: FnOnce(&mut dyn Write) -> io::Result<()>,
    {
        if self.reader_left {
            return Ok(());
        }
        let result = write(&mut self.out);
        self.judge(result)
    }

    /// Whether nobody reads the output any more, so that long work for it can stop.
    pub fn reader_left(&self) -> bool {
        self.reader_left
    }

    /// Bring out what is still held back. To be called at the end: dropping the printer hides a full disk.
    pub fn finish(&mut self) -> Result<(), Error> {
        if self.reader_left {
            return Ok(());
        }
        let result = self.out.flush();
        self.judge(result)
    }

    fn judge(&mut self, result: io::Result<()>) -> Result<(), Error> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.reader_left = true;
                Ok(())
            }
            result => result.map_err(|error| Error::io(Action::Write, Path::new(STANDARD_OUTPUT), &error)),
        }
    }

    /// Say `text`, one line of plain words, on standard error.
    pub fn message(&mut self, level: Level, text: &str) {
        if !level.is_said(self.verbosity) {
            return;
        }
        if self.out_is_terminal {
            // So that both streams appear in order. A failure is met again by `finish`.
            let _ = self.out.flush();
        }
        let text = bidi::escape_controls(text);
        let text = if self.isolates { isolate_right_to_left(&text) } else { text.into_owned() };
        let (label, style) = level.label();
        // There is no third place to report that standard error is gone.
        let _ = writeln!(self.messages, "{style}{label}{style:#}: {text}");
    }

    /// Say why something could not be done, one line for each reason.
    pub fn error(&mut self, error: &Error) {
        for line in error.lines() {
            self.message(Level::Error, &line);
        }
    }
}

/// `text` with each stretch of right-to-left words isolated, so that a terminal does not mix the
/// line number after an Arabic file name, or the English after a quotation, into it (UAX #9).
fn isolate_right_to_left(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(is_right_to_left) {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        // The stretch ends with its last right-to-left character before a Latin letter.
        let reach = from.find(|c: char| c.is_alphabetic() && !is_right_to_left(c)).unwrap_or(from.len());
        let stretch = from.get(..reach).unwrap_or(from).trim_end_matches(|c| !is_right_to_left(c));
        shown.push_str(before);
        shown.push_str(&Direction::Rtl.isolate(stretch));
        rest = from.get(stretch.len()..).unwrap_or_default();
    }
    shown.push_str(rest);
    shown
}

fn is_right_to_left(c: char) -> bool {
    use unicode_bidi::{BidiClass, bidi_class};
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;
    use crate::project::Reason;

    /// A stream that fails with `error` once it holds `room` bytes.
    #[derive(Clone)]
    struct Stream {
        held: Rc<RefCell<Vec<u8>>>,
        room: usize,
        error: io::ErrorKind,
    }

    impl Write for Stream {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.held.borrow().len() + bytes.len() > self.room {
                return Err(self.error.into());
            }
            self.held.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn stream(room: usize, error: io::ErrorKind) -> Stream {
        Stream { held: Rc::default(), room, error }
    }

    fn printer(out: &Stream, messages: &Stream, verbosity: Verbosity) -> Printer {
        Printer::to(Box::new(out.clone()), Box::new(messages.clone()), verbosity)
    }

    fn text(stream: &Stream) -> String {
        String::from_utf8(stream.held.borrow().clone()).unwrap()
    }

    fn open_end() -> Stream {
        stream(usize::MAX, io::ErrorKind::Other)
    }

    #[test]
    fn a_reader_that_leaves_is_no_error() {
        let out = stream(100_000, io::ErrorKind::BrokenPipe);
        let mut printer = printer(&out, &open_end(), Verbosity::Normal);
        for _ in 0..50 {
            printer.print(&"x".repeat(10_000)).unwrap();
        }
        assert!(printer.reader_left());
        printer.finish().unwrap();
    }

    #[test]
    fn a_full_disk_is_an_error() {
        let out = stream(3, io::ErrorKind::StorageFull);
        let mut printer = printer(&out, &open_end(), Verbosity::Normal);
        printer.print("four").unwrap();
        assert_eq!(
            printer.finish().unwrap_err().to_string(),
            "<stdout>: the disk is full; free some space and run again"
        );
    }

    #[test]
    #[cfg(unix)]
    fn the_full_device_is_an_error() {
        let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else {
            eprintln!("skipped: this system has no /dev/full");
            return;
        };
        let mut printer = Printer::to(Box::new(full), Box::new(io::sink()), Verbosity::Normal);
        printer.print("result\n").unwrap();
        assert!(printer.finish().unwrap_err().to_string().contains("the disk is full"));
    }

    #[test]
    fn quiet_hides_notes_and_never_warnings() {
        for (verbosity, lines) in [(Verbosity::Quiet, 2), (Verbosity::Normal, 3), (Verbosity::Verbose, 4)] {
            let messages = open_end();
            let mut printer = printer(&open_end(), &messages, verbosity);
            for level in [Level::Detail, Level::Info, Level::Warning, Level::Error] {
                printer.message(level, "so it is");
            }
            assert_eq!(text(&messages).lines().count(), lines, "{verbosity:?}");
        }
    }

    #[test]
    fn messages_cannot_be_forged_by_a_file_name() {
        let messages = open_end();
        let mut printer = printer(&open_end(), &messages, Verbosity::Normal);
        printer.message(Level::Warning, "a\nerror: b\u{1b}[2J");
        printer.error(&Error::of(Path::new("c\n.txt"), Reason::new("wrong", "mend it")));
        let said = anstream::adapter::strip_str(&text(&messages)).to_string();
        assert_eq!(said, "warning: a\\u{000A}error: b\\u{001B}[2J\nerror: c\\u{000A}.txt: wrong; mend it\n");
    }

    #[test]
    fn right_to_left_words_are_isolated_from_what_follows() {
        let shown = isolate_right_to_left("مسرد.csv:3:1: “خفض 2 التصعيد”: 4 x");
        assert_eq!(shown, "\u{2067}مسرد\u{2069}.csv:3:1: “\u{2067}خفض 2 التصعيد\u{2069}”: 4 x");
        assert_eq!(isolate_right_to_left("plain: 1"), "plain: 1");
    }
}
