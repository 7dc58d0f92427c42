//! The rules, one file each. To add one: its file, its page, and two lines here.

use super::Rule;

mod added_in_target;
mod bidi_control;
mod bracket_unbalanced;
mod code_mismatch;
mod corrupted_text;
mod currency_mismatch;
mod date_mismatch;
mod do_not_translate;
mod double_space;
mod doubled_word;
mod empty_target;
mod end_punctuation;
mod foreign_punctuation;
mod invisible_character;
mod length_suspicious;
mod low_confidence_alignment;
mod misplaced_translation;
mod missing_in_target;
mod mixed_script_word;
mod name_inconsistent;
mod name_mismatch;
mod near_repeat_different_target;
mod number_mismatch;
mod percent_mismatch;
mod quote_nesting;
mod quote_unbalanced;
mod quoted_title_inconsistent;
mod same_source_different_target;
mod same_target_different_source;
mod sentence_case;
mod source_left_in_target;
mod source_name_inconsistent;
mod space_before_punctuation;
mod spelling_mixed;
mod term_case;
mod term_forbidden;
mod term_inconsistent;
mod term_missing;
mod time_mismatch;
mod title_form;
mod unit_mismatch;
mod untranslated;
mod url_mismatch;

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
    same_target_different_source::RULE,
    near_repeat_different_target::RULE,
    quoted_title_inconsistent::RULE,
    spelling_mixed::RULE,
    number_mismatch::RULE,
    date_mismatch::RULE,
    time_mismatch::RULE,
    percent_mismatch::RULE,
    currency_mismatch::RULE,
    unit_mismatch::RULE,
    untranslated::RULE,
    empty_target::RULE,
    source_left_in_target::RULE,
    missing_in_target::RULE,
    added_in_target::RULE,
    misplaced_translation::RULE,
    low_confidence_alignment::RULE,
    code_mismatch::RULE,
    url_mismatch::RULE,
    end_punctuation::RULE,
    length_suspicious::RULE,
    quote_unbalanced::RULE,
    quote_nesting::RULE,
    bracket_unbalanced::RULE,
    double_space::RULE,
    space_before_punctuation::RULE,
    doubled_word::RULE,
    sentence_case::RULE,
    foreign_punctuation::RULE,
    bidi_control::RULE,
    invisible_character::RULE,
    corrupted_text::RULE,
    mixed_script_word::RULE,
];
