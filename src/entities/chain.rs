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

/// Scores of pairs of neighbouring tags.
pub(super) type Transitions<T> = [[T; WIDTH]; TAGS];

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
        transitions: &Transitions<i32>,
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
            let (next, back) = step(&best, scores, transitions);
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

/// One step: only the pairs that may stand side by side are looked at.
fn step(
    best: &[i32; WIDTH],
    scores: &[i32; WIDTH],
    transitions: &Transitions<i32>,
) -> ([i32; WIDTH], [u8; WIDTH]) {
    let mut next = [NEVER; WIDTH];
    let mut back = [0u8; WIDTH];
    for from in (0..TAGS).filter(|&tag| !opens(tag)) {
        for to in 0..TAGS {
            let score = best[from] + transitions[from][to];
            if score > next[to] {
                next[to] = score;
                back[to] = from as u8;
            }
        }
    }
    for to in (0..TAGS).filter(|&tag| continues(tag)) {
        let begin = to - (to - 1) % 4;
        let (from_begin, from_inside) = (
            best[begin] + transitions[begin][to],
            best[begin + 1] + transitions[begin + 1][to],
        );
        let from = if from_inside > from_begin {
            begin + 1
        } else {
            begin
        };
        next[to] = from_begin.max(from_inside);
        back[to] = from as u8;
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
    /// Fills the forward and backward sums from `local`; `exp` are exponentials of the transitions,
    /// zero for pairs that may not stand side by side.
    pub(super) fn run(&mut self, exp: &Transitions<f32>) {
        let length = self.local.len();
        self.forward.clear();
        self.scale.clear();
        self.backward.clear();
        self.backward.resize(length, [0.0; WIDTH]);
        let mut last = [0.0; WIDTH];
        for at in 0..length {
            let mut sums = [0.0; WIDTH];
            if at == 0 {
                (0..TAGS)
                    .filter(|&tag| may_start(tag))
                    .for_each(|tag| sums[tag] = 1.0);
            } else {
                for (from, row) in exp.iter().enumerate() {
                    add_scaled(&mut sums, row, last[from]);
                }
            }
            multiply(&mut sums, &self.local[at]);
            let total: f32 = sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            sums.iter_mut().for_each(|sum| *sum /= total);
            self.scale.push(total);
            self.forward.push(sums);
            last = sums;
        }
        let mut next = [0.0; WIDTH];
        (0..TAGS)
            .filter(|&tag| !opens(tag))
            .for_each(|tag| next[tag] = 1.0);
        for at in (0..length).rev() {
            self.backward[at] = next;
            multiply(&mut next, &self.local[at]);
            let weighted = next;
            for (from, row) in exp.iter().enumerate() {
                next[from] = dot(row, &weighted) / self.scale[at];
            }
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
        exp: &Transitions<f32>,
        at: usize,
        tags: impl Iterator<Item = usize>,
    ) -> f32 {
        let mut weight = 1.0;
        let mut last = None;
        for (at, tag) in (at..).zip(tags) {
            weight *= match last {
                None => self.forward[at][tag],
                Some((_, from)) => exp[from as usize][tag] * self.local[at][tag] / self.scale[at],
            };
            last = Some((at, tag as u8));
        }
        last.map_or(0.0, |(at, tag)| weight * self.backward[at][tag as usize])
    }
}

fn add_scaled(sums: &mut [f32; WIDTH], row: &[f32; WIDTH], by: f32) {
    sums.iter_mut()
        .zip(row)
        .for_each(|(sum, value)| *sum += value * by);
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
