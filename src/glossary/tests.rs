//! What the matcher finds, and what it does not.

use super::{Certainty, Concept, Doubt, Glossary, Kind, Matcher, Matching, PartOfSpeech, Term};
use crate::language::{Language, Side};

/// Terms in the notation `headword | form | form`.
fn glossary(terms: &[&str]) -> Glossary {
    let concept = |entry: &&str| {
        let mut written = entry.split('|').map(|text| text.trim().to_owned());
        let text = written.next().unwrap();
        Concept { source: vec![Term { text, forms: written.collect(), ..Term::default() }], ..Concept::default() }
    };
    let mut glossary = Glossary::default();
    glossary.add("test", terms.iter().map(concept).collect());
    glossary
}

fn certainties(tag: &str, glossary: &Glossary, text: &str) -> Vec<(String, Certainty)> {
    let matcher = Matcher::new(glossary, Side::Source, &Language::from_tag(tag).unwrap());
    matcher.occurrences(text).iter().map(|found| (found.span.text(text).to_owned(), found.certainty)).collect()
}

fn found(tag: &str, terms: &[&str], text: &str) -> Vec<String> {
    certainties(tag, &glossary(terms), text).into_iter().map(|(surface, _)| surface).collect()
}

/// Each word of `text` that is an occurrence, for texts of single words.
fn words_found(terms: &[&str], text: &str) -> Vec<String> {
    text.split(' ').flat_map(|word| found("ar", terms, word)).collect()
}

fn all_are_found(terms: &[&str], text: &str) {
    assert_eq!(words_found(terms, text), text.split(' ').collect::<Vec<_>>(), "{terms:?}");
}

fn none_is_found(terms: &[&str], text: &str) {
    assert_eq!(words_found(terms, text), Vec::<String>::new(), "{terms:?}");
}

#[test]
fn clitics_and_spelling() {
    all_are_found(
        &["منطقة | مناطق"],
        "منطقة والمنطقة بمنطقتها للمنطقة لمنطقة مِنطقَــة منطقتين ومناطقهم وبالمناطق كالمنطقة",
    );
    all_are_found(&["لجنة | لجان"], "للجنة اللجنة ولجنته لجانها لجنتا واللجنتان");
    all_are_found(&["ألمانيا"], "المانيا بألمانيا ولألمانيا");
    all_are_found(&["الناتو"], "الناتو للناتو وبالناتو");
    none_is_found(&["ألمانيا"], "مانيا ألمانيان");
    none_is_found(&["شرطة"], "شرطه شرط شروط");
}

#[test]
fn a_name_without_article_is_inflected_though_fixed() {
    let mut glossary = glossary(&["FBI"]);
    glossary.concepts[0].source[0].fixed = true;
    let found = certainties("en", &glossary, "The FBI and the FBI's, the FBI’s and FBIs");
    let surfaces: Vec<&str> = found.iter().map(|(surface, _)| surface.as_str()).collect();
    assert_eq!(surfaces, ["FBI", "FBI's", "FBI’s", "FBIs"]);
}

#[test]
fn words_that_only_look_like_a_form() {
    none_is_found(&["ريق", "آلة", "جنة", "زير", "عين"], "فريقه التي لجنة للجنة ووزير كانت");
    all_are_found(&["جنة"], "جنة الجنة وجنة بجنتي");
    none_is_found(&["بال"], "بالو");
}

#[test]
fn number_and_gender() {
    all_are_found(
        &["مهندس | مهندسون | مهندسة"],
        "مهندس مهندسان مهندسون المهندسين مهندسو مهندسي مهندساتها مهندسيهم مهندسة مهندسًا",
    );
    all_are_found(&["تقرير | تقارير"], "تقريرًا تقريرا تقريران بتقريرين تقاريره");
    none_is_found(&["تقرير | تقارير"], "تقريرون تقريرية قرير");
    none_is_found(&["رئيس | رؤساء"], "الرئيسي رئيسية رئيسيا");
    none_is_found(&["حزب | أحزاب"], "الحزبي حزبية");
    assert_eq!(found("ar", &["حزب | أحزاب"], "نشاط حزبي واسع"), Vec::<String>::new());
    assert_eq!(found("ar", &["حزب | أحزاب"], "صوتوا لحزبي"), ["لحزبي"]);
    all_are_found(&["أسلحة"], "أسلحتها وأسلحة بالأسلحة");
    all_are_found(&["مستشفى | مستشفيات"], "مستشفى المستشفيات مستشفاها مستشفيين");
    all_are_found(&["مبعوث"], "مبعوثين المبعوثون مبعوثيها");
    assert_eq!(found("ar", &["مبعوث"], "مبعوثو الأمم المتحدة"), ["مبعوثو"]);
}

#[test]
fn hamzas_and_dropped_yehs() {
    all_are_found(&["أعضاء"], "اعضاؤها أعضائه وأعضاءهم الأعضاء");
    all_are_found(&["مبدأ | مبادئ"], "مبدأ مبدؤه مبدئها مبدأها المبادئ مبدأين");
    all_are_found(&["قاض | قضاة | قاضية"], "قاض القاضي قاضيًا للقضاة قضاتها قاضيان قاضين القاضية");
    all_are_found(&["محامٍ | محامون"], "محام المحامي محاميا محاميه محامون المحامين");
    all_are_found(&["إعلام"], "إعلام الاعلام الإعلام");
    none_is_found(&["إعلام"], "أعلام");
    assert_eq!(found("ar", &["إتفاق سلام"], "أتفاق سلام").len(), 1);
    // The alef of آلام is no article, and that of ألباب neither.
    none_is_found(&["أم", "باب | أبواب"], "آلام ألباب");
}

#[test]
fn plurals_that_are_not_listed_are_doubtful() {
    let found = certainties("ar", &glossary(&["سفينة", "قانون"]), "السفن وقوانين");
    let doubtful = Certainty::Doubtful(Doubt::Pattern);
    assert_eq!(found, [("السفن".to_owned(), doubtful), ("وقوانين".to_owned(), doubtful)]);
    // What is listed leaves no room for guesses, and a guess that may be a verb needs a noun's place.
    none_is_found(&["هدف | أهداف"], "هدوف");
    none_is_found(&["سفينة"], "سفن");
    assert_eq!(found_count(&["سفينة"], "بناء سفن في سفن"), 1);
}

fn found_count(terms: &[&str], text: &str) -> usize {
    found("ar", terms, text).len()
}

#[test]
fn construct_state() {
    let term = ["وزير الخارجية | وزراء الخارجية | وزيرة الخارجية"];
    for text in
        ["ووزير الخارجية", "وزير خارجية كوريا", "لوزيرة خارجيتها", "وزيرا الخارجية", "وزيري الخارجية", "وزراء خارجية"]
    {
        assert_eq!(found("ar", &term, text).len(), 1, "{text}");
    }
    for text in ["الوزير الخارجية", "وزيرها الخارجية", "وزير، الخارجية", "وزير والخارجية", "وزير من الخارجية"]
    {
        assert_eq!(found("ar", &term, text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(found("ar", &["إطلاق النار"], "اعترف بإطلاقه النار"), ["بإطلاقه النار"]);
}

#[test]
fn particles_inside_a_term() {
    let term = ["مهاجر غير نظامي"];
    for text in ["مهاجر غير نظامي", "المهاجرين غير النظاميين", "مهاجرون غير نظاميين", "مهاجرة غير نظامية"]
    {
        assert_eq!(found("ar", &term, text), [text], "{text}");
    }
}

#[test]
fn adjectives_agree() {
    let term = ["سلاح نووي | أسلحة نووية"];
    for text in ["الأسلحة النووية", "وسلاحها النووي", "أسلحتهم النووية", "سلاحا نوويا", "سلاحان نوويان"]
    {
        assert_eq!(found("ar", &term, text), [text], "{text}");
    }
    // A sentence, not a term: the weapon is nuclear.
    assert_eq!(found("ar", &term, "السلاح نووي"), Vec::<String>::new());
    assert_eq!(found("ar", &["مجلس الأمن الدولي"], "لمجلس الأمن الدولي"), ["لمجلس الأمن الدولي"]);
    assert_eq!(found("ar", &["نزع السلاح النووي"], "نزع سلاحها النووي"), ["نزع سلاحها النووي"]);
}

#[test]
fn one_word_inside() {
    let certainty = |term: &str, text: &str| -> Vec<Certainty> {
        certainties("ar", &glossary(&[term]), text).into_iter().map(|(_, certainty)| certainty).collect()
    };
    let inserted = [Certainty::Doubtful(Doubt::Inserted)];
    assert_eq!(certainty("الحزب الديمقراطي", "في حزب كلينتون الديمقراطي"), inserted);
    assert_eq!(certainty("الدوري الممتاز", "الدوري الإنجليزي الممتاز"), inserted);
    assert_eq!(certainty("مؤتمر صحفي", "مؤتمر BBC الصحفي"), inserted);
    assert_eq!(certainty("وزير الخارجية", "وزير كبير الخارجية"), []);
    assert_eq!(certainty("الدوري الممتاز", "الدوري، الإنجليزي الممتاز"), []);
}

#[test]
fn a_head_written_once() {
    let terms = ["كوريا الشمالية", "كوريا الجنوبية", "وزير الخارجية | وزراء الخارجية", "وزير الدفاع | وزراء الدفاع"];
    let elided = Certainty::Doubtful(Doubt::ElidedHead);
    assert_eq!(
        certainties("ar", &glossary(&terms), "بين كوريا الشمالية والجنوبية"),
        [("كوريا الشمالية".to_owned(), Certainty::Certain), ("والجنوبية".to_owned(), elided)]
    );
    assert_eq!(
        certainties("ar", &glossary(&terms), "التقى وزيرا الخارجية والدفاع"),
        [("وزيرا الخارجية".to_owned(), Certainty::Certain), ("والدفاع".to_owned(), elided)]
    );
    assert_eq!(found_count(&terms, "وزير الخارجية والدفاع"), 1);
}

#[test]
fn words_that_may_be_verbs() {
    let terms = ["شاهد | شهود"];
    let doubtful = |text: &str| certainties("ar", &glossary(&terms), text).first().map(|(_, certainty)| *certainty);
    assert_eq!(doubtful("شاهد: هدف رائع"), None);
    assert_eq!(doubtful("شاهد عيان يروي القصة"), Some(Certainty::Doubtful(Doubt::Verb)));
    assert_eq!(doubtful("12\tشاهد: هدف رائع"), None);
    assert_eq!(doubtful("قال شاهد عيان"), Some(Certainty::Certain));
    assert_eq!(doubtful("الشاهد: نعم"), Some(Certainty::Certain));
}

#[test]
fn quotes_are_transparent_and_the_longest_wins() {
    let terms = ["خفض التصعيد", "مناطق خفض التصعيد", "التصعيد"];
    assert_eq!(found("ar", &terms, "في مناطق “خفض التصعيد”، ونظام خفض التصعيد"), ["مناطق “خفض التصعيد", "خفض التصعيد"]);
    assert_eq!(found("ar", &["البحث والإنقاذ"], "للبحث والإنقاذ"), ["للبحث والإنقاذ"]);
    assert_eq!(found("ar", &["الاتجار بالبشر"], "بالاتجار بالبشر"), ["بالاتجار بالبشر"]);
    assert_eq!(found("ar", &["ولاية | ولايات", "شركة"], "و18ولاية وشركةInrupt"), ["ولاية", "وشركة"]);
}

#[test]
fn expressions_hide_a_word_unless_their_rendering_has_it() {
    let hidden = |renderings: [&str; 3]| {
        let mut glossary = glossary(&["جزيرة", "رئيس | رؤساء", "بيان | بيانات"]);
        for (concept, rendering) in glossary.concepts.iter_mut().zip(renderings) {
            concept.target.push(Term { text: rendering.to_owned(), ..Term::default() });
        }
        let [arabic, english] = ["ar", "en"].map(|tag| Language::from_tag(tag).unwrap());
        let text = "في شبه الجزيرة الكورية، قال رئيس لجنة الدفاع إن البيانات ناقصة";
        3 - Matcher::between(&glossary, &arabic, &english).occurrences(text).len()
    };
    assert_eq!(hidden(["island", "president", "statement"]), 3);
    assert_eq!(hidden(["peninsula", "chairman", "data"]), 0);
}

#[test]
fn the_headword_speaks_before_another_entry_s_form() {
    let glossary = glossary(&["بيان | بيانات", "بيانات"]);
    let matcher = Matcher::new(&glossary, Side::Source, &Language::from_tag("ar").unwrap());
    let concepts: Vec<usize> = matcher.occurrences("البيانات").iter().map(|found| found.concept).collect();
    assert_eq!(concepts, [1]);
}

#[test]
fn english_forms() {
    let terms =
        ["de-escalation zone", "guarantor states", "defence minister", "child", "ceasefire", "air strike", "crisis"];
    let text = "De-escalation Zones, deescalation zone; a guarantor state’s defense ministers";
    let expected = ["De-escalation Zones", "deescalation zone", "guarantor state’s", "defense ministers"];
    assert_eq!(found("en", &terms, text), expected);
    let text = "Children's cease-fire; a cease fire, airstrikes and air-strikes in crises";
    let expected = ["Children's", "cease-fire", "cease fire", "airstrikes", "air-strikes", "crises"];
    assert_eq!(found("en", &terms, text), expected);
    for (term, text) in [("news", "new"), ("goods", "good"), ("area", "are a"), ("WHO", "those who"), ("arms", "arm")] {
        assert_eq!(found("en", &[term], text), Vec::<String>::new(), "{term}");
    }
    for (term, text) in [
        ("child's rights", "child's rights"),
        ("fisherman", "fishermen"),
        ("WHO", "WHO’s"),
        ("organisation", "organizations"),
    ] {
        assert_eq!(found("en", &[term], text), [text], "{term}");
    }
}

#[test]
fn fixed_is_about_the_article_and_leaves_english_endings() {
    for fixed in [false, true] {
        let mut glossary = glossary(&["India", "safe zone", "White House"]);
        for concept in &mut glossary.concepts {
            concept.source[0].fixed = fixed;
        }
        let text = "India's safe zones; the White House’s India";
        let found: Vec<String> = certainties("en", &glossary, text).into_iter().map(|(surface, _)| surface).collect();
        assert_eq!(found, ["India's", "safe zones", "White House’s", "India"], "fixed: {fixed}");
    }
}

#[test]
fn signs_of_the_entry_stand_in_the_text() {
    for (term, texts) in [
        ("U.S. ambassador", ["U.S. ambassador", "US ambassador", "U.S. ambassadors"]),
        ("US ambassador", ["U.S. ambassador", "US ambassador", "US ambassador’s"]),
        ("HIV/AIDS", ["HIV/AIDS", "HIV / AIDS", "HIV-AIDS"]),
        ("P5+1", ["P5+1", "P5 + 1", "p5+1"]),
        ("AT&T", ["AT&T", "AT & T", "AT&T's"]),
        ("Wi-Fi", ["Wi-Fi", "WiFi", "wi-fi"]),
        ("St. Petersburg", ["St. Petersburg", "St Petersburg", "St. Petersburg's"]),
        ("Central Bank: Governor", ["Central Bank: Governor", "Central Bank : Governor", "central bank: governors"]),
    ] {
        for text in texts {
            assert_eq!(found("en", &[term], text), [text], "{term}");
        }
    }
    for (term, text) in [
        ("P5+1", "P5 1"),
        ("P5+1", "P5, 1"),
        ("US ambassador", "to us. Ambassadors"),
        ("safe zone", "safe. Zone"),
        ("Central Bank: Governor", "Central Bank, Governor"),
    ] {
        assert_eq!(found("en", &[term], text), Vec::<String>::new(), "{term}");
    }
    assert_eq!(found("en", &["US"], "tell us what the U.S. and the US want"), ["U.S", "US"]);
    assert_eq!(found("en", &["AIDS", "MP"], "AIDS aid, MPs"), ["AIDS", "MPs"]);
    assert_eq!(found("ar", &["د. سامي"], "قال د. سامي، ثم سامي"), ["د. سامي"]);
}

#[test]
fn english_verbs_when_the_entry_says_so() {
    let count = |pos, text: &str| {
        let mut glossary = glossary(&["withdraw", "ban", "deny", "negotiate"]);
        for concept in &mut glossary.concepts {
            concept.source[0].pos = pos;
        }
        certainties("en", &glossary, text).len()
    };
    let text = "withdrew withdrawing withdrawn banned banning denies denied denying negotiated negotiating";
    assert_eq!(count(Some(PartOfSpeech::Verb), text), 10);
    assert_eq!(count(Some(PartOfSpeech::Noun), "withdrew banned denying"), 0);
}

#[test]
fn exact_terms_and_expressions() {
    let mut glossary = glossary(&["كتاب", r"S/RES/\d+"]);
    glossary.concepts[0].source[0].matching = Matching::Exact;
    glossary.concepts[1].source[0].matching = Matching::Regex;
    let found: Vec<String> =
        certainties("ar", &glossary, "كتاب الكتاب S/RES/2254").into_iter().map(|(surface, _)| surface).collect();
    assert_eq!(found, ["كتاب", "S/RES/2254"]);
}

#[test]
fn names_have_no_plural() {
    let mut glossary = glossary(&["سجن تدمر"]);
    glossary.concepts[0].kind = Kind::Name;
    assert_eq!(certainties("ar", &glossary, "سجون تدمر").len(), 0);
    assert_eq!(certainties("ar", &glossary, "بسجن تدمر").len(), 1);
}
