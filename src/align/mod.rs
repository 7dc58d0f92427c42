//! Floor 4: which segments of the target translate which of the source.
