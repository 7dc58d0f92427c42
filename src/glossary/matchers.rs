//! The matchers of a glossary, made once for all steps of a run and all documents of a batch.

use std::sync::{Arc, Mutex, PoisonError};

use super::matcher::Matcher;
use super::model::Glossary;
use crate::language::{Language, Side};

/// What has been made so far. A copy of a glossary makes its own, as its concepts may change.
#[derive(Debug, Default)]
pub(super) struct Matchers(Mutex<Vec<(Key, Arc<Matcher>)>>);

/// The language that is read, and the one of the renderings when the source is read.
type Key = (String, Option<String>);

impl Clone for Matchers {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Matchers {
    fn get(&self, key: Key, make: impl FnOnce() -> Matcher) -> Arc<Matcher> {
        // A thread that waits here needs the same matcher and would only make it a second time.
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, matcher)) = made.iter().find(|(known, _)| *known == key) {
            return Arc::clone(matcher);
        }
        let matcher = Arc::new(make());
        made.push((key, Arc::clone(&matcher)));
        matcher
    }
}

impl Glossary {
    /// The matcher for the source terms, from `source` into `target` ([`Matcher::between`]), made when
    /// it is first asked for: the concepts must not change afterwards, except by [`Glossary::add`].
    pub fn source_matcher(&self, source: &Language, target: &Language) -> Arc<Matcher> {
        let key = (source.tag().to_owned(), Some(target.tag().to_owned()));
        self.matchers.get(key, || Matcher::between(self, source, target))
    }

    /// The matcher for the target terms; the same holds.
    pub fn target_matcher(&self, target: &Language) -> Arc<Matcher> {
        self.matchers.get((target.tag().to_owned(), None), || Matcher::new(self, Side::Target, target))
    }
}
