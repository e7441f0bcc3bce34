//! What a price or a count is for each of: "$3 a gallon", "12 per 100,000 people".

use std::borrow::Cow;

use super::NumberKind;
use super::view::{Amount, View};
use crate::lexicon::{Context, number_grammar as g, word_classes};
use crate::numerals::{Exact, Form, Style, read_at};
use crate::text::Token;

/// So many words may stand between a count and its "per".
const MAX_NOUN: usize = 4;

/// What an amount is for so many of, and the token behind it.
struct Per {
    code: Cow<'static, str>,
    value: Option<Exact>,
    end: usize,
}

/// A word that a price for each of something goes on with: "per", "every", "a".
pub(super) fn says_each(v: &View<'_>, at: usize) -> bool {
    v.in_context(at, Context::Per) || v.is_article(at)
}

/// "a gallon", "per share", "/hour", "for every child" behind money, "per 100,000 people" behind a
/// count.
pub(super) fn take(v: &View<'_>, amount: &mut Amount) {
    let money = amount.number.kind == NumberKind::Money;
    let at = amount.end;
    let slash =
        v.c.glued_symbol(at) == Some('/') && v.c.glued(at + 1) && (money || is_density(v, amount));
    let (start, hyphen) = v.skip_hyphen(at);
    let short = if money { of_short(v, at) } else { None };
    let per = if short.is_some() {
        short
    } else if slash {
        of_each(v, at + 1, None)
    } else if let Some(each) = behind_per(v, start) {
        let any = money && (v.in_context(start, Context::PerAny) || each > start + 1);
        let each = each + usize::from(hyphen && v.c.glued_symbol(each) == Some('-'));
        of_several(v, each, money, any)
    } else if money && v.is_article(start) {
        let each = start + 1 + usize::from(hyphen && v.c.glued_symbol(start + 1) == Some('-'));
        of_each(v, each, None)
    } else {
        None
    };
    if let Some(per) = per {
        set(v, amount, per);
    }
}

/// "14.6 crimes per 1,000 people", "1,500 refugees a day", "30 pupils per class": behind what is
/// counted.
pub(super) fn take_behind_noun(v: &View<'_>, amount: &mut Amount) {
    let number = &amount.number;
    if number.kind != NumberKind::Cardinal
        || number.per.is_some()
        || number.low.is_none() && number.high.is_none()
    {
        return;
    }
    let (start, hyphen) = v.skip_hyphen(amount.end);
    if hyphen {
        return;
    }
    let passes = |at: usize| is_noun(v, at) && !v.c.get(at).is_some_and(Token::newline_before);
    let length = (0..MAX_NOUN).take_while(|i| passes(start + i)).count();
    let at = start + length;
    let per = match behind_per(v, at) {
        Some(each) => of_several(v, each, length > 0, length > 0),
        None if v.is_article(at) => of_time(v, at + 1),
        None => None,
    };
    if let Some(per) = per {
        set(v, amount, per);
    }
}

/// "120/km2", "80/min": a count for each of a unit that is nothing else.
fn is_density(v: &View<'_>, amount: &Amount) -> bool {
    let unit = super::unit::plain(v, amount.end + 1);
    amount.number.kind == NumberKind::Cardinal
        && unit.is_some_and(|(unit, end)| {
            let area = matches!(&*unit.dimension, "area" | "volume");
            let time = unit.dimension == "time" && end > amount.end + 1;
            let long = v.c.word(amount.end + 1).is_some_and(|word| word.len() > 1);
            area || time && long
        })
}

fn set(v: &View<'_>, amount: &mut Amount, per: Per) {
    amount.number.per = Some(per.code);
    amount.number.per_value = per.value;
    amount.end = per.end;
    amount.number.outer = amount.number.outer.cover(v.span(amount.first, per.end));
}

/// The token behind "per", "every", "for each" at `at`.
fn behind_per(v: &View<'_>, at: usize) -> Option<usize> {
    let at = at + usize::from(v.is_word(at, &g().each_for) && v.in_context(at + 1, Context::Per));
    v.in_context(at, Context::Per).then_some(at + 1)
}

/// "100,000 people", "gallon", and, where `any` noun is one, "patient". Of a count that is told
/// without its noun a number alone is taken.
fn of_several(v: &View<'_>, at: usize, each: bool, any: bool) -> Option<Per> {
    let one = Exact::integer(1);
    let numeral = read_at(v.c, at, Style::default())
        .filter(|n| !n.ordinal && !n.fraction && (n.form != Form::Words || n.value != one));
    let Some(numeral) = numeral else {
        let per = if each { of_each(v, at, None) } else { None };
        let noun = any && is_noun(v, at) && super::unit::plain(v, at).is_none();
        // "per diluted share"
        let at = at + usize::from(v.in_context(at + 1, Context::Each) && is_noun(v, at + 1));
        return per.or_else(|| noun.then(|| annotation(v, at)));
    };
    let end = at + numeral.tokens;
    let several = Per {
        code: "1".into(),
        value: Some(numeral.value.clone()),
        end,
    };
    of_each(v, end, Some(numeral.value)).or(Some(several))
}

/// A unit or a thing that is sold or told one by one.
fn of_each(v: &View<'_>, at: usize, value: Option<Exact>) -> Option<Per> {
    let per = match super::unit::plain(v, at) {
        Some((unit, end)) => Per {
            code: super::unit::troy(v, at, end, unit).code,
            value: None,
            end,
        },
        None => v.in_context(at, Context::Each).then(|| annotation(v, at))?,
    };
    (!v.in_context(per.end, Context::Anchor)).then_some(Per { value, ..per })
}

/// "£950 pcm", "£30,000 p.a.": each month, each year, in letters.
fn of_short(v: &View<'_>, at: usize) -> Option<Per> {
    let lists = [
        ("mo", &g().month_short),
        ("a", &g().year_short),
        ("wk", &g().week_short),
    ];
    let (code, _) = lists.into_iter().find(|(_, list)| v.is_word(at, list))?;
    let small = !v.c.tokens[at].is_capitalised() && !v.c.tokens[at].newline_before();
    small.then_some(Per {
        code: code.into(),
        value: None,
        end: at + 1,
    })
}

/// "a day", "a game": how often things happen.
fn of_time(v: &View<'_>, at: usize) -> Option<Per> {
    let time = super::unit::plain(v, at).is_some_and(|(unit, _)| unit.dimension == "time");
    let game = v.in_context(at, Context::EachTime);
    let per = if time {
        of_each(v, at, None)
    } else {
        game.then(|| annotation(v, at))
    }?;
    let ends = v.c.word(per.end).is_none_or(|word| {
        word_classes().closed.contains(word) || word_classes().verbs.contains(word)
    });
    (ends && !v.in_context(per.end, Context::Anchor)).then_some(per)
}

/// A plain noun in small letters.
fn is_noun(v: &View<'_>, at: usize) -> bool {
    let classes = word_classes();
    v.c.word(at).is_some_and(|word| {
        word.len() > 2
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && !classes.closed.contains(word)
            && !classes.verbs.contains(word)
            && v.c.number_word(at).is_none()
    })
}

/// What UCUM has no unit for, in braces.
fn annotation(v: &View<'_>, at: usize) -> Per {
    let word = v.c.word(at).unwrap_or_default().to_ascii_lowercase();
    Per {
        code: format!("{{{word}}}").into(),
        value: None,
        end: at + 1,
    }
}
