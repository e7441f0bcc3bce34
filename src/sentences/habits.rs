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

/// The tags that tell the four words in one place from each other, 0 for none; then the habits of each.
type Place = [[u8; 4]; 3];
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
        places: &[[[0; 4]; 3]; PLACES],
    };
}

impl<'a> HabitTable<'a> {
    /// The table in `bytes`; none if they have another length.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let (fours, _) = bytes.as_chunks();
        let (places, _) = fours.as_chunks();
        let places = places.try_into().ok()?;
        Some(Self { places })
    }

    /// How many words are known.
    #[cfg(feature = "train")]
    pub fn len(&self) -> usize {
        let tags = self.places.iter().flat_map(|[tags, _, _]| tags);
        tags.filter(|&&tag| tag != 0).count()
    }

    #[cfg(feature = "train")]
    pub fn bytes(&self) -> &'a [u8] {
        self.places.as_flattened().as_flattened()
    }

    /// The habits of the word with this hash.
    #[inline]
    pub fn of(self, hash: u64) -> Habits {
        const ONES: u32 = 0x0101_0101;
        let (place, tag) = address(hash);
        let [tags, places, clusters] = &self.places[place];
        // The lowest byte without a difference gets its high bit.
        let others = u32::from_le_bytes(*tags) ^ (u32::from(tag) * ONES);
        let found = others.wrapping_sub(ONES) & !others & (0x80 * ONES);
        if found == 0 {
            return Habits::default();
        }
        let which = found.trailing_zeros() as usize / 8;
        Habits {
            place: places[which],
            cluster: clusters[which],
        }
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
    let mut table: Vec<Place> = vec![[[0; 4]; 3]; PLACES];
    for (hash, habits) in words {
        let (place, tag) = address(hash);
        let [tags, places, clusters] = &mut table[place];
        let known = tags.contains(&tag);
        let free = tags.iter().position(|&tag| tag == 0);
        if let Some(free) = free.filter(|_| !known) {
            tags[free] = tag;
            places[free] = habits.place;
            clusters[free] = habits.cluster;
        }
    }
    table.into_flattened().into_flattened()
}
