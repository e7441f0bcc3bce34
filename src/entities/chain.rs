//! A linear chain over the tags of named spans: B(egin), I(nside), E(nd), S(ingle) of each type, and O.

/// The types that the model tells apart; finer labels are made from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Type {
    Person,
    Organisation,
    Place,
    Norp,
    Misc,
}

pub(super) const TYPES: [Type; 5] = [
    Type::Person,
    Type::Organisation,
    Type::Place,
    Type::Norp,
    Type::Misc,
];

/// Tags: 0 is O, then four for each type.
pub(super) const TAGS: usize = 1 + 4 * TYPES.len();
/// The tags, padded so that rows of them fill whole vectors.
pub(super) const WIDTH: usize = 24;
pub(super) const OUTSIDE: usize = 0;

/// The part of a name that a tag says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Part {
    Begin,
    Inside,
    End,
    Single,
}

pub(super) const fn tag(kind: Type, part: Part) -> usize {
    1 + 4 * kind as usize + part as usize
}

/// All tags, as bits.
#[cfg(feature = "train")]
pub(super) const ALL: u32 = (1 << TAGS) - 1;

/// The tags of a type, as bits.
#[cfg(feature = "train")]
pub(super) const fn tags_of(kind: Type) -> u32 {
    0b1111 << tag(kind, Part::Begin)
}

/// The type and part of a tag; none for O.
pub(super) fn untag(tag: usize) -> Option<(Type, Part)> {
    let index = tag.checked_sub(1)?;
    let part = [Part::Begin, Part::Inside, Part::End, Part::Single][index % 4];
    Some((TYPES[index / 4], part))
}

/// True if a name is still open after this tag.
pub(super) const fn opens(tag: usize) -> bool {
    tag > 0 && (tag - 1) % 4 < 2
}

/// True if this tag goes on with an open name.
const fn continues(tag: usize) -> bool {
    tag > 0 && matches!((tag - 1) % 4, 1 | 2)
}

/// True if `next` may follow `tag`.
pub(super) const fn may_follow(tag: usize, next: usize) -> bool {
    if opens(tag) {
        continues(next) && (tag - 1) / 4 == (next - 1) / 4
    } else {
        !continues(next)
    }
}

/// True if a sentence may begin with this tag.
pub(super) const fn may_start(tag: usize) -> bool {
    !continues(tag)
}

/// What pairs of neighbouring tags weigh.
pub(super) type Transitions<T> = [[T; WIDTH]; TAGS];

/// The tags behind which no name is open; before and behind names stand these alone.
const CLOSED: [usize; LANES] = lanes(Part::End);
/// The tags that no name need be open for.
const STARTS: [usize; LANES] = lanes(Part::Begin);
/// O and two tags of each type.
const COUNT: usize = 1 + 2 * TYPES.len();
/// The same, padded so that they fill whole vectors.
const LANES: usize = 12;
/// Stands in the padding.
const NONE: usize = WIDTH - 1;

/// O, and of each type the part and `Single`, in their order.
const fn lanes(part: Part) -> [usize; LANES] {
    let mut lanes = [NONE; LANES];
    lanes[0] = OUTSIDE;
    let mut kind = 0;
    while kind < TYPES.len() {
        lanes[1 + 2 * kind] = tag(TYPES[kind], part);
        lanes[2 + 2 * kind] = tag(TYPES[kind], Part::Single);
        kind += 1;
    }
    lanes
}

/// The tags on one side of the valid transitions, in pairs with those of the other side.
struct Side {
    /// O and two tags of each type.
    lanes: [usize; LANES],
    /// Two more of each type, within a name.
    inner: [Part; 2],
}

/// Where transitions come from.
const FROM: Side = Side {
    lanes: CLOSED,
    inner: [Part::Begin, Part::Inside],
};
/// Where they go.
const TO: Side = Side {
    lanes: STARTS,
    inner: [Part::Inside, Part::End],
};

/// What the valid transitions weigh, by the tag on the one side and that on the other.
#[derive(Debug, Clone)]
struct Steps<T> {
    joins: [[T; LANES]; LANES],
    /// Inside a name of each type.
    inner: [[[T; 2]; 2]; TYPES.len()],
}

/// The transitions that a valid sequence can have, close together: a third of all pairs.
#[derive(Debug, Clone)]
pub(super) struct Links<T> {
    ahead: Steps<T>,
    /// The same, turned: by where they go.
    back: Steps<T>,
}

impl<T: Copy + Default> Links<T> {
    /// Takes the valid pairs out of `all`.
    pub(super) fn of(all: &Transitions<T>) -> Self {
        let weight = |from: usize, to: usize| {
            if from < TAGS && to < TAGS {
                all[from][to]
            } else {
                T::default()
            }
        };
        Self {
            ahead: Steps::of(&FROM, &TO, weight),
            back: Steps::of(&TO, &FROM, |to, from| weight(from, to)),
        }
    }

    /// From `from`, where a name is open, to the next tag of that name.
    fn inside(&self, from: usize, to: usize) -> T {
        let (kind, part) = ((from - 1) / 4, (from - 1) % 4);
        let ends = (to - 1) % 4 == Part::End as usize;
        self.ahead.inner[kind][part][usize::from(ends)]
    }
}

impl<T> Steps<T> {
    fn of(one: &Side, other: &Side, weight: impl Fn(usize, usize) -> T) -> Self {
        Self {
            joins: one.lanes.map(|a| other.lanes.map(|b| weight(a, b))),
            inner: TYPES.map(|kind| {
                let pair = |a| other.inner.map(|b| weight(tag(kind, a), tag(kind, b)));
                one.inner.map(pair)
            }),
        }
    }
}

/// What a decoder needs for itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Viterbi {
    back: Vec<[u8; WIDTH]>,
}

/// A score that no path has.
const NEVER: i32 = i32::MIN / 4;

impl Viterbi {
    /// The best valid sequence of tags; ties go to the lower tag.
    pub(super) fn decode(
        &mut self,
        scores: &[[i32; WIDTH]],
        links: &Links<i32>,
        tags: &mut Vec<u8>,
    ) {
        tags.clear();
        self.back.clear();
        let Some(first) = scores.first() else { return };
        let mut best = [NEVER; WIDTH];
        for tag in (0..TAGS).filter(|&tag| may_start(tag)) {
            best[tag] = first[tag];
        }
        for scores in &scores[1..] {
            let (next, back) = step(&best, scores, links);
            best = next;
            self.back.push(back);
        }
        let last = (0..TAGS)
            .filter(|&tag| !opens(tag))
            .max_by_key(|&tag| (best[tag], std::cmp::Reverse(tag)));
        let mut tag = last.unwrap_or(OUTSIDE) as u8;
        tags.push(tag);
        for back in self.back.iter().rev() {
            tag = back[tag as usize];
            tags.push(tag);
        }
        tags.reverse();
    }
}

/// One step, with the tag that each comes from.
fn step(
    best: &[i32; WIDTH],
    scores: &[i32; WIDTH],
    links: &Links<i32>,
) -> ([i32; WIDTH], [u8; WIDTH]) {
    let mut starts = [NEVER; LANES];
    let mut origins = [0i32; LANES];
    for (from, row) in CLOSED[..COUNT].iter().zip(&links.ahead.joins) {
        let scores = row.map(|weight| best[*from] + weight);
        let better: [i32; LANES] = std::array::from_fn(|to| -i32::from(scores[to] > starts[to]));
        starts = std::array::from_fn(|to| scores[to] & better[to] | starts[to] & !better[to]);
        origins = std::array::from_fn(|to| *from as i32 & better[to] | origins[to] & !better[to]);
    }
    let mut next = [NEVER; WIDTH];
    let mut back = [0u8; WIDTH];
    for (to, (start, origin)) in STARTS
        .into_iter()
        .zip(starts.into_iter().zip(origins))
        .take(COUNT)
    {
        next[to] = start;
        back[to] = origin as u8;
    }
    for (kind, [from_begin, from_inside]) in TYPES.into_iter().zip(&links.ahead.inner) {
        let [begin, inside] = FROM.inner.map(|part| tag(kind, part));
        for (to, part) in TO.inner.into_iter().enumerate() {
            let one = best[begin] + from_begin[to];
            let other = best[inside] + from_inside[to];
            let to = tag(kind, part);
            next[to] = one.max(other);
            back[to] = if other > one { inside } else { begin } as u8;
        }
    }
    for (next, score) in next.iter_mut().zip(scores) {
        *next = (*next + score).max(NEVER);
    }
    (next, back)
}

/// Probabilities by the forward-backward algorithm, each step scaled to one.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Lattice {
    /// Exponentials of the scores, zero where a tag is not allowed.
    pub local: Vec<[f32; WIDTH]>,
    pub forward: Vec<[f32; WIDTH]>,
    pub backward: Vec<[f32; WIDTH]>,
    /// What each forward step was divided by.
    pub scale: Vec<f32>,
}

impl Lattice {
    /// Fills the forward and backward sums from `local`; `links` are exponentials of the transitions.
    pub(super) fn run(&mut self, links: &Links<f32>) {
        let length = self.local.len();
        self.forward.clear();
        self.scale.clear();
        self.backward.clear();
        self.backward.resize(length, [0.0; WIDTH]);
        for at in 0..length {
            let mut sums = match self.forward.last() {
                Some(last) => carry(last, (&FROM, &TO), &links.ahead),
                None => std::array::from_fn(|tag| f32::from(tag < TAGS && may_start(tag))),
            };
            multiply(&mut sums, &self.local[at]);
            let total: f32 = sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            sums.iter_mut().for_each(|sum| *sum /= total);
            self.scale.push(total);
            self.forward.push(sums);
        }
        let mut next = std::array::from_fn(|tag| f32::from(tag < TAGS && !opens(tag)));
        for at in (0..length).rev() {
            self.backward[at] = next;
            multiply(&mut next, &self.local[at]);
            next = carry(&next, (&TO, &FROM), &links.back);
            next.iter_mut().for_each(|sum| *sum /= self.scale[at]);
        }
        self.end_with_closed();
    }

    /// Sets the end right: names that are open at the end have no weight.
    fn end_with_closed(&mut self) {
        let (Some(forward), Some(backward)) = (self.forward.last(), self.backward.last()) else {
            return;
        };
        let total = dot(forward, backward).max(f32::MIN_POSITIVE);
        for backward in &mut self.backward {
            backward.iter_mut().for_each(|weight| *weight /= total);
        }
    }

    /// The probability of `tag` at `at`.
    #[cfg(feature = "train")]
    pub(super) fn marginal(&self, at: usize, tag: usize) -> f32 {
        self.forward[at][tag] * self.backward[at][tag]
    }

    /// The probability that `tags` stand from `at` on.
    pub(super) fn path(
        &self,
        links: &Links<f32>,
        at: usize,
        tags: impl Iterator<Item = usize>,
    ) -> f32 {
        let mut weight = 1.0;
        let mut last = None;
        for (at, tag) in (at..).zip(tags) {
            weight *= match last {
                None => self.forward[at][tag],
                Some((_, from)) => {
                    links.inside(from as usize, tag) * self.local[at][tag] / self.scale[at]
                }
            };
            last = Some((at, tag as u8));
        }
        last.map_or(0.0, |(at, tag)| weight * self.backward[at][tag as usize])
    }
}

/// The sums of one side's tags, carried over to those of the other side.
fn carry(values: &[f32; WIDTH], (from, to): (&Side, &Side), steps: &Steps<f32>) -> [f32; WIDTH] {
    let mut lanes = [0.0; LANES];
    for (tag, row) in from.lanes.into_iter().zip(&steps.joins).take(COUNT) {
        let value = values[tag];
        lanes
            .iter_mut()
            .zip(row)
            .for_each(|(sum, weight)| *sum += weight * value);
    }
    let mut sums = [0.0; WIDTH];
    for (tag, sum) in to.lanes.into_iter().zip(lanes).take(COUNT) {
        sums[tag] = sum;
    }
    for (kind, inner) in TYPES.into_iter().zip(&steps.inner) {
        let [first, second] = from.inner.map(|part| values[tag(kind, part)]);
        for (at, part) in to.inner.into_iter().enumerate() {
            sums[tag(kind, part)] = first * inner[0][at] + second * inner[1][at];
        }
    }
    sums
}

fn multiply(sums: &mut [f32; WIDTH], by: &[f32; WIDTH]) {
    sums.iter_mut()
        .zip(by)
        .for_each(|(sum, value)| *sum *= value);
}

fn dot(a: &[f32; WIDTH], b: &[f32; WIDTH]) -> f32 {
    let mut parts = [0.0; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        parts
            .iter_mut()
            .zip(a.iter().zip(b))
            .for_each(|(part, (a, b))| *part += a * b);
    }
    parts.iter().sum()
}
