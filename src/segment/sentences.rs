//! Where the sentences of a paragraph end.
//!
//! A run of marks ("?!", "...") is a candidate. It takes the closing quotes and brackets behind it
//! with it, and ends the sentence when white space follows and none of the rules in [`GOES_ON`]
//! says that the sentence goes on. Each rule is a small question with its example; a doubtful case
//! goes on, because the aligner can join segments and cannot cut them — except that two clear
//! sentences in one segment are worse than one in two pieces, so "no rule applies" means "ends".
//!
//! Known limits: "vitamin C. Researchers" reads like "J. Researchers"; in a script without capitals
//! a quoted question ends its sentence even when "he asked" follows.

use unicode_normalization::char::is_combining_mark;

use crate::text::{Span, fold, scripts::unspaced};

use super::marks::{Marks, Side, is_bracket};
use super::paragraph::{View, is_digit};

/// The sentences of the paragraph at `span`, in order; at least one.
pub(super) fn sentences(text: &str, span: Span, marks: &Marks) -> Vec<Span> {
    let view = View::new(text, span, marks);
    let mut sentences: Vec<Span> = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(mark) = Mark::next(&view, start, at) {
        at = mark.to;
        // Without another word this is the last sentence, whatever signs follow.
        if view.words_between(mark.end, view.len()) == 0 {
            break;
        }
        if mark.ends_sentence() {
            at = mark.end;
            start = mark.next;
            sentences.push(Span::new(sentences.last().map_or(span.start, |s| s.end), view.byte(mark.end)));
        }
    }
    sentences.push(Span::new(sentences.last().map_or(span.start, |s| s.end), span.end));
    sentences.into_iter().map(|sentence| sentence.trimmed(text)).collect()
}

/// The rules by which a sentence goes on behind a mark.
const GOES_ON: [fn(&Mark<'_, '_>) -> bool; 14] = [
    is_remark,
    is_in_short_bracket,
    is_carried_on_by_punctuation,
    is_carried_on_by_small_letter,
    is_carried_on_behind_quote,
    is_enumerator,
    is_ordinal,
    is_abbreviation,
    is_final_abbreviation,
    is_number_abbreviation,
    is_initial,
    is_aside,
    is_quoted_title,
    is_pause,
];

/// "(!)", "[...]", "(؟)": a remark or an omission.
fn is_remark(mark: &Mark<'_, '_>) -> bool {
    let open =
        mark.view.before(mark.from).is_some_and(|c| is_bracket(c) && mark.view.marks.side(c) == Some(Side::Opens));
    open && mark.closed_by_bracket()
}

/// "(see p. 3. Also ch. 4)": nothing ends inside a bracket that closes soon.
fn is_in_short_bracket(mark: &Mark<'_, '_>) -> bool {
    mark.view.is_bracketed(mark.end)
}

/// "Why?”, he asked", «هل يكفي؟»، قال
fn is_carried_on_by_punctuation(mark: &Mark<'_, '_>) -> bool {
    mark.view.at(mark.next).is_some_and(|c| matches!(c, ',' | ';' | ':' | '،' | '؛' | '、' | '，' | '；' | '：'))
}

/// "“Why?” he asked", "well… perhaps". A name that begins small is a beginning after a plain full
/// stop: "It failed. iPhone sales fell."
fn is_carried_on_by_small_letter(mark: &Mark<'_, '_>) -> bool {
    let name = mark.following.text.contains(char::is_uppercase);
    let plain = mark.kind == Kind::Stop && mark.end == mark.to;
    mark.view.marks.cased && mark.following.starts(is_small) && !(name && plain)
}

/// 「準備はできている。」と述べた: where there are no spaces, a particle right behind the quote carries on.
fn is_carried_on_behind_quote(mark: &Mark<'_, '_>) -> bool {
    let particles = &mark.view.marks.words.after_quote;
    let behind = mark.view.written(mark.end, (mark.end + 4).min(mark.view.len()));
    mark.end > mark.to && particles.iter().any(|particle| behind.starts_with(particle.as_str()))
}

/// "am 3. Oktober", "Ludwig XIV. starb", "20. Yüzyıl"; but "Es waren 25. Danach", "im Jahr 2017. Berlin".
fn is_ordinal(mark: &Mark<'_, '_>) -> bool {
    const DIGITS: usize = 2;
    if !mark.view.marks.words.ordinal_stop || mark.kind != Kind::Stop || mark.end > mark.to {
        return false;
    }
    let digits = (mark.start..mark.from).rev().take_while(|&i| mark.view.at(i).is_some_and(is_digit)).take(DIGITS + 1);
    let number = (1..=DIGITS).contains(&digits.count());
    let roman = mark.token.as_ref().is_some_and(|token| is_roman(&token.text));
    (number || roman) && !mark.is_followed_by_starter()
}

/// "1. The first point", "٢. النقطة", "A. Text", "iv. Text": the number of a list, not a sentence.
fn is_enumerator(mark: &Mark<'_, '_>) -> bool {
    const LONGEST: usize = 12;
    if mark.kind != Kind::Stop || mark.from - mark.start > LONGEST {
        return false;
    }
    let written = mark.view.written(mark.start, mark.from);
    let written = written.trim_matches(|c: char| !c.is_alphanumeric());
    let number = written.split('.').all(|part| (1..=3).contains(&part.chars().count()) && part.chars().all(is_digit));
    let letter = written.chars().count() == 1 && !written.contains(is_digit);
    // Letters only at the start of the paragraph: "Who else? I. And you?"
    number || (mark.start == 0 && (letter || is_roman(&written.to_uppercase())))
}

/// "Dr. Smith", "Gen. Dunford", "د. محمد"
fn is_abbreviation(mark: &Mark<'_, '_>) -> bool {
    let words = mark.view.marks.words;
    mark.has_token_in(&words.abbreviations) && !mark.has_token_in(&words.final_abbreviations)
}

/// "the U.S. Army", "U.N. envoy", "5 p.m. Monday", "أ.ف.ب. عن مصادر"; but "in the U.S. The", "at 5 p.m. Police",
/// "سنة 500 ق.م. وكان".
fn is_final_abbreviation(mark: &Mark<'_, '_>) -> bool {
    let words = mark.view.marks.words;
    let listed = mark.has_token_in(&words.final_abbreviations);
    let Some(token) = mark.token.as_ref().filter(|token| listed || token.is_initialism()) else { return false };
    let following = &mark.following;
    if following.starts(is_digit) {
        return true;
    }
    if !following.starts(char::is_uppercase) {
        return !token.after_number && (!listed || mark.has_token_in(&words.abbreviations));
    }
    if token.text.starts_with(char::is_uppercase) {
        return !mark.is_followed_by_starter();
    }
    let zone = following.text.chars().count() > 1 && following.text.chars().all(char::is_uppercase);
    zone || mark.is_followed_by_continuation()
}

/// "No. 5", "Vol. II", "Sept. 11", "ص. ٣"; but "No. He left."
fn is_number_abbreviation(mark: &Mark<'_, '_>) -> bool {
    let number = mark.following.starts(is_digit) || is_roman(&mark.following.text);
    number && mark.has_token_in(&mark.view.marks.words.number_abbreviations)
}

/// "J. K. Rowling", "George W. Bush"; but "Plan B. The"
fn is_initial(mark: &Mark<'_, '_>) -> bool {
    let initial = |token: &Token| !token.after_number && is_single(&token.text, char::is_uppercase);
    mark.token.as_ref().is_some_and(initial)
        && mark.following.starts(char::is_uppercase)
        && !mark.is_followed_by_starter()
}

/// صرخ (بأعلى صوته!) ثم غادر: a bracket opened inside the sentence takes its mark with it. Where there are
/// capitals they decide.
fn is_aside(mark: &Mark<'_, '_>) -> bool {
    let opener = mark.view.opener(mark.end.saturating_sub(1));
    let inside = |open: usize| open < mark.from && mark.view.words_between(mark.start, open) > 0;
    mark.closed_by_bracket() && !mark.following.starts(char::is_uppercase) && opener.is_some_and(inside)
}

/// في مسلسل «من القاتل؟» الذي عرض: a short quotation that no colon announces is a title; so is what
/// stands between the marks for titles: 《谁来付钱？》是一部电影.
fn is_quoted_title(mark: &Mark<'_, '_>) -> bool {
    const LONGEST: usize = 4;
    let Some(open) = mark.view.opener(mark.end.saturating_sub(1)).filter(|_| mark.end > mark.to) else { return false };
    let view = mark.view;
    let before = (mark.start..open).rev().take(3).filter_map(|i| view.at(i)).find(|c| !c.is_whitespace());
    let announced = before.is_none_or(|c| !c.is_alphanumeric());
    if matches!(view.before(mark.end), Some('》' | '〉')) {
        return true;
    }
    mark.kind == Kind::Loud
        && !announced
        && view.words_between(open, mark.end) <= LONGEST
        && !mark.following.starts(char::is_uppercase)
}

/// "Well... I think", قال... إن: three dots are a pause after a few words only, between two spaces,
/// before a word that no sentence begins with, and before "I", whose capital says nothing. Else they
/// end the sentence, in Arabic too, where nothing but the white space shows it: نصا لم نغيره… غيرنا العمل به.
fn is_pause(mark: &Mark<'_, '_>) -> bool {
    const FEW: usize = 3;
    if mark.kind != Kind::Ellipsis {
        return false;
    }
    let view = mark.view;
    let short = view.words_between(mark.start, mark.from) <= FEW && !mark.is_followed_by_starter();
    let spaced = mark.from > 0 && view.is_gap(mark.from - 1) && !mark.following.starts(char::is_uppercase);
    let quoted = mark.end > mark.to;
    (short && !quoted) || spaced || mark.following.text == "I" || mark.is_followed_by_continuation()
}

/// What a run of marks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// One full stop or danda.
    Stop,
    /// Two dots or more, or their sign.
    Ellipsis,
    /// A run with a question or exclamation mark.
    Loud,
}

/// The word that ends right before a full stop.
struct Token {
    text: String,
    /// "500 ق.م", "5p.m"
    after_number: bool,
}

impl Token {
    /// "U.N", "J.K", "أ.ف.ب": single letters with dots between.
    fn is_initialism(&self) -> bool {
        self.text.contains('.') && self.text.split('.').all(|part| is_single(part, char::is_alphabetic))
    }
}

/// The first word behind a mark.
#[derive(Default)]
struct Following {
    text: String,
    /// "J. A. Smith": the letter is an initial and not the article.
    before_stop: bool,
}

impl Following {
    fn starts(&self, with: fn(char) -> bool) -> bool {
        self.text.starts_with(with)
    }
}

/// A run of marks that may end a sentence, and its surroundings.
struct Mark<'v, 't> {
    view: &'v View<'t>,
    /// The first character of the sentence.
    start: usize,
    /// The first of the marks.
    from: usize,
    /// Behind the last of the marks.
    to: usize,
    /// Behind the closing quotes and brackets.
    end: usize,
    /// The first character behind `end` that is not white space.
    next: usize,
    kind: Kind,
    token: Option<Token>,
    following: Following,
}

impl<'v, 't> Mark<'v, 't> {
    /// The next run of marks from character `at` on, in a sentence that begins at `start`.
    fn next(view: &'v View<'t>, start: usize, at: usize) -> Option<Self> {
        let is_end = |i: &usize| view.at(*i).is_some_and(|c| view.marks.is_end(c));
        let from = (at..view.len()).find(is_end)?;
        let to = run(view, from);
        let end = closed(view, to);
        let next = view.skip_gap(end);
        let kind = kind(view, from, to);
        let token = if kind == Kind::Stop { token(view, from) } else { None };
        Some(Self { view, start, from, to, end, next, kind, token, following: following(view, next) })
    }

    fn ends_sentence(&self) -> bool {
        let spoken = self.view.words_between(self.start, self.from) > 0;
        let apart = self.view.is_gap(self.end) || is_always_end(self) || is_glued(self) || is_glued_to_starter(self);
        spoken && apart && !GOES_ON.iter().any(|goes_on| goes_on(self))
    }

    fn has_token_in(&self, words: &std::collections::BTreeSet<String>) -> bool {
        self.token.as_ref().is_some_and(|token| words.contains(&token.text))
    }

    fn closed_by_bracket(&self) -> bool {
        self.end > self.to && self.view.before(self.end).is_some_and(is_bracket)
    }

    fn is_followed_by_starter(&self) -> bool {
        !self.following.before_stop && self.view.marks.words.starters.contains(&self.following.text)
    }

    fn is_followed_by_continuation(&self) -> bool {
        let profile = self.view.marks.language.profile();
        let word = fold(&self.following.text);
        profile.sentences.continuations.contains(&word) || profile.months.contains_key(&word)
    }
}

/// "حقا؟قال", "你好。我": marks after which a sentence ends without white space. Not between Latin letters and
/// digits, where they are part of a name or an address ("a!b").
fn is_always_end(mark: &Mark<'_, '_>) -> bool {
    let view = mark.view;
    let always = (mark.from..mark.to).any(|i| view.at(i).is_some_and(|c| view.marks.is_always_end(c)));
    let opens = view.at(mark.end).is_some_and(|c| matches!(view.marks.side(c), Some(Side::Opens | Side::Either)));
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    always && (view.is_word(mark.end) || opens) && !(latin(view.before(mark.from)) && latin(view.at(mark.end)))
}

/// "انتهى.وقال": the space was forgotten. Three letters on each side, of a script without capitals, and
/// nothing in the neighbourhood that addresses and abbreviations are made of.
fn is_glued(mark: &Mark<'_, '_>) -> bool {
    const NEAR: usize = 24;
    let view = mark.view;
    let caseless = |i: usize| view.at(i).is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
    let opened = usize::from(view.at(mark.end).is_some_and(|c| view.marks.side(c).is_some()));
    let after = mark.end + opened;
    let between_words =
        (1..=3).all(|n| mark.from.checked_sub(n).is_some_and(caseless)) && (after..after + 3).all(caseless);
    let left = (mark.start..mark.from).rev().take(NEAR).take_while(|&i| !view.is_gap(i));
    let right = (after..after + NEAR).take_while(|&i| !view.is_gap(i));
    let address = |i: usize| match view.at(i) {
        Some('.') => view.is_word(i + 1),
        Some(c) => matches!(c, '@' | '/' | '_') || c.is_ascii_alphanumeric(),
        None => false,
    };
    mark.kind != Kind::Ellipsis && between_words && !left.chain(right).any(address)
}

/// "last year.The minister": the same where there are capitals, if the next word can only be a beginning.
fn is_glued_to_starter(mark: &Mark<'_, '_>) -> bool {
    let small = |n: usize| mark.from.checked_sub(n).and_then(|i| mark.view.at(i)).is_some_and(is_small);
    let whole_word = mark.view.is_gap(mark.end + mark.following.text.chars().count());
    let word = mark.following.text.chars().count() > 1 && mark.is_followed_by_starter();
    mark.kind != Kind::Ellipsis && mark.view.is_word(mark.end) && whole_word && word && (1..=3).all(small)
}

/// Behind the run of marks that begins at `from`: "?!", "...", also apart as in ". . ." and "؟ !".
fn run(view: &View<'_>, from: usize) -> usize {
    const GAP: usize = 2;
    let is_end = |i: usize| view.at(i).is_some_and(|c| view.marks.is_end(c));
    let mut to = from;
    loop {
        while is_end(to) {
            to += 1;
        }
        let next = (to..=to + GAP).find(|&i| !view.at(i).is_some_and(char::is_whitespace));
        // ". .NET" is a beginning: a mark apart belongs to the run only if no word hangs on it.
        match next.filter(|&i| i > to && is_end(i) && !view.is_word(i + 1)) {
            Some(mark) => to = mark,
            None => return to,
        }
    }
}

/// Behind the quotes, brackets and note numbers that close at `at`: `.”)`, `.[12]`, `.¹`.
fn closed(view: &View<'_>, at: usize) -> usize {
    const MOST: usize = 8;
    let mut end = at;
    for _ in 0..MOST {
        // "نعم. »": typed with a space, and nothing hangs on the other side.
        let apart = view.is_gap(end) && view.is_gap(end + 2) && closes_surely(view, end + 1);
        end = match note(view, end) {
            Some(behind) => behind,
            None if view.closes(end) => end + 1,
            None if apart => end + 2,
            None => return end,
        };
    }
    end
}

fn closes_surely(view: &View<'_>, i: usize) -> bool {
    let side = view.at(i).and_then(|c| view.marks.side(c));
    side == Some(Side::Closes) || (side == Some(Side::Either) && view.opener(i).is_some())
}

/// Behind the reference to a note at `at`, glued to the mark: "[12]", "¹".
fn note(view: &View<'_>, at: usize) -> Option<usize> {
    const DIGITS: usize = 3;
    let raised = |i: usize| view.at(i).is_some_and(|c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'));
    if raised(at) {
        return (at..at + DIGITS).find(|&i| !raised(i)).or(Some(at + DIGITS));
    }
    let close = (at + 2..=at + 1 + DIGITS).find(|&i| view.at(i) == Some(']'))?;
    let digits = (at + 1..close).all(|i| view.at(i).is_some_and(is_digit));
    (view.at(at) == Some('[') && digits).then_some(close + 1)
}

fn kind(view: &View<'_>, from: usize, to: usize) -> Kind {
    let count = |wanted: fn(char) -> bool| (from..to).filter_map(|i| view.at(i)).filter(|&c| wanted(c)).count();
    if count(|c| matches!(c, '?' | '!' | '؟' | '？' | '！' | ';' | '\u{37E}')) > 0 {
        Kind::Loud
    } else if count(|c| c == '…') > 0 || to - from > 1 {
        Kind::Ellipsis
    } else {
        Kind::Stop
    }
}

/// The word before the full stop at `stop`, cut at brackets, quotes, dashes and digits; `None` when it
/// is too long for an abbreviation.
fn token(view: &View<'_>, stop: usize) -> Option<Token> {
    const LONGEST: usize = 10;
    // Devanagari joins its consonants by a mark that is no letter: प्रो.
    let letter = |c: char| (c.is_alphabetic() || is_combining_mark(c)) && unspaced(c).is_none();
    let part = |i: &usize| view.at(*i).is_some_and(|c| letter(c) || c == '.' || c == 'ـ');
    let length = (0..stop).rev().take(LONGEST + 1).take_while(part).count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let from = stop - length;
    let before = (0..from).rev().take(3).filter_map(|i| view.at(i)).find(|c| !c.is_whitespace());
    // The dots of an ellipsis are no part of the word behind it: "...Dr."
    let text = view.written(from, stop).trim_start_matches('.').to_owned();
    Some(Token { text, after_number: before.is_some_and(is_digit) })
}

/// The word at or shortly behind `next`, past quotes, brackets and dashes.
fn following(view: &View<'_>, next: usize) -> Following {
    const SIGNS: usize = 6;
    const LONGEST: usize = 24;
    let Some(from) = (next..next + SIGNS).find(|&i| view.is_word(i)) else { return Following::default() };
    let part = |i: usize| view.is_word(i) || (matches!(view.at(i), Some('-' | '\'' | '’')) && view.is_word(i + 1));
    let to = (from..from + LONGEST).find(|&i| !part(i)).unwrap_or(from + LONGEST);
    let whole = view.written(from, to);
    // "I’m", "It’s": the word is what stands before the apostrophe.
    let text = whole.split(['\'', '’']).next().unwrap_or_default().to_owned();
    Following { text, before_stop: view.at(to) == Some('.') && is_single(&whole, char::is_alphabetic) }
}

fn is_single(text: &str, is: fn(char) -> bool) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is) && chars.next().is_none()
}

/// Georgian has small letters in Unicode and begins its sentences with them.
fn is_small(c: char) -> bool {
    c.is_lowercase() && !matches!(c, '\u{10D0}'..='\u{10FF}')
}

/// "II", "XIV"; a single letter may as well be a word: "Vol. I"
fn is_roman(text: &str) -> bool {
    (2..=6).contains(&text.len()) && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}
