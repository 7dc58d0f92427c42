//! The forms of English verbs.

/// Base, past and participle of verbs that do not take -ed and stand in glossaries of news,
/// diplomacy and law.
const IRREGULAR: [(&str, &str, &str); 64] = [
    ("abide", "abode", "abided"),
    ("arise", "arose", "arisen"),
    ("be", "was", "been"),
    ("bear", "bore", "borne"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bind", "bound", "bound"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("flee", "fled", "fled"),
    ("fly", "flew", "flown"),
    ("forbid", "forbade", "forbidden"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "gotten"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("meet", "met", "met"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("read", "read", "read"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shoot", "shot", "shot"),
    ("speak", "spoke", "spoken"),
    ("spread", "spread", "spread"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("strike", "struck", "struck"),
    ("swear", "swore", "sworn"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tell", "told", "told"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
    ("write", "wrote", "written"),
];

/// What may stand before one of them.
const PREFIXES: [&str; 11] = ["", "over", "under", "up", "out", "fore", "re", "mis", "un", "with", "broad"];

/// The third person, past, participles and -ing form of `verb`.
pub(super) fn forms(verb: &str) -> Vec<String> {
    let mut forms = vec![third_person(verb)];
    let irregular = IRREGULAR.iter().filter_map(|(base, past, participle)| {
        // "Overtake" and "uphold" inflect as the verb they end in; "describe" does not as "be".
        let prefix = verb.strip_suffix(base).filter(|prefix| PREFIXES.contains(prefix))?;
        Some([past, participle].map(|form| format!("{prefix}{form}")))
    });
    let known: Vec<String> = irregular.flatten().collect();
    for base in bases(verb) {
        forms.push(format!("{base}ing"));
        if known.is_empty() {
            forms.push(format!("{base}ed"));
        }
    }
    forms.extend(known);
    forms
}

fn third_person(verb: &str) -> String {
    let consonant_y = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh", "o"].iter().any(|ending| verb.ends_with(ending)) => format!("{verb}es"),
        None => format!("{verb}s"),
    }
}

/// What -ing and -ed are put to: negotiat-, ban- and bann-, deni-.
fn bases(verb: &str) -> Vec<String> {
    if let Some(stem) = verb.strip_suffix('e') {
        // agree: agreed, agreeing.
        return if stem.ends_with('e') { vec![verb.to_owned(), stem.to_owned()] } else { vec![stem.to_owned()] };
    }
    let mut bases = vec![verb.to_owned()];
    if let Some(stem) = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        bases.push(format!("{stem}i"));
    }
    let mut ends = verb.chars().rev();
    if let (Some(last), Some(before)) = (ends.next(), ends.next())
        && !"aeiouwxy".contains(last)
        && "aeiou".contains(before)
        && ends.next().is_none_or(|letter| !"aeiou".contains(letter))
    {
        // Doubled or not depends on the stress: banned, offered; one of the two exists.
        bases.push(format!("{verb}{last}"));
    }
    bases
}
