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

/// The transitions that a valid sequence can have, close together: a third of all pairs.
#[derive(Debug, Clone)]
pub(super) struct Links<T> {
    /// From each closed tag to each that starts.
    joins: [[T; LANES]; LANES],
    /// The same, turned: to each that starts from each closed tag.
    turned: [[T; LANES]; LANES],
    /// Inside a name of each type: B to I, B to E, I to I, I to E.
    inner: [[T; 4]; TYPES.len()],
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
            joins: CLOSED.map(|from| STARTS.map(|to| weight(from, to))),
            turned: STARTS.map(|to| CLOSED.map(|from| weight(from, to))),
            inner: TYPES.map(|kind| {
                let [begin, inside, end, _] = parts(kind);
                [
                    (begin, inside),
                    (begin, end),
                    (inside, inside),
                    (inside, end),
                ]
                .map(|(from, to)| weight(from, to))
            }),
        }
    }

    /// From `from`, where a name is open, to the next tag of that name.
    fn inside(&self, from: usize, to: usize) -> T {
        let (kind, part) = ((from - 1) / 4, (from - 1) % 4);
        self.inner[kind][2 * part + usize::from((to - 1) % 4 == Part::End as usize)]
    }
}

/// The tags of a type.
const fn parts(kind: Type) -> [usize; 4] {
    let begin = tag(kind, Part::Begin);
    [begin, begin + 1, begin + 2, begin + 3]
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
    for (from, row) in CLOSED[..COUNT].iter().zip(&links.joins) {
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
    for (kind, inner) in TYPES.into_iter().zip(&links.inner) {
        let [begin, inside, end, _] = parts(kind);
        for (to, weights) in [(inside, [inner[0], inner[2]]), (end, [inner[1], inner[3]])] {
            let (from_begin, from_inside) = (best[begin] + weights[0], best[inside] + weights[1]);
            next[to] = from_begin.max(from_inside);
            back[to] = if from_inside > from_begin {
                inside
            } else {
                begin
            } as u8;
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
                Some(last) => forwards(last, links),
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
            next = backwards(&next, links);
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

/// The sums of a place from those of the place before it.
fn forwards(last: &[f32; WIDTH], links: &Links<f32>) -> [f32; WIDTH] {
    let mut sums = [0.0; WIDTH];
    let starts = joined(CLOSED.map(|tag| last[tag]), &links.joins);
    for (tag, sum) in STARTS.into_iter().zip(starts).take(COUNT) {
        sums[tag] = sum;
    }
    for (kind, inner) in TYPES.into_iter().zip(&links.inner) {
        let [begin, inside, end, _] = parts(kind);
        sums[inside] = last[begin] * inner[0] + last[inside] * inner[2];
        sums[end] = last[begin] * inner[1] + last[inside] * inner[3];
    }
    sums
}

/// The sums of a place from those of the place behind it.
fn backwards(next: &[f32; WIDTH], links: &Links<f32>) -> [f32; WIDTH] {
    let mut sums = [0.0; WIDTH];
    let closed = joined(STARTS.map(|tag| next[tag]), &links.turned);
    for (tag, sum) in CLOSED.into_iter().zip(closed).take(COUNT) {
        sums[tag] = sum;
    }
    for (kind, inner) in TYPES.into_iter().zip(&links.inner) {
        let [begin, inside, end, _] = parts(kind);
        sums[begin] = next[inside] * inner[0] + next[end] * inner[1];
        sums[inside] = next[inside] * inner[2] + next[end] * inner[3];
    }
    sums
}

fn joined(from: [f32; LANES], rows: &[[f32; LANES]; LANES]) -> [f32; LANES] {
    let mut sums = [0.0; LANES];
    for (weight, row) in from.into_iter().zip(rows).take(COUNT) {
        sums.iter_mut()
            .zip(row)
            .for_each(|(sum, value)| *sum += value * weight);
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
