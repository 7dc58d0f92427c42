//! TMX: reads 1.1 to 1.4, writes 1.4.
//!
//! Inline elements of level 2 are read as in XLIFF: content of `hi` and `sub` is text, the native
//! code in `bpt`, `ept`, `ph`, `it` and `ut` is not. A character that XML forbids is written as a
//! `ph` whose `type` is `x-cp-` and its code point, and restored by the reader. Beads with one
//! side only are not written: a translation memory has nothing to say about them.

use super::inline::{self, Inline};
use super::rows::{self, Cell, Places, Row};
use super::units::{Unit, units};
use super::xml::{self, Element, Event, Node, Reader, escape};
use super::{Export, ReadOptions};
use crate::bitext::Bitext;
use crate::language::{Language, Side};
use crate::text::{Parsed, Problem, Span};

/// Whether `text` is a TMX document.
pub fn recognises(text: &str) -> bool {
    let root = Reader::new(text).find_map(|event| match event.map(|event| event.node) {
        Ok(Node::Start(element)) => Some(Ok(element.name.local == "tmx")),
        Ok(_) => None,
        Err(problem) => Some(Err(problem)),
    });
    matches!(root, Some(Ok(true)))
}

/// Read TMX: one bitext for each language besides the source, unless `options` name the target.
///
/// The source is the language of `options`, or else the header's, or else (`*all*`) that of the
/// first variant. A problem ends the reading; what was understood before it is returned with it.
pub fn read(text: &str, options: &ReadOptions) -> Parsed<Vec<Bitext>> {
    let mut walk = Walk::new(text);
    for event in Reader::new(text) {
        if let Err(problem) = event.and_then(|event| walk.step(event)) {
            walk.problems.push(problem);
            break;
        }
    }
    let value = match pairs(&walk, options) {
        Ok(pairs) => pairs.into_iter().map(|(source, target)| bitext(&walk.units, source, target)).collect(),
        Err(problem) => {
            // Without a complete file the missing language says nothing.
            if walk.problems.is_empty() {
                walk.problems.push(problem);
            }
            Vec::new()
        }
    };
    Parsed { value, problems: walk.problems }
}

/// Write TMX 1.4.
pub fn write(export: &Export<'_>) -> String {
    let tags = [export.bitext.source.language.tag(), export.bitext.target.language.tag()].map(escape::attribute);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n");
    out += &format!(
        "  <header creationtool=\"tarjuman\" creationtoolversion=\"{}\" segtype=\"sentence\" o-tmf=\"tarjuman\" \
         adminlang=\"en\" srclang=\"{}\" datatype=\"plaintext\"/>\n  <body>\n",
        env!("CARGO_PKG_VERSION"),
        tags[0],
    );
    let pairs = units(export).into_iter().filter(|unit| !unit.source.text.is_empty() && !unit.target.text.is_empty());
    for unit in pairs {
        write_unit(&mut out, &unit, &tags);
    }
    out += "  </body>\n</tmx>\n";
    out
}

fn write_unit(out: &mut String, unit: &Unit<'_>, [source, target]: &[String; 2]) {
    *out += &format!("    <tu tuid=\"{}\">\n", unit.number);
    *out += &format!("      <prop type=\"x-tarjuman-confidence\">{}</prop>\n", unit.confidence());
    for (tag, text) in [(source, &unit.source.text), (target, &unit.target.text)] {
        *out += &format!("      <tuv xml:lang=\"{tag}\"><seg>");
        inline::push(out, text, |number, kind| format!("<ph x=\"{number}\" type=\"{kind}\"/>"));
        *out += "</seg></tuv>\n";
    }
    *out += "    </tu>\n";
}

/// Where the walk stands: what an open element is to us.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Root,
    Body,
    Unit,
    Variant,
    /// A `seg`, or an inline element whose content is text.
    Text,
    Code,
    Passed,
}

/// A `tu`: its id and its variants.
#[derive(Default)]
struct TranslationUnit {
    id: String,
    variants: Vec<Variant>,
}

struct Variant {
    language: Language,
    cell: Cell,
}

struct Walk<'a> {
    places: Places<'a>,
    path: Vec<Level>,
    /// `srclang` of the header and its place.
    source: Option<(String, Span)>,
    units: Vec<TranslationUnit>,
    problems: Vec<Problem>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self { places: Places::new(text), path: Vec::new(), source: None, units: Vec::new(), problems: Vec::new() }
    }

    fn step(&mut self, event: Event<'a>) -> Result<(), Problem> {
        match event.node {
            Node::Start(element) => {
                let level = self.enter(&element, event.span)?;
                self.path.push(level);
            }
            Node::End => {
                self.path.pop();
            }
            Node::Text(text) if self.path.last() == Some(&Level::Text) => self.push_text(&text, Some(event.span)),
            Node::Text(_) | Node::Other => {}
        }
        Ok(())
    }

    fn enter(&mut self, element: &Element<'a>, span: Span) -> Result<Level, Problem> {
        let Some(&parent) = self.path.last() else { return root(element, span) };
        match (parent, element.name.local) {
            (Level::Root, "header") => {
                let attribute = element.attribute("", "srclang");
                self.source = attribute.map(|attribute| (attribute.value.to_string(), attribute.span));
                Ok(Level::Passed)
            }
            (Level::Root, "body") => Ok(Level::Body),
            (Level::Body, "tu") => {
                let number = (self.units.len() + 1).to_string();
                let id = element.value("tuid").map_or(number, str::to_owned);
                self.units.push(TranslationUnit { id, variants: Vec::new() });
                Ok(Level::Unit)
            }
            (Level::Unit, "tuv") => self.variant(element, span),
            (Level::Variant, "seg") => Ok(Level::Text),
            (Level::Text | Level::Code, _) => self.inline(element, parent, span),
            _ => Ok(Level::Passed),
        }
    }

    fn variant(&mut self, element: &Element<'a>, span: Span) -> Result<Level, Problem> {
        // TMX 1.1 wrote `lang`.
        let attribute = element.attribute(xml::XML, "lang").or_else(|| element.attribute("", "lang"));
        let Some(attribute) = attribute else {
            let what = "this variant does not say in which language it is";
            return Err(Problem::new(span, what, "add xml:lang=\"…\" to the <tuv>"));
        };
        let language = rows::language(Some(&attribute.value), None, Side::Target, attribute.span)?;
        let cell = Cell { position: self.places.position(span.start), ..Cell::default() };
        if let Some(unit) = self.units.last_mut() {
            unit.variants.push(Variant { language, cell });
        }
        Ok(Level::Variant)
    }

    fn inline(&mut self, element: &Element<'a>, parent: Level, span: Span) -> Result<Level, Problem> {
        match inline::classify(element, &["bpt", "ept", "ph", "it", "ut"], span)? {
            Inline::Text if parent == Level::Text || element.name.local == "sub" => Ok(Level::Text),
            Inline::Text | Inline::Code => {
                if let (Some(name), Some(cell), Level::Text) = (inline::code_name(element), self.cell(), parent) {
                    cell.push_code(name);
                }
                Ok(Level::Code)
            }
            Inline::Character(c) => {
                self.push_text(c.encode_utf8(&mut [0; 4]), None);
                Ok(Level::Code)
            }
        }
    }

    fn push_text(&mut self, text: &str, file: Option<Span>) {
        if let Some(cell) = self.cell() {
            cell.push(text, file);
        }
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.units.last_mut()?.variants.last_mut().map(|variant| &mut variant.cell)
    }
}

fn root(element: &Element<'_>, span: Span) -> Result<Level, Problem> {
    if element.name.local != "tmx" {
        let what = format!("the root element is <{}>, not <tmx>", element.name.local);
        return Err(Problem::new(span, what, "check that this is a TMX file"));
    }
    match element.value("version") {
        None | Some("1.1" | "1.2" | "1.3" | "1.4") => Ok(Level::Root),
        Some(version) => {
            let what = format!("TMX of version '{version}' is not known; 1.1 to 1.4 are");
            Err(Problem::new(span, what, "export the file again as TMX 1.4"))
        }
    }
}

/// The pairs of source and target language to make a bitext of.
fn pairs(walk: &Walk<'_>, options: &ReadOptions) -> Result<Vec<(Language, Language)>, Problem> {
    let mut languages: Vec<&Language> = Vec::new();
    for variant in walk.units.iter().flat_map(|unit| &unit.variants) {
        if !languages.iter().any(|known| known.tag().eq_ignore_ascii_case(variant.language.tag())) {
            languages.push(&variant.language);
        }
    }
    let source = source(walk, options, languages.first().copied())?;
    if let Some(target) = &options.target {
        if !languages.iter().any(|language| language.same_language(target)) {
            let what = format!("no unit has a variant in the target language, '{}'", target.tag());
            let found: Vec<&str> = languages.iter().map(|language| language.tag()).collect();
            return Err(Problem::new(Span::default(), what, format!("choose one of: {}", found.join(", "))));
        }
        return Ok(vec![(source, target.clone())]);
    }
    let exact = languages.iter().any(|language| language.tag().eq_ignore_ascii_case(source.tag()));
    let is_source = |language: &Language| {
        if exact { language.tag().eq_ignore_ascii_case(source.tag()) } else { language.same_language(&source) }
    };
    let targets: Vec<_> = languages
        .into_iter()
        .filter(|language| !is_source(language))
        .map(|target| (source.clone(), target.clone()))
        .collect();
    if targets.is_empty() {
        let place = walk.source.as_ref().map_or(Span::default(), |(_, span)| *span);
        let what = format!("there is no variant in another language than the source, '{}'", source.tag());
        return Err(Problem::new(place, what, "say the languages with --source-lang and --target-lang"));
    }
    Ok(targets)
}

fn source(walk: &Walk<'_>, options: &ReadOptions, first: Option<&Language>) -> Result<Language, Problem> {
    if let Some(source) = &options.source {
        return Ok(source.clone());
    }
    match &walk.source {
        Some((tag, place)) if tag != "*all*" => rows::language(Some(tag), None, Side::Source, *place),
        _ => rows::language(first.map(Language::tag), None, Side::Source, Span::default()),
    }
}

/// The bitext of one pair: a row for each unit that has a variant of either.
fn bitext(units: &[TranslationUnit], source: Language, target: Language) -> Bitext {
    let row = |(unit, paragraph): (&TranslationUnit, u32)| Row {
        unit: unit.id.clone(),
        segment: String::new(),
        paragraph,
        source: unit.cell(&source).cloned(),
        target: unit.cell(&target).cloned(),
    };
    rows::into_bitext(units.iter().zip(0..).map(row).collect(), source.clone(), target.clone())
}

impl TranslationUnit {
    /// The variant of exactly this tag, or else of the same language in another region.
    fn cell(&self, language: &Language) -> Option<&Cell> {
        let exact = self.variants.iter().find(|variant| variant.language.tag().eq_ignore_ascii_case(language.tag()));
        let variant = exact.or_else(|| self.variants.iter().find(|variant| variant.language.same_language(language)));
        variant.map(|variant| &variant.cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tmx(srclang: &str, body: &str) -> String {
        let header =
            format!("<header srclang='{srclang}' segtype='sentence'><note>no</note><prop type='p'>no</prop></header>");
        format!(
            "<?xml version='1.0'?><!DOCTYPE tmx SYSTEM 'tmx14.dtd'><tmx version='1.4'>{header}<body>{body}</body></tmx>"
        )
    }

    fn parse(text: &str) -> Vec<Bitext> {
        let parsed = read(text, &ReadOptions::default());
        assert_eq!(parsed.problems, []);
        parsed.value
    }

    fn texts(bitext: &Bitext) -> Vec<(&str, &str)> {
        let text = |bead| (bitext.text(bead, Side::Source), bitext.text(bead, Side::Target));
        bitext.beads().iter().map(text).collect()
    }

    #[test]
    fn units_become_beads_with_their_ids() {
        let text = tmx(
            "ar",
            "<tu tuid='x'><note>no</note><tuv xml:lang='en'><prop type='p'>no</prop><seg>t</seg></tuv><tuv xml:lang='ar'><seg>س</seg></tuv></tu>
             <tu><tuv lang='AR'><seg>ص</seg></tuv><tuv lang='EN'><seg/></tuv></tu>",
        );
        let bitexts = parse(&text);
        assert_eq!(texts(&bitexts[0]), [("س", "t"), ("ص", "")]);
        let units: Vec<_> =
            bitexts[0].source.document.segments.iter().map(|segment| segment.place.unit.as_str()).collect();
        assert_eq!((units, bitexts[0].target.language.tag()), (vec!["x", "2"], "en"));
    }

    #[test]
    fn inline_elements_of_level_2() {
        let seg = "a<bpt i='1'>&lt;b><sub>b</sub></bpt><hi>c<ph>no<sub>d<it pos='begin'>no</it></sub></ph></hi><ept i='1'/><ut>no</ut><ph type='x-cp-0007'/>e";
        let text = tmx(
            "ar",
            &format!("<tu><tuv xml:lang='ar'><seg>{seg}</seg></tuv><tuv xml:lang='en'><seg>t</seg></tuv></tu>"),
        );
        assert_eq!(texts(&parse(&text)[0]), [("abcd\u{7}e", "t")]);
    }

    #[test]
    fn the_source_is_the_headers_or_the_first_or_the_users() {
        let body = "<tu><tuv xml:lang='en-GB'><seg>e</seg></tuv><tuv xml:lang='ar'><seg>a</seg></tuv><tuv xml:lang='fr'><seg>f</seg></tuv></tu>";
        let pairs = |bitexts: &[Bitext]| -> Vec<String> {
            let pair = |bitext: &Bitext| {
                format!("{}>{} {:?}", bitext.source.language.tag(), bitext.target.language.tag(), texts(bitext)[0])
            };
            bitexts.iter().map(pair).collect()
        };
        assert_eq!(pairs(&parse(&tmx("ar", body))), ["ar>en-GB (\"a\", \"e\")", "ar>fr (\"a\", \"f\")"]);
        assert_eq!(pairs(&parse(&tmx("*all*", body))), ["en-GB>ar (\"e\", \"a\")", "en-GB>fr (\"e\", \"f\")"]);
        assert_eq!(pairs(&parse(&tmx("en", body))), ["en>ar (\"e\", \"a\")", "en>fr (\"e\", \"f\")"]);
        let options = ReadOptions { source: Some(Language::neutral("fr")), target: Some(Language::neutral("en")) };
        assert_eq!(pairs(&read(&tmx("ar", body), &options).value), ["fr>en (\"f\", \"e\")"]);
    }

    #[test]
    fn what_is_no_tmx_is_refused() {
        let tuv = |lang: &str| tmx("ar", &format!("<tu><tuv {lang}><seg>a</seg></tuv></tu>"));
        for (text, what) in [
            ("<tbx/>", "root element"),
            ("<tmx version='2.0'/>", "version '2.0'"),
            ("<tmx version='1.4'><body><tu>", "never closed"),
            (&tuv(""), "in which language"),
            (&tuv("xml:lang='no language'"), "not a language tag"),
            (&tuv("xml:lang='ar'"), "another language"),
        ] {
            let parsed = read(text, &ReadOptions::default());
            assert!(parsed.problems[0].what.contains(what), "{text}: {:?}", parsed.problems);
        }
        assert!(recognises(&tuv("")) && !recognises("<tbx/>") && !recognises("<a>&x;"));
    }
}
