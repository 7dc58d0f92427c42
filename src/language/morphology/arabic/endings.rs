//! What may stand behind a stem: number, gender, case and pronouns.

use crate::language::morphology::Ending;
use crate::language::profile::Clitics;

/// The kinds of Arabic stems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A masculine singular whose plural is known to be another stem: هدف, هدفان, هدفًا, هدفه.
    Singular,
    /// A masculine singular about whose plural nothing is known: also ون and ات.
    Open,
    /// A masculine singular with the plural ون: لاعب, لاعبو الفريق, لاعبيه.
    Sound,
    /// A plural by pattern or in ات: مناطق, أهدافًا, أهدافه.
    Plural,
    /// What stands before ون in a plural: لاعب of لاعبون.
    SoundPlural,
    /// What stands before ة: منطق of منطقة.
    Feminine,
    /// What stands before the hamza at the end: أعضا of أعضاء.
    Hamza,
    /// A word whose last hamza has a seat, before a pronoun: مبدؤ, مبدئ of مبدأ.
    Seat,
    /// A word without its dropped yeh: قاض, القاضي, قاضيًا.
    Defective,
    /// What stands before ى: مستشف of مستشفى.
    Maqsura,
    /// An adjective, or a noun that is one by form: نووي, نووية, نوويون.
    Adjective,
}

/// What `tail` means behind a stem of `class`; `None` when it cannot stand there.
pub(in crate::language::morphology) fn ending(class: Class, tail: &str, clitics: &Clitics) -> Option<Ending> {
    number(class, tail).or_else(|| with_pronoun(class, tail, clitics))
}

/// A word without a pronoun.
fn number(class: Class, tail: &str) -> Option<Ending> {
    use Class::{Adjective, Defective, Feminine, Hamza, Maqsura, Open, Plural, Seat, Singular, Sound, SoundPlural};
    let ending = match (class, tail) {
        (Singular | Open | Sound | Adjective, "") => Ending::PLAIN,
        (Plural, "") => Ending { many: true, ..FREE },
        // The accusative of an indefinite word, or the dual of one in construct state.
        (Singular | Open | Sound | Adjective | Plural, "ا") => CONSTRUCT,
        (Singular | Open | Sound | Adjective, "ان" | "ين") => many(ABSOLUTE),
        (Sound | Adjective, "ي") => many(CONSTRUCT),
        (Open | Sound | Adjective | SoundPlural, "ون") | (SoundPlural, "ين") => many(ABSOLUTE),
        (Open | Sound | Adjective | SoundPlural, "و") | (SoundPlural, "ي") => many(CONSTRUCT),
        (Open | Sound | Adjective | Feminine, "ات") => many(FREE),
        (Feminine | Adjective, "ة") => FREE,
        (Feminine | Adjective, "تان" | "تين") => many(ABSOLUTE),
        (Feminine | Adjective, "تا" | "تي") => many(CONSTRUCT),
        (Hamza, "ء") => FREE,
        (Hamza, "ءا" | "ئا") => CONSTRUCT,
        (Hamza, "ءان" | "ءين" | "ئان" | "ئين" | "ئون") => many(ABSOLUTE),
        (Hamza, "ءات" | "وات") => many(FREE),
        // The indefinite nominative and genitive; everything else shows the yeh.
        (Defective, "") => Ending { article: false, head: false, ..FREE },
        (Defective, "ي" | "ية") | (Maqsura, "ي") => FREE,
        (Defective, "يا") => CONSTRUCT,
        (Defective, "ون" | "ين" | "يان" | "يين" | "يتان" | "يتين") | (Maqsura, "يان" | "يين") => {
            many(ABSOLUTE)
        }
        (Defective, "و") => many(CONSTRUCT),
        (Defective | Maqsura, "يات") => many(FREE),
        (Seat, _) => return None,
        _ => return None,
    };
    Some(ending)
}

/// A word with a pronoun, which takes the place of the article.
fn with_pronoun(class: Class, tail: &str, clitics: &Clitics) -> Option<Ending> {
    use Class::{Adjective, Defective, Feminine, Hamza, Maqsura, Open, Plural, Seat, Singular, Sound, SoundPlural};
    let connects = |before: &str| match class {
        Singular => matches!(before, "" | "ا" | "ي"),
        Open | Sound => matches!(before, "" | "ا" | "ي" | "و" | "ات"),
        Adjective => matches!(before, "" | "ا" | "ي" | "و" | "ت" | "ات"),
        Plural | Seat => before.is_empty(),
        SoundPlural => matches!(before, "و" | "ي"),
        Feminine => matches!(before, "ت" | "تا" | "تي" | "ات"),
        Hamza => matches!(before, "ء" | "ئ" | "ؤ" | "ءات"),
        Defective => matches!(before, "ي" | "و" | "ات" | "يات"),
        Maqsura => matches!(before, "ا" | "يات"),
    };
    let pronoun = clitics.pronouns.iter().find(|pronoun| tail.strip_suffix(pronoun.as_str()).is_some_and(connects))?;
    let before = tail.strip_suffix(pronoun.as_str())?;
    // "My" is spelled as the ending that makes adjectives: رئيسي.
    let adjectival = pronoun == "ي" && before.is_empty() && class != Seat;
    Some(Ending {
        pronoun: true, adjectival, many: !before.is_empty() && before != "ت", head: adjectival, ..CONSTRUCT
    })
}

/// Letters that stand behind some stem, alone or before a pronoun.
pub(in crate::language::morphology) fn tails(clitics: &Clitics) -> Vec<String> {
    const ENDINGS: [&str; 33] = [
        "", "ا", "ان", "ين", "ي", "ون", "و", "ات", "ة", "ت", "تان", "تين", "تا", "تي", "ء", "ءا", "ئا", "ءان", "ءين",
        "ئان", "ئين", "ئون", "ءات", "وات", "ؤ", "ئ", "ية", "يا", "يان", "يين", "يتان", "يتين", "يات",
    ];
    let with_pronouns = |ending: &&str| {
        let alone = std::iter::once((*ending).to_owned());
        alone.chain(clitics.pronouns.iter().map(|pronoun| format!("{ending}{pronoun}"))).collect::<Vec<_>>()
    };
    ENDINGS.iter().flat_map(with_pronouns).collect()
}

/// With or without article, in construct state or not.
const FREE: Ending = Ending { bare: false, ..Ending::PLAIN };
/// Not in construct state.
const ABSOLUTE: Ending = Ending { head: false, ..FREE };
/// Without article.
const CONSTRUCT: Ending = Ending { article: false, ..FREE };

const fn many(ending: Ending) -> Ending {
    Ending { many: true, inflected: true, ..ending }
}
