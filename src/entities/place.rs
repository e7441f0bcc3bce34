//! Which kind of place a name is: political, natural, or built. Lists decide, then the word that
//! tells the kind ("River", "Airport"); what nothing tells is a town or a country.

use super::Label;
use super::lists::{List, POLITICAL};
use super::words::Word;
use crate::lexicon::NameWord;

const STATES: u32 =
    List::Country.bit() | List::Capital.bit() | List::UsState.bit() | List::Postal.bit();

/// The label of the place that `name` is.
pub(super) fn label(name: &[Word]) -> Label {
    let [first, .., last] = name else {
        return name.first().map_or(Label::Gpe, single);
    };
    let whole = first.begin & last.end;
    if whole & STATES != 0 {
        return Label::Gpe;
    }
    for word in [last, first] {
        if word.has(NameWord::Location) {
            return Label::Loc;
        }
        if word.has(NameWord::Facility) && std::ptr::eq(word, last) {
            return Label::Fac;
        }
        if word.has(NameWord::Settlement) {
            return Label::Gpe;
        }
    }
    if whole & POLITICAL == 0 && (whole & List::Water.bit() != 0 || first.has(NameWord::Direction))
    {
        return Label::Loc;
    }
    Label::Gpe
}

/// True if `name` is a country's, by the lists.
pub(super) fn is_country(name: &[Word]) -> bool {
    match name {
        [word] => word.in_list(List::Country),
        [first, .., last] => first.begin & last.end & List::Country.bit() != 0,
        [] => false,
    }
}

fn single(word: &Word) -> Label {
    if word.lists & STATES != 0 {
        Label::Gpe
    } else if word.has(NameWord::Location) {
        Label::Loc
    } else if word.has(NameWord::Facility) {
        Label::Fac
    } else if word.lists & POLITICAL == 0
        && (word.in_list(List::Water) || word.has(NameWord::Direction))
    {
        Label::Loc
    } else {
        Label::Gpe
    }
}
