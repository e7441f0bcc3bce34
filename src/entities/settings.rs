use std::sync::Arc;

use super::{Entity, Gazetteer, Label, Source, UserPattern};

/// Which source wins where two overlap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Priority {
    /// The user's names and patterns, then the fixed forms, then the tagger.
    #[default]
    Gazetteer,
    /// The tagger.
    Model,
}

/// How entities are found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The labels that are given out; none for the default ones and the user's own.
    pub labels: Option<Arc<[Label]>>,
    /// Names of the tagger with a lower score, in hundredths, are left out.
    pub min_score_percent: u8,
    /// The user's own names.
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// The user's own patterns.
    pub patterns: Vec<UserPattern>,
    /// Which source wins where two overlap.
    pub priority: Priority,
}

impl Settings {
    /// True if the settings let `entity` through.
    pub(super) fn keeps(&self, entity: &Entity) -> bool {
        let asked = self
            .labels
            .as_ref()
            .map_or(entity.label.is_default(), |labels| {
                labels.contains(&entity.label)
            });
        asked && entity.score * 100.0 >= f32::from(self.min_score_percent)
    }
}

impl Priority {
    /// Sorts by start and drops all but the winners among those that overlap.
    pub(super) fn resolve(self, entities: &mut Vec<Entity>) {
        entities.sort_by_key(|entity| (entity.span.start, std::cmp::Reverse(entity.span.end)));
        let overlap = entities
            .windows(2)
            .any(|pair| pair[0].span.overlaps(pair[1].span));
        if overlap {
            self.choose(entities);
        }
    }

    /// Takes the best first, each that overlaps nothing taken before.
    fn choose(self, entities: &mut Vec<Entity>) {
        let mut order: Vec<usize> = (0..entities.len()).collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (&entities[a], &entities[b]);
            self.rank(a.source)
                .cmp(&self.rank(b.source))
                .then(b.span.len().cmp(&a.span.len()))
                .then(b.score.total_cmp(&a.score))
                .then(a.span.cmp(&b.span))
        });
        let mut taken = std::collections::BTreeMap::new();
        for index in order {
            let span = entities[index].span;
            let before = taken.range(..span.end).next_back();
            if before.is_none_or(|(_, &(end, _))| end <= span.start) {
                taken.insert(span.start, (span.end, index));
            }
        }
        let mut kept = taken.values().map(|&(_, index)| index).peekable();
        let mut index = 0;
        entities.retain(|_| {
            index += 1;
            kept.next_if_eq(&(index - 1)).is_some()
        });
    }

    fn rank(self, source: Source) -> u8 {
        match (self, source) {
            (Priority::Model, Source::Model) => 0,
            (_, Source::Gazetteer) => 1,
            (_, Source::Pattern) => 2,
            (_, Source::Model) => 3,
        }
    }
}
