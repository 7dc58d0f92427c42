//! `segment FILE`

use std::fmt::Write as _;

use super::args::SegmentArgs;
use super::{Outcome, say};
use crate::document::Kind;
use crate::language::Side;
use crate::project::Error;
use crate::project::pipeline::{self, Settings};
use crate::project::printer::Printer;
use crate::text::bidi::escape_controls;

pub(super) fn run(args: &SegmentArgs, printer: &mut Printer) -> Result<Outcome, Error> {
    let settings = Settings { source: args.lang.clone(), encoding: args.encoding, ..Settings::default() };
    let mut notes = Vec::new();
    let half = pipeline::read_document(&args.file, Side::Source, &settings, &mut notes);
    say(&notes, printer);
    let half = half?;
    let mut out = String::new();
    for segment in &half.document.segments {
        let kind = match segment.kind {
            Kind::Heading => "heading",
            Kind::Body => "body",
            Kind::Caption => "caption",
            Kind::Boilerplate => "boilerplate",
        };
        let text = half.document.segment_text(segment.id).split_whitespace().collect::<Vec<_>>().join(" ");
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}\t{kind}\t{}", segment.id.0, escape_controls(&text));
    }
    printer.print(&out)?;
    Ok(Outcome::Clean)
}
