//! Whether an amount is a change: "rose 3 %", "a 5 % drop", "raised its dividend by 8 %".

use super::view::{Amount, View};
use super::{Change, Number, NumberKind};
use crate::lexicon::{Context, Contexts, in_context, number_grammar as g, word_classes};

/// How many words may stand between the verb and the amount.
const REACH: usize = 6;
/// How far before "by" the verb may stand, its object between.
const FAR: usize = 10;
/// How many words may stand between the amount and the noun: "a 5 % pay rise".
const COMPOUND: usize = 2;

/// What a verb of change may say; most words say none of it.
const MOVES: Contexts = Contexts::of(&[
    Context::Increase,
    Context::Decrease,
    Context::WeakIncrease,
    Context::WeakDecrease,
    Context::Gain,
    Context::Loss,
    Context::Add,
    Context::Cut,
]);

/// Sets the direction of a change.
pub(super) fn set(v: &View<'_>, amount: &mut Amount, outer_first: usize) {
    if matches!(
        amount.number.kind,
        NumberKind::Ordinal | NumberKind::Age | NumberKind::Score
    ) || v.is_word(amount.numeral_at, &g().occasions)
        || v.in_context(outer_first, Context::Level)
    {
        return;
    }
    let moved = before(v, amount, outer_first).filter(|_| !is_when(v, amount, outer_first));
    amount.number.change = moved.or_else(|| behind(v, amount));
}

/// "crashed two minutes after", "fell in 24 hours": when it happened or how long it took.
fn is_when(v: &View<'_>, amount: &Amount, first: usize) -> bool {
    let unit = amount.number.unit.as_ref();
    let inside = (first.checked_sub(1)).is_some_and(|at| v.is_word(at, &g().inside));
    unit.is_some_and(|unit| unit.dimension == "time")
        && (inside || v.in_context(amount.end, Context::Anchor))
}

/// The change that the words before the amount at `at` make of it.
pub(super) fn before(v: &View<'_>, amount: &Amount, at: usize) -> Option<Change> {
    let mut rate = false;
    for back in 1..=REACH {
        let at = at.checked_sub(back)?;
        if v.c.symbol(at).is_some() {
            return None;
        }
        if v.is_word(at, &g().by) {
            return far(v, at, Far::By);
        }
        if let Some(change) = verb(v, amount, at) {
            return Some(change);
        }
        rate |= v.is_word(at, &g().rate);
        if back == 1
            && v.is_word(at, &g().of)
            && let Some(change) = far(v, at, Far::Of)
        {
            return Some(change);
        }
        let passes = v.in_context(at, Context::ChangeBetween) || rate && v.is_word(at, &g().at);
        if !passes {
            return None;
        }
    }
    None
}

/// What the word at `at` makes of an amount that it stands before.
fn verb(v: &View<'_>, amount: &Amount, at: usize) -> Option<Change> {
    if !v.in_contexts(at, MOVES) {
        return None;
    }
    let kind = amount.number.kind;
    let weak = matches!(kind, NumberKind::Percent | NumberKind::Fraction);
    let thing = kind == NumberKind::Cardinal && v.in_context(amount.end, Context::ChangeThing);
    let added = weak || kind == NumberKind::Money || thing;
    let gained = added || amount.measured();
    // "picked up 20 chairs"
    let phrasal = v.is_word(at, &g().up) && at > 0 && v.in_context(at - 1, Context::PhrasalUp);
    // "sank several ships", "climbed two peaks"
    let object = kind == NumberKind::Cardinal
        && !thing
        && v.in_context(at, Context::TakesObject)
        && v.c
            .word(amount.end)
            .is_some_and(|word| !word_classes().closed.contains(word));
    if object || phrasal || kind == NumberKind::Cardinal && !thing && is_label(v, at) {
        return None;
    }
    change(
        v,
        at,
        [
            (Context::Increase, Context::Decrease, true),
            (Context::WeakIncrease, Context::WeakDecrease, weak),
            (Context::Gain, Context::Loss, gained),
            (Context::Add, Context::Cut, added),
        ],
    )
}

/// "Slide 6", "Drop 5 of them": a noun of change that begins a line or is a name's, or an order.
fn is_label(v: &View<'_>, at: usize) -> bool {
    let token = v.c.tokens[at];
    let noun = v.in_context(at, Context::NounIncrease) || v.in_context(at, Context::NounDecrease);
    noun && token.is_capitalised() && token.has_lower()
}

/// The change that the word at `at` names, by those pairs of lists that hold.
fn change<const N: usize>(
    v: &View<'_>,
    at: usize,
    lists: [(Context, Context, bool); N],
) -> Option<Change> {
    lists
        .into_iter()
        .filter(|list| list.2)
        .find_map(|(up, down, _)| {
            if v.in_context(at, up) {
                Some(Change::Increase)
            } else if v.in_context(at, down) {
                Some(Change::Decrease)
            } else {
                None
            }
        })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Far {
    /// "raised its dividend by": any verb of change, before its object.
    By,
    /// "a fall in the number of ships of": a noun of change before "in" or "of".
    Of,
}

/// "added 0.7 percent, or 34 points": what says the same again changes alike.
pub(super) fn inherit(text: &str, numbers: &mut [Number]) {
    let [.., first, second] = numbers else { return };
    if first.change.is_none() || second.change.is_some() || first.kind == second.kind {
        return;
    }
    let gap = text.get(first.outer.end as usize..second.outer.start as usize);
    if gap.is_some_and(says_again) {
        second.change = first.change;
    }
}

/// ", or" and its like, behind what was counted ("rose 123 points, or 0.4 percent").
fn says_again(gap: &str) -> bool {
    let gap = gap.trim_start();
    let thing = gap.split(|c: char| !c.is_alphabetic()).next();
    let counted = thing.filter(|word| in_context(word, Context::ChangeThing));
    let rest = gap[counted.map_or(0, str::len)..].trim();
    rest.strip_prefix(',')
        .is_some_and(|rest| g().or.contains(rest.trim()))
        || g().or.contains(rest)
        || rest == "("
}

/// The change that is named before "by" or "of" at `at`, in the same clause.
fn far(v: &View<'_>, end: usize, how: Far) -> Option<Change> {
    for at in (end.saturating_sub(FAR)..end).rev() {
        let hyphen = v.c.glued_symbol(at).is_some_and(crate::numerals::is_hyphen);
        if v.c.symbol(at).is_some() && !hyphen || v.c.is_digits(at) {
            return None;
        }
        if v.is_word(at, &g().clause) {
            return None;
        }
        let found = match how {
            Far::By => change(
                v,
                at,
                [
                    (Context::Increase, Context::Decrease, true),
                    (Context::WeakIncrease, Context::WeakDecrease, true),
                    (Context::Gain, Context::Loss, true),
                    (Context::Add, Context::Cut, true),
                ],
            ),
            Far::Of if at + 1 < end && v.is_word(at + 1, &g().in_of) => change(
                v,
                at,
                [(Context::NounIncrease, Context::NounDecrease, true)],
            ),
            Far::Of => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// A noun or adverb behind a measured amount.
fn behind(v: &View<'_>, amount: &Amount) -> Option<Change> {
    let measured = matches!(
        amount.number.kind,
        NumberKind::Percent | NumberKind::Money | NumberKind::Quantity | NumberKind::Multiplier
    );
    let (at, _) = v.skip_hyphen(amount.end);
    let points = usize::from(v.is_word(at, &g().point));
    if !measured && points == 0 || !v.c.follows(at) {
        return None;
    }
    let nouns = (Context::NounIncrease, Context::NounDecrease, true);
    let moved = !is_place(v, amount, at + points);
    let adverbs = (Context::AfterIncrease, Context::AfterDecrease, moved);
    if let Some(change) = change(v, at + points, [nouns, adverbs]) {
        return Some(change);
    }
    let opened = amount.number.outer.start < amount.number.span.start
        || v.behind_article(amount.first)
        || v.before(amount.first, 0)
            .is_some_and(|word| g().another.contains(word));
    if !opened || amount.number.per.is_some() {
        return None;
    }
    for at in at + points..at + points + COMPOUND {
        let word = v.c.word(at)?;
        let classes = word_classes();
        if classes.closed.contains(word) || v.c.number_word(at).is_some() {
            return None;
        }
        if let Some(change) = change(v, at + 1, [nouns]) {
            return Some(change);
        }
    }
    None
}

/// "12 nautical miles off the coast", "100 metres down the road": how far, not how much more.
fn is_place(v: &View<'_>, amount: &Amount, at: usize) -> bool {
    let far = amount
        .number
        .unit
        .as_ref()
        .is_some_and(|unit| matches!(&*unit.dimension, "length" | "time"));
    far && v.in_context(at, Context::Place)
        && !v.in_context(at + 1, Context::Compared)
        && (v.c.word(at + 1).is_some() || v.is_word(at, &g().off))
}
