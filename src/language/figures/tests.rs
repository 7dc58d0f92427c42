use super::*;
use crate::language::Language;

fn of(tag: &str, text: &str) -> Figures {
    figures(text, Language::from_tag(tag).unwrap().profile())
}

#[test]
fn clock_times() {
    for (tag, text, minute) in [
        ("en", "at 10:30", 630),
        ("en", "5.30pm", 17 * 60 + 30),
        ("en", "10am", 600),
        ("en", "at 10 a.m. on Monday", 600),
        ("en", "12.15 am", 15),
        ("en", "1400 GMT", 840),
        ("en", "half past ten", 630),
        ("en", "a quarter to six", 345),
        ("en", "eight o'clock", 480),
        ("en", "9 o’clock in the evening", 21 * 60),
        ("ar", "الساعة العاشرة والنصف", 630),
        ("ar", "الساعة 10 والربع صباحا", 615),
        ("ar", "الساعة السابعة إلا ربعا مساء", 18 * 60 + 45),
        ("ar", "في الساعة الثالثة وعشر دقائق", 190),
        ("ar", "الساعة الخامسة والثلث", 320),
        ("ar", "الساعة ١٠:٣٠", 630),
        ("ar", "الساعة 4 بالتوقيت المحلي", 240),
        ("ar", "عند الساعة الحادية عشرة ليلا", 23 * 60),
        ("ar", "الساعة الثانية عشرة ظهرا", 720),
    ] {
        let found = of(tag, text).times;
        assert_eq!(found.first().map(|time| time.minute), Some(minute), "{text}: {found:?}");
    }
}

#[test]
fn what_is_no_clock_time() {
    for (tag, text) in [("en", "won 3:1"), ("en", "on a scale of 1:250"), ("ar", "خلال الساعات الـ24 الماضية")]
    {
        assert_eq!(of(tag, text).times, [], "{text}");
    }
}

#[test]
fn measures() {
    let measure = |tag: &str, text: &str| of(tag, text).amounts.first().map(|amount| amount.measure.clone());
    for (tag, text) in [
        ("en", "20%"),
        ("en", "20 per cent"),
        ("ar", "20 في المئة"),
        ("ar", "٪20"),
        ("ar", "20 بالمائة"),
        ("ar", "٢٠٪"),
        ("ar", "عشرين في المائة"),
        ("en", "20 to 30%"),
        ("fr", "20 %"),
    ] {
        assert_eq!(measure(tag, text), Some(Measure::Percent), "{text}");
    }
    for (tag, text, code) in [
        ("en", "£4m", "GBP"),
        ("en", "$1.5bn", "USD"),
        ("en", "US$ 5", "USD"),
        ("ar", "4 ملايين جنيه", "EGP"),
        ("ar", "خمسة دولارات", "USD"),
        ("en", "EUR 20 million", "EUR"),
        ("ar", "مئة ألف يورو", "EUR"),
        ("ar", "20 ألف ليرة تركية", "TRY"),
    ] {
        let has =
            matches!(measure(tag, text), Some(Measure::Money(codes, _)) if codes.iter().any(|c| c.code() == code));
        assert!(has, "{text}: {:?}", measure(tag, text));
    }
    for (tag, text, id) in [
        ("en", "30km/h", "kilometre-per-hour"),
        ("ar", "30 كم", "kilometre"),
        ("ar", "30كم/ساعة", "kilometre-per-hour"),
        ("en", "6ft", "foot"),
        ("ar", "ساعتين", "hour"),
        ("en", "37.8°C", "celsius"),
        ("ar", "20 كيلومترا مربعا", "square-kilometre"),
        ("en", "a 5-year-old", "year"),
        ("ar", "ربع ساعة", "hour"),
        ("en", "half an hour", "hour"),
    ] {
        let has = matches!(measure(tag, text), Some(Measure::Unit(units)) if units.iter().any(|unit| unit.id() == id));
        assert!(has, "{text}: {:?}", measure(tag, text));
    }
}

#[test]
fn months_of_every_calendar() {
    for (tag, text, number, calendar) in [
        ("ar", "في كانون الثاني/يناير 2024", 1, Calendar::Gregorian),
        ("ar", "تشرين الأول", 10, Calendar::Gregorian),
        ("ar", "شهر جويلية", 7, Calendar::Gregorian),
        ("ar", "15 ربيع الأول 1445 هـ", 3, Calendar::Hijri),
        ("ar", "جمادى الآخرة", 6, Calendar::Hijri),
        ("ar", "من ذي الحجة", 12, Calendar::Hijri),
        ("en", "in May", 5, Calendar::Gregorian),
        ("en", "5 Dhu al-Hijjah 1445", 12, Calendar::Hijri),
        ("en", "1 Rabi al-Awwal", 3, Calendar::Hijri),
    ] {
        let found = of(tag, text).months;
        let first = found.first().unwrap_or_else(|| panic!("no month in {text}"));
        assert_eq!((first.number, first.calendar, first.sure), (number, calendar, true), "{text}");
    }
}

#[test]
fn words_that_only_look_like_months() {
    for (tag, text) in
        [("en", "Theresa May said he may march"), ("ar", "الذي مارس الضغط"), ("ar", "عاد الأب وآب المسافر")]
    {
        let found = of(tag, text).months;
        assert!(found.iter().all(|month| !month.sure), "{text}: {found:?}");
    }
}

#[test]
fn whole_dates() {
    for (tag, text, date) in [
        ("ar", "15 كانون الثاني/يناير 2024", (2024, 1, 15)),
        ("en", "September 30, 1882", (1882, 9, 30)),
        ("en", "30 September 1882", (1882, 9, 30)),
        ("ar", "1 رمضان 1440 هـ", (1440, 9, 1)),
    ] {
        assert_eq!(of(tag, text).dates.first().map(|date| date.date), Some(date), "{text}");
    }
}

#[test]
fn roles_of_numbers() {
    let role = |tag: &str, text: &str| of(tag, text).amounts.first().map(|amount| amount.role);
    for (tag, text, wanted) in [
        ("en", "COVID-19", Role::Name),
        ("en", "the G20", Role::Name),
        ("ar", "كوفيد-19", Role::Name),
        ("en", "mid-2018", Role::Count),
        ("en", "1. Introduction", Role::Marker),
        ("en", "as shown.[12]", Role::Marker),
        ("en", "the 1980s", Role::Decade),
        ("ar", "الثمانينيات", Role::Decade),
        ("en", "the 21st century", Role::Century),
        ("ar", "القرن الحادي والعشرين", Role::Century),
        ("en", "the 3rd man", Role::Ordinal),
        ("en", "9/11", Role::Stroke),
        ("en", "open 24/7", Role::Idiom),
        ("ar", "عام 1445هـ", Role::HijriYear),
    ] {
        assert_eq!(role(tag, text), Some(wanted), "{text}");
    }
}

#[test]
fn markup_and_addresses_have_no_figures() {
    for text in
        ["<seg id=\"1\">Arrest made", "see https://example.org/2024/05/12", "write to desk24@example.org", "Tom &#39;s"]
    {
        assert_eq!(of("en", text).amounts, [], "{text}");
    }
}

#[test]
fn years_without_their_century() {
    let found = of("en", "the 1950–53 war");
    assert!(found.amounts.iter().any(|amount| amount.readings.contains(&Quantity::whole(1953))));
}

#[test]
fn words_that_are_no_units() {
    let found = of("en", "A couple of days before Christmas, one of 5 men in a couple of cars");
    assert!(found.amounts.iter().all(|amount| amount.units().is_empty()), "{found:#?}");
}
