//! Floor 4: paragraphs, sentences and the parts of a page.
