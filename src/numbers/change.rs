//! Whether an amount is a change: "rose 3 %", "a 5 % drop".

use super::view::{Amount, View};
use super::{Change, NumberKind};
use crate::lexicon::Context;

/// How many words may stand between the verb and the amount.
const REACH: usize = 5;

/// Sets the direction of a change.
pub(super) fn set(v: &View<'_>, amount: &mut Amount, outer_first: usize) {
    if matches!(
        amount.number.kind,
        NumberKind::Ordinal | NumberKind::Age | NumberKind::Score
    ) {
        return;
    }
    amount.number.change = before(v, amount, outer_first).or_else(|| behind(v, amount));
}

fn before(v: &View<'_>, amount: &Amount, at: usize) -> Option<Change> {
    let mut by = false;
    for back in 1..=REACH {
        let at = at.checked_sub(back)?;
        if v.c.symbol(at).is_some() {
            return None;
        }
        let strong = by || amount.number.kind == NumberKind::Percent;
        if v.in_context(at, Context::Increase) || strong && v.in_context(at, Context::WeakIncrease)
        {
            return Some(Change::Increase);
        }
        if v.in_context(at, Context::Decrease) || strong && v.in_context(at, Context::WeakDecrease)
        {
            return Some(Change::Decrease);
        }
        if !v.in_context(at, Context::ChangeBetween) {
            return None;
        }
        by |= v.is_word(at, &["by"]);
    }
    None
}

/// A noun right behind a measured amount.
fn behind(v: &View<'_>, amount: &Amount) -> Option<Change> {
    let measured = matches!(
        amount.number.kind,
        NumberKind::Percent | NumberKind::Money | NumberKind::Quantity | NumberKind::Multiplier
    );
    let (at, _) = v.skip_hyphen(amount.end);
    if !measured || !v.c.follows(at) {
        return None;
    }
    if v.in_context(at, Context::NounIncrease) {
        Some(Change::Increase)
    } else if v.in_context(at, Context::NounDecrease) {
        Some(Change::Decrease)
    } else {
        None
    }
}
