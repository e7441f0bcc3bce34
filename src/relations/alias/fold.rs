//! Letters without case and accents.

/// The base letters of U+00C0 to U+017F, in lower case; `?` stands for the letter itself.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Appends `c` in lower case, without its accent.
pub(super) fn push(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    match (c as usize).checked_sub(0xc0).and_then(|at| LATIN.get(at)) {
        Some(b'?') | None => folded.extend(c.to_lowercase()),
        Some(&base) => folded.push(char::from(base)),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn accents_are_lost_and_other_scripts_stay() {
        let folded = |text: &str| {
            let mut folded = String::new();
            text.chars().for_each(|c| super::push(c, &mut folded));
            folded
        };
        assert_eq!(
            folded("Müller ÉÇØ Wałęsa Šťžý İzmir Durán"),
            "muller eco walesa stzy izmir duran"
        );
        assert_eq!(folded("Москва 大阪"), "москва 大阪");
    }
}
