//! Floor 5: the rules, and how they are run over a bitext.
