//! How words are used in plain text: with a capital or without, at the beginning of sentences, at
//! their end, and in whose company. Counted by the trainer, kept as two bytes a word.

/// How a word is usually written inside a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UsualCase {
    Unknown,
    /// Nearly always small: with a capital it begins a sentence, or a heading.
    Small,
    Both,
    /// Nearly always capitalised: a name.
    Capital,
}

/// What is known of one word; nothing of a rare one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Habits {
    /// Usual case, starter and ender.
    place: u8,
    cluster: u8,
}

impl Habits {
    #[cfg(feature = "train")]
    pub fn new(usual: UsualCase, starter: u8, ender: u8, cluster: u8) -> Self {
        Self {
            place: usual as u8 | (starter & 7) << 2 | ender << 5,
            cluster,
        }
    }

    pub fn usual(self) -> UsualCase {
        match self.place & 3 {
            0 => UsualCase::Unknown,
            1 => UsualCase::Small,
            2 => UsualCase::Both,
            _ => UsualCase::Capital,
        }
    }

    /// Which share of its capitals begin a sentence, in steps from 1; 7 if it never has one.
    pub fn starter(self) -> u64 {
        u64::from(self.place >> 2 & 7)
    }

    /// Which share of its places end a sentence, in steps from 1.
    pub fn ender(self) -> u64 {
        u64::from(self.place >> 5)
    }

    /// The cluster of words that are used alike; 0 for none.
    pub fn cluster(self) -> u64 {
        u64::from(self.cluster)
    }
}

/// A tag that tells a word from the others in its place, and its habits.
type Entry = [u8; 3];
/// Words in one place.
type Place = [Entry; 4];
/// As many as fit into a model of 256 kB beside the weights.
const PLACES: usize = 10_300;

/// What is known of the frequent words.
#[derive(Debug, Clone, Copy)]
pub(super) struct HabitTable<'a> {
    places: &'a [Place; PLACES],
}

impl HabitTable<'static> {
    /// No word is known.
    pub const EMPTY: Self = Self {
        places: &[[[0; 3]; 4]; PLACES],
    };
}

impl<'a> HabitTable<'a> {
    /// The table in `bytes`; none if they have another length.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let (entries, _) = bytes.as_chunks();
        let (places, _) = entries.as_chunks();
        let places = places.try_into().ok()?;
        Some(Self { places })
    }

    /// How many words are known.
    #[cfg(feature = "train")]
    pub fn len(&self) -> usize {
        let entries = self.places.as_flattened().iter();
        entries.filter(|entry| entry[0] != 0).count()
    }

    #[cfg(feature = "train")]
    pub fn bytes(&self) -> &'a [u8] {
        self.places.as_flattened().as_flattened()
    }

    /// The habits of the word with this hash.
    #[inline]
    pub fn of(self, hash: u64) -> Habits {
        let (place, wanted) = address(hash);
        for [tag, place, cluster] in self.places[place] {
            if tag == wanted {
                return Habits { place, cluster };
            }
        }
        Habits::default()
    }
}

/// The place of a word and its tag there, never 0.
#[inline]
fn address(hash: u64) -> (usize, u8) {
    let place = ((hash & 0xffff_ffff) * PLACES as u64) >> 32;
    (place as usize, ((hash >> 48) as u8).max(1))
}

/// The table of `words`, the most important first; one that finds its place taken is left out.
#[cfg(feature = "train")]
pub(super) fn table(words: impl IntoIterator<Item = (u64, Habits)>) -> Vec<u8> {
    let mut places: Vec<Place> = vec![[[0; 3]; 4]; PLACES];
    for (hash, habits) in words {
        let (place, tag) = address(hash);
        let entries = &mut places[place];
        let known = entries.iter().any(|entry| entry[0] == tag);
        let free = entries.iter_mut().find(|entry| entry[0] == 0);
        if let Some(free) = free.filter(|_| !known) {
            *free = [tag, habits.place, habits.cluster];
        }
    }
    places.into_flattened().into_flattened()
}
