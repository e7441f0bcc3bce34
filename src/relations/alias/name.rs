//! One distinct name, folded.

use super::fold;
use crate::entities::Label;
use crate::lexicon::{Gender, NameWord, aliases, given_names, name_words, same_names, titles};
use crate::text::Span;

/// Labels that may name one entity together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Group {
    Person,
    Place,
    Organisation,
    /// Nations and faiths: never joined with the places.
    People,
    /// Works, events, and what has no finer label.
    Other,
    /// Addresses and the like: equal or not.
    Form,
}

impl Group {
    pub fn of(label: &Label) -> Self {
        match label {
            Label::Person => Self::Person,
            Label::Gpe | Label::Loc | Label::Fac => Self::Place,
            Label::Org => Self::Organisation,
            Label::Norp => Self::People,
            Label::Email
            | Label::Url
            | Label::Ip
            | Label::Phone
            | Label::Hashtag
            | Label::Mention => Self::Form,
            _ => Self::Other,
        }
    }

    /// Neither a person nor a people nor a fixed form.
    pub fn is_thing(self) -> bool {
        matches!(self, Self::Place | Self::Organisation | Self::Other)
    }
}

/// What tells one entity from another.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// "Jr", "III".
    pub generation: Option<String>,
    /// Of a person, where a title or the given name tells it.
    pub gender: Option<Gender>,
    /// The line of [`same_names`] that has a name of it.
    pub line: Option<u16>,
}

impl Facts {
    /// They cannot be of one entity.
    pub fn contradict(&self, other: &Self) -> bool {
        differ(&self.generation, &other.generation)
            || differ(&self.gender, &other.gender)
            || differ(&self.line, &other.line)
    }

    /// Adds what is known of another name of the same entity.
    pub fn learn(&mut self, other: &Self) {
        if self.generation.is_none() {
            self.generation.clone_from(&other.generation);
        }
        self.gender = self.gender.or(other.gender);
        self.line = self.line.or(other.line);
    }
}

fn differ<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    one.is_some() && other.is_some() && one != other
}

/// One distinct name.
pub(super) struct Name {
    pub group: Group,
    /// Folded words, without article, title, company suffix and generation.
    pub words: Vec<String>,
    /// The first letter of each word as written, for acronyms; lower-case words keep theirs.
    pub initials: Vec<char>,
    /// Letters all upper case, one word: it may abbreviate.
    pub acronym: Option<String>,
    /// What tells the entity from others; of a root, of all its names.
    pub facts: Facts,
    /// The first letters of the company suffixes that `words` lack.
    pub suffix_initials: String,
    /// The text says that it is so called no more.
    pub is_former: bool,
    /// The fullest mention, without article and possessive.
    pub bare_span: Span,
}

impl Name {
    /// The name that stands at `span` of `text`.
    pub fn read(text: &str, group: Group, span: Span) -> Self {
        let written = span.of(text);
        let bare = bare(written);
        let start = span.start + (bare.as_ptr() as usize - written.as_ptr() as usize) as u32;
        let bare_span = Span::new(start, start + bare.len() as u32);
        let mut name = Self {
            group,
            words: Vec::new(),
            initials: Vec::new(),
            acronym: acronym(bare),
            facts: Facts::default(),
            suffix_initials: String::new(),
            is_former: false,
            bare_span,
        };
        if group == Group::Form {
            name.words.push(bare.to_lowercase());
            return name;
        }
        name.read_words(bare);
        match group {
            Group::Person => {
                name.drop_titles();
                name.facts.gender =
                    title_before(text, span).or_else(|| name.gender_of_given_name());
            }
            Group::Organisation => name.drop_company_suffixes(),
            Group::People => name.drop_plural(),
            _ => {}
        }
        if group.is_thing() {
            name.facts.line = same_names().get(bare).copied();
        }
        name
    }

    fn read_words(&mut self, bare: &str) {
        let pieces =
            bare.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '&')));
        for piece in pieces {
            let mut word = String::with_capacity(piece.len());
            piece
                .chars()
                .filter(|c| c.is_alphanumeric() || *c == '&')
                .for_each(|c| fold::push(c, &mut word));
            if let Some(initial) = piece
                .chars()
                .find(|c| c.is_alphanumeric())
                .filter(|_| !word.is_empty())
            {
                self.words.push(word);
                self.initials.push(initial);
            }
        }
    }

    fn drop_titles(&mut self) {
        let title = |word: &String| titles().contains(word);
        while self.words.len() > 1 && title(&self.words[0]) {
            self.words.remove(0);
            self.initials.remove(0);
        }
        let generation = |word: &String| {
            matches!(
                word.as_str(),
                "jr" | "sr" | "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii"
            )
        };
        if self.words.len() > 1 && self.words.last().is_some_and(generation) {
            self.facts.generation = self.words.pop();
            self.initials.pop();
        }
    }

    fn gender_of_given_name(&self) -> Option<Gender> {
        let given = self.words.first().filter(|_| self.words.len() > 1)?;
        given_names().get(given).copied()
    }

    fn drop_company_suffixes(&mut self) {
        let suffix = |word: &String| {
            let kinds = name_words().get(word);
            kinds.is_some_and(|kinds| kinds.has(NameWord::CompanySuffix))
                || aliases().suffixes.contains(word)
        };
        while self.words.len() > 1 && self.words.last().is_some_and(suffix) {
            let dropped = self.words.pop().unwrap_or_default();
            let first = dropped.chars().next();
            first
                .into_iter()
                .for_each(|c| self.suffix_initials.insert(0, c));
            self.initials.pop();
        }
    }

    /// "Russians" are named like "Russian".
    fn drop_plural(&mut self) {
        if let Some(last) = self.words.last_mut()
            && last.len() > 4
            && last.ends_with('s')
            && !last.ends_with("ss")
        {
            last.pop();
        }
    }

    /// Takes note of another mention: the fullest one is kept.
    pub fn see(&mut self, text: &str, other: &Self) {
        if other.fullness(text) > self.fullness(text) {
            self.bare_span = other.bare_span;
        }
    }

    /// What equal names share; the gazetteer's key keeps different ones apart.
    pub fn key(&self, id: Option<&str>) -> String {
        let mut key = self.folded();
        // "Mrs. Lee" and "Mr. Lee" are two.
        if let (Some(gender), [_]) = (self.facts.gender, &self.words[..]) {
            key.push_str(if gender == Gender::Male { " m" } else { " f" });
        }
        if let Some(generation) = &self.facts.generation {
            key.push(' ');
            key.push_str(generation);
        }
        if let Some(id) = id {
            key.push('\0');
            key.push_str(id);
        }
        key
    }

    pub fn folded(&self) -> String {
        self.words.join(" ")
    }

    /// The words without spaces and a plural's ending: "BBC 1" is "BBC1", "Muslims" are "Muslim".
    pub fn singular(&self) -> String {
        let mut whole = self.words.concat();
        if self.last().len() > 3 && whole.ends_with('s') && !whole.ends_with("ss") {
            whole.pop();
        }
        whole
    }

    /// Most of it is in Latin letters.
    pub fn is_latin(&self) -> bool {
        let letter = |word: &String| word.chars().next().is_some_and(|c| c < '\u{250}');
        self.words.iter().filter(|word| letter(word)).count() * 2 >= self.words.len()
    }

    /// As written, without article and possessive.
    pub fn bare<'a>(&self, text: &'a str) -> &'a str {
        self.bare_span.of(text)
    }

    pub fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    pub fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// How full the name is, to be compared: former names last, then abbreviations, then by words and
    /// letters; small letters before a headline's capitals.
    pub fn fullness(&self, text: &str) -> (bool, bool, usize, usize, bool) {
        let bare = self.bare(text);
        let words = if self.group == Group::Person {
            self.words.len()
        } else {
            0
        };
        (
            !self.is_former,
            self.acronym.is_none(),
            words,
            bare.chars().filter(|c| c.is_alphanumeric()).count(),
            bare.chars().any(char::is_lowercase),
        )
    }
}

/// The gender that the title before a person's name tells: "Mrs. Lee".
fn title_before(text: &str, name: Span) -> Option<Gender> {
    const LONGEST: usize = 16;
    let before = text[..name.start as usize]
        .trim_end_matches(' ')
        .trim_end_matches('.');
    let letters = before
        .bytes()
        .rev()
        .take(LONGEST)
        .take_while(u8::is_ascii_alphabetic)
        .count();
    *titles().get(&before[before.len() - letters..])?
}

/// `text` without leading article, possessive, and symbols around; `text` itself where that leaves
/// nothing.
fn bare(text: &str) -> &str {
    let mut bare = text.trim_matches(|c: char| !(c.is_alphanumeric() || c == '.'));
    for end in ["'s", "’s", "'S", "’S"] {
        bare = bare.strip_suffix(end).unwrap_or(bare);
    }
    match bare.split_once(char::is_whitespace) {
        Some((article, rest)) if article.eq_ignore_ascii_case("the") => rest.trim_start(),
        _ if bare.is_empty() => text,
        _ => bare,
    }
}

/// The letters of a name that may be an abbreviation: `NATO`, `U.S.`, `R&B`, `UKs`.
fn acronym(bare: &str) -> Option<String> {
    let letters: Vec<char> = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    let one_word = !bare.contains(char::is_whitespace);
    let fits = one_word
        && (2..=10).contains(&letters.len())
        && upper >= 2
        && upper + 2 >= letters.len()
        && upper * 2 > letters.len();
    fits.then(|| {
        let mut folded = String::new();
        letters.into_iter().for_each(|c| fold::push(c, &mut folded));
        folded
    })
}
