//! Floor 5: findings and alignments as people and machines read them.
