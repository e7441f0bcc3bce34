//! The user's names, close together: two strings and a few numbers for each, whatever their count.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::Label;

/// One of the user's names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    /// The name and its aliases.
    pub names: Vec<String>,
    /// What it is.
    pub label: Label,
    /// The user's own key; an empty one is none.
    pub id: Option<Arc<str>>,
}

/// Strings, one behind the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Strings {
    all: String,
    ends: Vec<u32>,
}

impl Strings {
    /// False if there is no room.
    fn push(&mut self, string: &str) -> bool {
        self.all.push_str(string);
        let end = u32::try_from(self.all.len());
        self.ends.extend(end.ok());
        end.is_ok()
    }

    fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[index] as usize]
    }

    fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Names with their labels and ids, in the order in which they came.
///
/// ```
/// use textsift::entities::{Label, Names};
/// let mut names = Names::default();
/// assert!(names.push(["3M", "Minnesota Mining"], &Label::Org, "17"));
/// let name = names.iter().next().unwrap();
/// assert_eq!(name.texts().collect::<Vec<_>>(), ["3M", "Minnesota Mining"]);
/// assert_eq!((name.label(), name.id()), (&Label::Org, Some("17")));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    texts: Strings,
    /// The first of each name's texts.
    firsts: Vec<u32>,
    kinds: Vec<u32>,
    labels: Vec<Label>,
    by_label: HashMap<Label, u32>,
    ids: Strings,
}

/// One of [`Names`].
#[derive(Debug, Clone, Copy)]
pub struct NameRef<'a> {
    names: &'a Names,
    index: usize,
}

impl Names {
    /// Adds a name with its aliases; `id` may be empty. False if there is no room: the texts of all
    /// names, or their ids, have 4 GiB.
    pub fn push<'t>(
        &mut self,
        texts: impl IntoIterator<Item = &'t str>,
        label: &Label,
        id: &str,
    ) -> bool {
        let first = self.texts.ends.len() as u32;
        let kind = match self.kinds.last() {
            Some(&last) if self.labels[last as usize] == *label => last,
            _ => self.kind(label),
        };
        let fits = texts.into_iter().all(|text| self.texts.push(text)) && self.ids.push(id);
        if fits {
            self.firsts.push(first);
            self.kinds.push(kind);
        }
        fits
    }

    fn kind(&mut self, label: &Label) -> u32 {
        if let Some(&kind) = self.by_label.get(label) {
            return kind;
        }
        let kind = self.labels.len() as u32;
        self.labels.push(label.clone());
        self.by_label.insert(label.clone(), kind);
        kind
    }

    /// Their labels, each once.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter()
    }

    /// How many names there are, aliases aside.
    pub fn len(&self) -> usize {
        self.firsts.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.firsts.is_empty()
    }

    /// The names in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = NameRef<'_>> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// The name at `index`.
    ///
    /// # Panics
    /// When its parts are asked for, if there are not so many.
    pub fn get(&self, index: usize) -> NameRef<'_> {
        NameRef { names: self, index }
    }

    /// Gives back memory that no name uses.
    pub fn shrink_to_fit(&mut self) {
        self.texts.shrink();
        self.ids.shrink();
        self.firsts.shrink_to_fit();
        self.kinds.shrink_to_fit();
    }
}

impl<'a> NameRef<'a> {
    /// The name, then its aliases.
    pub fn texts(self) -> impl ExactSizeIterator<Item = &'a str> {
        let Self { names, index } = self;
        let start = names.firsts[index] as usize;
        let next = names.firsts.get(index + 1).copied();
        let end = next.map_or(names.texts.ends.len(), |next| next as usize);
        (start..end).map(|text| names.texts.get(text))
    }

    /// What it is.
    pub fn label(self) -> &'a Label {
        &self.names.labels[self.names.kinds[self.index] as usize]
    }

    /// The user's own key.
    pub fn id(self) -> Option<&'a str> {
        let id = self.names.ids.get(self.index);
        (!id.is_empty()).then_some(id)
    }
}
