use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{Entity, EntityModel, Gazetteer, Label, Source, UserPattern};

/// Which source wins where two overlap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Priority {
    /// The user's names and patterns, then the fixed forms, then the tagger.
    #[default]
    Gazetteer,
    /// The tagger.
    Model,
}

/// A probability, 0 to 1.
///
/// ```
/// use textsift::entities::Score;
/// assert_eq!(Score::new(0.5).unwrap().get(), 0.5);
/// assert!(Score::new(1.5).is_none() && Score::new(f32::NAN).is_none());
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Score(f32);

impl Score {
    /// The score; none if it does not lie between 0 and 1.
    pub fn new(score: f32) -> Option<Self> {
        // Adding zero makes -0.0 equal to 0.0 in bits too.
        (0.0..=1.0).contains(&score).then_some(Self(score + 0.0))
    }

    /// The number.
    pub const fn get(self) -> f32 {
        self.0
    }
}

impl PartialEq for Score {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Score {}

impl Hash for Score {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

/// How entities are found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The labels that are given out; none for the default ones and the user's own.
    pub labels: Option<Arc<[Label]>>,
    /// Entities with a lower score are left out.
    pub min_score: Score,
    /// The user's own names.
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// The user's own patterns.
    pub patterns: Vec<UserPattern>,
    /// Which source wins where two overlap.
    pub priority: Priority,
    /// The tagger's model in place of the embedded one.
    pub model: Option<EntityModel>,
}

impl Settings {
    /// True if the tagger may find what is asked for; where only names, patterns and fixed forms are,
    /// it need not run.
    pub fn ask_tagger(&self) -> bool {
        let own = |label: &Label| {
            let model = self.model.as_ref();
            model.is_some_and(|model| model.own_labels().any(|own| own == label.name()))
        };
        let labels = self.labels.as_ref();
        labels.is_none_or(|labels| labels.iter().any(|label| label.is_tagged() || own(label)))
    }

    /// True if fixed forms are asked for.
    pub fn ask_forms(&self) -> bool {
        let labels = self.labels.as_ref();
        labels.is_none_or(|labels| labels.iter().any(Label::is_form))
    }

    /// True if the settings let `entity` through.
    pub(super) fn keeps(&self, entity: &Entity) -> bool {
        let labels = self.labels.as_ref();
        let asked = labels.map_or(entity.label.is_default(), |labels| {
            labels.contains(&entity.label)
        });
        asked && entity.score >= self.min_score.0
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn entity(start: u32, end: u32, score: f32, source: Source) -> Entity {
        Entity::new(Span::new(start, end), Label::Org, score, source)
    }

    fn winners(priority: Priority, mut entities: Vec<Entity>) -> Vec<(u32, u32)> {
        priority.resolve(&mut entities);
        entities
            .iter()
            .map(|e| (e.span.start, e.span.end))
            .collect()
    }

    #[test]
    fn the_users_names_win_unless_the_model_has_priority() {
        let both = || {
            vec![
                entity(0, 9, 0.9, Source::Model),
                entity(2, 5, 1.0, Source::Gazetteer),
            ]
        };
        assert_eq!(winners(Priority::Gazetteer, both()), [(2, 5)]);
        assert_eq!(winners(Priority::Model, both()), [(0, 9)]);
    }

    #[test]
    fn then_the_longer_then_the_higher_score_then_the_first() {
        let named = |start, end, score| entity(start, end, score, Source::Gazetteer);
        let of = |entities| winners(Priority::Gazetteer, entities);
        assert_eq!(
            of(vec![named(0, 4, 1.0), named(2, 9, 0.5), named(9, 11, 1.0)]),
            [(2, 9), (9, 11)]
        );
        assert_eq!(of(vec![named(0, 4, 0.4), named(2, 6, 0.5)]), [(2, 6)]);
        assert_eq!(of(vec![named(2, 6, 0.5), named(0, 4, 0.5)]), [(0, 4)]);
    }

    #[test]
    fn settings_choose_labels_and_scores() {
        let settings = Settings {
            labels: Some([Label::Misc].into()),
            min_score: Score::new(0.5).unwrap(),
            ..Settings::default()
        };
        let mut misc = entity(0, 1, 0.6, Source::Model);
        misc.label = Label::Misc;
        assert!(settings.keeps(&misc) && !Settings::default().keeps(&misc));
        assert!(!settings.keeps(&entity(0, 1, 0.6, Source::Model)));
        misc.score = 0.4;
        assert!(!settings.keeps(&misc));
    }
}
