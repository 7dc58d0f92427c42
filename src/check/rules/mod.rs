//! The rules, one file each. To add one: its file, its page, and two lines here.

use super::Rule;

mod added_in_target;
mod bidi_control;
mod do_not_translate;
mod empty_target;
mod low_confidence_alignment;
mod missing_in_target;
mod name_inconsistent;
mod name_mismatch;
mod number_mismatch;
mod quote_unbalanced;
mod same_source_different_target;
mod source_name_inconsistent;
mod term_case;
mod term_forbidden;
mod term_inconsistent;
mod term_missing;
mod title_form;
mod untranslated;

/// Every rule, in the order in which they are listed.
pub const RULES: &[Rule] = &[
    term_missing::RULE,
    term_forbidden::RULE,
    term_inconsistent::RULE,
    term_case::RULE,
    do_not_translate::RULE,
    title_form::RULE,
    name_inconsistent::RULE,
    name_mismatch::RULE,
    source_name_inconsistent::RULE,
    same_source_different_target::RULE,
    number_mismatch::RULE,
    untranslated::RULE,
    empty_target::RULE,
    missing_in_target::RULE,
    added_in_target::RULE,
    low_confidence_alignment::RULE,
    quote_unbalanced::RULE,
    bidi_control::RULE,
];
