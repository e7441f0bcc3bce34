//! Which labels a model tells apart, and which of them the examples annotate.

use crate::entities::Label;
use crate::entities::chain::{ALL, OUTSIDE, TYPES, Type, tags_of};
use crate::entities::model::{BUILT_IN, names_in};

use super::{Example, Origin, OwnOptions, TrainError, base};

/// The labels that the product knows, with what they are to the tagger, which tells the places apart
/// by lists.
const KNOWN: [(&str, Type); 8] = [
    ("PERSON", Type::Person),
    ("NORP", Type::Norp),
    ("ORG", Type::Organisation),
    ("GPE", Type::Place),
    ("LOC", Type::Place),
    ("FAC", Type::Place),
    ("MISC", Type::Misc),
    ("PER", Type::Person),
];

/// The type of a label of the product's.
fn known(label: &str) -> Option<Type> {
    let mut pairs = KNOWN.iter();
    pairs.find_map(|&(name, kind)| (name == label).then_some(kind))
}

/// Types in the order in which labels of the user's take them: those first whose own is missed least.
const FREE: [Type; TYPES.len()] = [
    Type::Misc,
    Type::Norp,
    Type::Place,
    Type::Organisation,
    Type::Person,
];

/// What each type of a model stands for, and what the examples say of it.
#[derive(Debug)]
pub(super) struct Scheme {
    /// By type: its built-in name, a label of the user's, or nothing.
    pub names: [String; TYPES.len()],
    /// Types that stand for something else than in the model to start from.
    pub renewed: Vec<Type>,
    annotated: Vec<Type>,
    /// Labels were given, so that another is an oversight.
    given: bool,
}

impl Scheme {
    /// # Errors
    /// If there is no example, nothing to learn, a label unknown, or too many of them.
    pub fn new(
        examples: &[Example],
        dev: &[Example],
        options: &OwnOptions,
    ) -> Result<Self, TrainError> {
        if examples.is_empty() {
            return Err(TrainError::new("no examples: expected at least one"));
        }
        let mut scheme = Self {
            names: match options.start {
                Origin::Nothing => Default::default(),
                _ => names_in(base(&options.start)).map(str::to_owned),
            },
            renewed: Vec::new(),
            annotated: Vec::new(),
            given: options.labels.is_some(),
        };
        match &options.labels {
            Some(labels) => scheme.add_given(labels)?,
            None => {
                scheme.add_found(examples, "example")?;
                scheme.add_found(dev, "dev example")?;
            }
        }
        if scheme.annotated.is_empty() {
            let problem = "no entity in the examples, and no labels given: nothing to learn";
            return Err(TrainError::new(problem));
        }
        Ok(scheme)
    }

    fn add_given(&mut self, labels: &[String]) -> Result<(), TrainError> {
        for label in labels {
            let fixed =
                !matches!(Label::from(&**label), Label::Custom(_)) && known(label).is_none();
            if fixed || label.is_empty() || label.contains('\n') {
                let problem = format!(
                    "labels: expected names of what is to be learnt, got {label:?}{}",
                    if fixed {
                        ", which is found by its form"
                    } else {
                        ""
                    }
                );
                return Err(TrainError::new(problem));
            }
        }
        let (built_in, own): (Vec<_>, Vec<_>) =
            labels.iter().partition(|label| known(label).is_some());
        for kind in built_in.into_iter().filter_map(|label| known(label)) {
            self.claim(kind, BUILT_IN[kind as usize], labels)?;
        }
        for label in own {
            let place = self.names.iter().position(|name| name == label);
            let kind = match place {
                Some(place) => TYPES[place],
                None => self.free().ok_or_else(|| self.too_many(labels))?,
            };
            self.claim(kind, label, labels)?;
        }
        Ok(())
    }

    fn add_found(&mut self, examples: &[Example], what: &str) -> Result<(), TrainError> {
        for (index, example) in examples.iter().enumerate() {
            for (_, label) in &example.entities {
                let kind = self.known_here(label).ok_or_else(|| {
                    let problem = self.unknown(label);
                    TrainError::new(format!("{what} {index}: {problem}"))
                })?;
                if known(label) == Some(kind) {
                    self.claim(kind, BUILT_IN[kind as usize], &[])?;
                } else if !self.annotated.contains(&kind) {
                    self.annotated.push(kind);
                }
            }
        }
        Ok(())
    }

    /// The type of a label that needs no declaration.
    fn known_here(&self, label: &str) -> Option<Type> {
        let own = |place: &usize| self.names[*place] != BUILT_IN[*place];
        let place = self.names.iter().position(|name| name == label);
        place
            .filter(own)
            .map(|place| TYPES[place])
            .or_else(|| known(label))
    }

    /// Lets `kind` stand for `name`, which the examples annotate.
    fn claim(&mut self, kind: Type, name: &str, labels: &[String]) -> Result<(), TrainError> {
        let held = &mut self.names[kind as usize];
        if held != name {
            let is_free =
                held.is_empty() || (kind == Type::Misc && *held == BUILT_IN[kind as usize]);
            if !is_free || self.annotated.contains(&kind) {
                return Err(self.too_many(labels));
            }
            name.clone_into(held);
            self.renewed.push(kind);
        }
        if !self.annotated.contains(&kind) {
            self.annotated.push(kind);
        }
        Ok(())
    }

    /// A type that a label of the user's may take.
    fn free(&self) -> Option<Type> {
        FREE.into_iter().find(|&kind| {
            let name = &self.names[kind as usize];
            let spare = name.is_empty() || (kind == Type::Misc && name == "MISC");
            spare && !self.annotated.contains(&kind)
        })
    }

    fn too_many(&self, labels: &[String]) -> TrainError {
        let held: Vec<_> = self.names.iter().filter(|name| !name.is_empty()).collect();
        TrainError::new(format!(
            "labels: a model holds {} labels, places (GPE, LOC, FAC) being one; no room for all of \
             {labels:?} beside {held:?}; from start=None a model holds only those that you name",
            TYPES.len()
        ))
    }

    fn unknown(&self, label: &str) -> String {
        let own = self.names.iter().zip(BUILT_IN);
        let own = own.filter(|(name, built_in)| !name.is_empty() && name != built_in);
        let mut names: Vec<&str> = KNOWN[..7].iter().map(|(name, _)| *name).collect();
        if self.given {
            names.retain(|name| known(name).is_some_and(|kind| self.annotated.contains(&kind)));
        }
        names.extend(own.map(|(name, _)| name.as_str()));
        let hint = if self.given {
            "labels= names all that may occur"
        } else {
            "labels= admits your own"
        };
        format!(
            "unknown label {label:?}, expected one of {}; {hint}",
            names.join(", ")
        )
    }

    /// The type of an annotated label, or what is wrong with it.
    pub fn type_of(&self, label: &str) -> Result<Type, String> {
        let kind = self.held(label);
        let kind = kind.filter(|kind| self.annotated.contains(kind));
        kind.ok_or_else(|| self.unknown(label))
    }

    /// The tags that a word outside of all spans may bear.
    pub fn outside(&self) -> u32 {
        let open = self.used().filter(|kind| !self.annotated.contains(kind));
        open.fold(1 << OUTSIDE, |tags, kind| tags | tags_of(kind))
    }

    /// The tags of the model.
    pub fn tags(&self) -> u32 {
        let tags = self
            .used()
            .fold(1 << OUTSIDE, |tags, kind| tags | tags_of(kind));
        tags & ALL
    }

    fn used(&self) -> impl Iterator<Item = Type> + '_ {
        let named = |kind: &Type| !self.names[*kind as usize].is_empty();
        TYPES.into_iter().filter(named)
    }

    /// The annotated types with the names that people know them by.
    pub fn rows(&self) -> impl Iterator<Item = (Type, String)> + '_ {
        let annotated = self.used().filter(|kind| self.annotated.contains(kind));
        annotated.map(|kind| {
            let name = &self.names[kind as usize];
            let shown = match kind {
                _ if name != BUILT_IN[kind as usize] => name,
                Type::Person => "PERSON",
                Type::Place => "GPE, LOC, FAC",
                _ => name,
            };
            (kind, shown.to_owned())
        })
    }

    /// The type that a label stands for in what the model gives out.
    pub fn type_given_out(&self, label: &Label) -> Option<Type> {
        self.held(label.name())
    }

    /// The type that stands for `label` in the model.
    fn held(&self, label: &str) -> Option<Type> {
        let stands = |kind: &Type| {
            let name = &self.names[*kind as usize];
            name == label || name == BUILT_IN[*kind as usize]
        };
        self.known_here(label).filter(stands)
    }
}
