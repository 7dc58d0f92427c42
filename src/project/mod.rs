//! Floor 6: the only place that touches files.
