//! Data categories: which element of the core structure each is a kind of, and in which module.

/// The namespace of the core structure of version 3.
pub(super) const CORE: &str = "urn:iso:std:iso:30042:ed-2";
/// The namespaces of the modules of TBX-Basic, with the prefixes that are written.
pub(super) const MODULES: [(&str, &str); 2] =
    [("min", "http://www.tbxinfo.net/ns/min"), ("basic", "http://www.tbxinfo.net/ns/basic")];

/// The categories of TBX-Basic: prefix of the module, element of the core structure, name.
const CATEGORIES: [(&str, &str, &str); 17] = [
    ("min", "termNote", "administrativeStatus"),
    ("min", "admin", "customerSubset"),
    ("min", "xref", "externalCrossReference"),
    ("min", "termNote", "partOfSpeech"),
    ("min", "descrip", "subjectField"),
    ("basic", "descrip", "context"),
    ("basic", "ref", "crossReference"),
    ("basic", "descrip", "definition"),
    ("basic", "termNote", "geographicalUsage"),
    ("basic", "termNote", "grammaticalGender"),
    ("basic", "admin", "projectSubset"),
    ("basic", "transacNote", "responsibility"),
    ("basic", "admin", "source"),
    ("basic", "termNote", "termLocation"),
    ("basic", "termNote", "termType"),
    ("basic", "transac", "transactionType"),
    ("basic", "xref", "xGraphic"),
];

/// The element of the core structure that the category `name` of a module is a kind of.
pub(super) fn element_of(namespace: &str, name: &str) -> Option<&'static str> {
    let is_module = MODULES.iter().any(|(_, known)| *known == namespace);
    let known = CATEGORIES.iter().find(|(_, _, known)| *known == name);
    known.filter(|_| is_module).map(|(_, element, _)| *element)
}

/// The prefix of the module that has the category `name` as a kind of `element`.
pub(super) fn prefix_of(element: &str, name: &str) -> Option<&'static str> {
    CATEGORIES.iter().find(|(_, known, category)| *known == element && *category == name).map(|(prefix, ..)| *prefix)
}

/// The element of version 3 that `name` of version 2 became.
pub(super) fn modern(name: &str) -> &str {
    match name {
        "martif" => "tbx",
        "martifHeader" => "tbxHeader",
        "termEntry" => "conceptEntry",
        "langSet" => "langSec",
        "tig" | "ntig" => "termSec",
        "refObjectList" => "refObjectSec",
        name => name,
    }
}

/// Which elements may stand inside `parent`; `None` when any text may and no element.
///
/// The content models of the core structure, without the order: writers keep to that.
pub(super) fn children_of(parent: &str) -> &'static [&'static str] {
    const INFORMATION: &[&str] = &["descrip", "descripGrp", "admin", "adminGrp", "transacGrp", "note", "ref", "xref"];
    match parent {
        "conceptEntry" | "langSec" => INFORMATION,
        "termSec" => &["termNote", "descrip", "descripGrp", "admin", "adminGrp", "transacGrp", "note", "ref", "xref"],
        "descripGrp" => &["descrip", "descripNote", "admin", "adminGrp", "transacGrp", "note", "ref", "xref"],
        "adminGrp" => &["admin", "adminNote", "note", "ref", "xref"],
        "transacGrp" => &["transac", "transacNote", "date", "note", "ref", "xref"],
        "descrip" | "admin" | "termNote" | "note" => &["hi", "foreign"],
        _ => &[],
    }
}
