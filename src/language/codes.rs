//! Which short names are languages, where a name might be anything else: columns, file names.

use super::Language;

/// The two-letter codes of ISO 639-1, without `id` and `no`, which are too often something else.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv \
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia ie ig ii ik io is it iu \
    ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd \
    ne ng nl nn nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su \
    sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The language tag that a column or a part of a file name is: a code of two letters, alone or with
/// a script and a region behind `-` or `_`, in any letter case.
///
/// ```
/// use tarjuman::language::tag_in_name;
/// assert_eq!(tag_in_name("pt_br").as_deref(), Some("pt-BR"));
/// assert_eq!(tag_in_name("zh-hant").as_deref(), Some("zh-Hant"));
/// assert_eq!(tag_in_name("note"), None);
/// ```
pub fn tag_in_name(name: &str) -> Option<String> {
    let name = name.to_lowercase().replace('_', "-");
    let mut subtags = name.split('-');
    let mut tag = subtags.next().filter(|primary| CODES.split(' ').any(|code| code == *primary))?.to_owned();
    for subtag in subtags {
        let capitals = match subtag.len() {
            2 => 2,
            4 => 1,
            _ => return None,
        };
        let cased = |(at, c): (usize, char)| if at < capitals { c.to_ascii_uppercase() } else { c };
        tag.push('-');
        tag.extend(subtag.chars().enumerate().map(cased));
    }
    Language::from_tag(&tag).ok().map(|_| tag)
}
