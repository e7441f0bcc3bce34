use super::*;
use crate::entities::{Label, Source};
use crate::text::Span;

/// The names of `text` in square brackets, each with a letter for its label: `[P:Barack Obama]`.
fn entities(marked: &str) -> (String, Vec<Entity>) {
    let mut text = String::new();
    let mut found = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        let close = open + rest[open..].find(']').expect("a closing bracket");
        text.push_str(&rest[..open]);
        let (label, name) = rest[open + 1..close].split_once(':').expect("a label");
        let start = text.len() as u32;
        text.push_str(name);
        let label = match label {
            "P" => Label::Person,
            "G" => Label::Gpe,
            "O" => Label::Org,
            "N" => Label::Norp,
            _ => Label::Misc,
        };
        let span = Span::new(start, text.len() as u32);
        found.push(Entity {
            span,
            sentence: 0,
            label,
            score: 1.0,
            canonical: span,
            entity_id: 0,
            source: Source::Model,
            id: None,
        });
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, found)
}

/// The canonical name of each mention.
fn canonical(marked: &str) -> Vec<String> {
    let (text, mut found) = entities(marked);
    join_aliases(&text, &[], &mut found);
    found
        .iter()
        .map(|e| e.canonical.of(&text).to_string())
        .collect()
}

fn ids(marked: &str) -> Vec<u32> {
    let (text, mut found) = entities(marked);
    join_aliases(&text, &[], &mut found);
    found.iter().map(|e| e.entity_id).collect()
}

#[test]
fn a_fathers_name_is_not_the_sons() {
    let text = "[P:Yusuf ibn Yakub al-Basri] and [P:Yakub] met [P:Yusuf].";
    assert_eq!(ids(text), [0, 1, 0]);
}

#[test]
fn a_surname_is_the_one_full_name_that_has_it() {
    assert_eq!(
        canonical(
            "[P:Obama]: no. President [P:Barack Obama] said. Mr. [P:Obama]'s plan. [P:OBAMA]"
        ),
        ["Barack Obama"; 4]
    );
    assert_eq!(ids("[P:Ann Lee] met [P:Bob Lee]."), [0, 1]);
    assert_eq!(
        ids("[P:John H. Dearle], [P:J. H. Dearle], [P:Dearle], [P:John]"),
        [0; 4]
    );
    assert_eq!(
        ids("[P:Naomi van As] and [P:van As]; [P:Durán], [P:Duran]"),
        [0, 0, 1, 1]
    );
}

#[test]
fn countries_have_many_names() {
    assert_eq!(
        canonical("[G:US], [G:U.S.], [G:USA], the [G:United States], [G:UK], [G:Britain]")[..4],
        ["United States"; 4]
    );
    assert_eq!(
        ids("[G:Russian Federation], [G:Russia], [N:Russian]"),
        [0, 0, 1]
    );
    assert_eq!(ids("[N:Russian], the [N:Russians]"), [0, 0]);
    assert_eq!(ids("[G:Mexico] and [G:New Mexico]"), [0, 1]);
    assert_eq!(ids("[G:Washington] and [P:Washington]"), [0, 1]);
}

#[test]
fn acronyms_stand_for_the_names_whose_initials_they_are() {
    assert_eq!(
        canonical("the [O:Association of Southeast Asian Nations] ([O:ASEAN]). [O:ASEAN]"),
        ["Association of Southeast Asian Nations"; 3]
    );
    assert_eq!(ids("[O:NFL] ([O:National Football League])"), [0, 0]);
    assert_eq!(
        ids("[O:Deutsche Eishockey Liga] ([O:DEL]), [O:al Qaeda], [O:AQ]"),
        [0, 0, 1, 2]
    );
}

#[test]
fn phrases_between_two_names_join_them() {
    assert_eq!(
        ids(
            "“[O:ISIL]”, he said, using another name for [O:ISIS]. [O:IS], the [O:Islamic State] group"
        ),
        [0; 4]
    );
    assert_eq!(
        ids("[P:Reginald Dwight], also known as [P:Elton John]. [P:John] sang."),
        [0, 0, 0]
    );
    assert_eq!(ids("[P:Ann Lee] is known in [G:Rome]."), [0, 1]);
}

#[test]
fn parts_of_organisations_and_company_suffixes() {
    assert_eq!(
        canonical("[O:Apple] sued. [O:Apple Inc.]'s case. [O:Apple]"),
        ["Apple Inc."; 3]
    );
    assert_eq!(ids("[O:Chicago White Sox], the [O:White Sox]"), [0, 0]);
}

/// One whose time grew with the square of the names would not end while anyone waits.
#[test]
fn many_names_take_linear_time() {
    let one: String = (0..40_000).map(|n| format!("[P:A{n} Smith] ")).collect();
    let (text, mut found) = entities(&one);
    join_aliases(&text, &[], &mut found);
    assert_eq!(found.last().unwrap().entity_id, 39_999);
}

#[test]
fn a_name_of_symbols_alone_is_its_own_canonical() {
    assert_eq!(
        canonical("[P:\u{1}\0\u{1}] and [O:???]"),
        ["\u{1}\0\u{1}", "???"]
    );
}

#[test]
fn a_name_alone_in_brackets_is_the_one_before_it() {
    assert_eq!(ids("[O:Political Bureau] ([O:Politburo])"), [0, 0]);
    assert_eq!(ids("the [O:Norges Statsbaner] ([O:NSB])"), [0, 0]);
    assert_eq!(ids("[G:Osaka Bay] ([G:大阪湾], [G:Ōsaka-wan])"), [0; 3]);
    assert_eq!(
        ids("[P:Ivan Petrov] ([N:Russian]: [P:Иван Петров])"),
        [0, 1, 0]
    );
    assert_eq!(ids("[G:Altamira] ([G:Caracas])"), [0, 1]);
    assert_eq!(ids("[P:Ann Lee] ([P:Bob Ray])"), [0, 1]);
    assert_eq!(ids("[G:Tobolsk] (now [G:Sibir])"), [0, 0]);
}

#[test]
fn a_phrase_joins_only_the_names_that_it_stands_between() {
    assert_eq!(
        ids("[O:Nexus], whose ideas were used again in a success known as [O:Cast]"),
        [0, 1]
    );
    assert_eq!(
        ids("[O:River Plate]. They were known as [O:La Máquina]"),
        [0, 1]
    );
    assert_eq!(
        ids("[P:Ann Lee] (born 1962), also known as [P:Zed]"),
        [0, 0]
    );
}

#[test]
fn spellings_beside_or_are_one() {
    assert_eq!(ids("[G:Aspren] or [G:Asprenas]"), [0, 0]);
    assert_eq!(ids("[P:Ann Bell], or [P:Anna Belle]"), [0, 1]);
    assert_eq!(ids("[G:Austria] or [G:Australia]"), [0, 1]);
}

#[test]
fn plurals_and_spaces_tell_nothing() {
    assert_eq!(
        ids("[O:BBC 1], [O:BBC1]; a [O:Muslim], [O:Muslims]"),
        [0, 0, 1, 1]
    );
}

#[test]
fn persons_of_two_generations_are_two() {
    assert_eq!(
        ids("[P:Paul Roe Jr.], [P:Paul Roe], [P:Paul Roe Sr.]"),
        [0, 0, 1]
    );
    assert_eq!(ids("[P:Carol I], [P:Carol II]"), [0, 1]);
}

#[test]
fn forms_of_government_and_words_for_the_whole_tell_nothing() {
    assert_eq!(
        ids("[G:Prussia], [G:Kingdom of Prussia], [G:Duchy of Prussia]"),
        [0, 0, 1]
    );
    assert_eq!(
        ids("[G:Newcastle upon Tyne], [G:Newcastle], [G:New York State], [G:New York]"),
        [0, 0, 1, 2]
    );
    assert_eq!(
        ids("[G:Helmand Province], [G:Helmand], [G:Hood River], [G:Hood]"),
        [0, 0, 1, 2]
    );
}

#[test]
fn a_division_is_not_the_whole_organisation() {
    assert_eq!(
        ids("[O:Johns Hopkins University], [O:Johns Hopkins Carey School], [O:Johns Hopkins]"),
        [0, 1, 0]
    );
    assert_eq!(
        ids("[O:Sony Pictures], [O:Sony], [O:BBC], [O:BBC Two]"),
        [0, 1, 2, 3]
    );
    assert_eq!(ids("[O:Square Enix], [O:Enix], [O:Square]"), [0, 1, 2]);
    assert_eq!(
        ids("[O:Supreme Court of Ghana], the [O:Supreme Court], the [O:Court]"),
        [0; 3]
    );
}

#[test]
fn acronyms_may_have_the_suffix_and_lack_the_country() {
    assert_eq!(ids("[O:Overseas Investment Corporation], [O:OIC]"), [0, 0]);
    assert_eq!(
        ids("the [O:U.S. Office of Management and Budget]; [O:OMB]"),
        [0, 0]
    );
}

#[test]
fn two_spellings_of_one_name() {
    assert_eq!(
        ids("[P:Alan Brooke], [P:Alanbrooke], [P:Zachary Schultz], [P:Zachary Schulz]"),
        [0, 0, 1, 1]
    );
    assert_eq!(
        ids("[P:Robert Smith] met [P:Roberta Smith]; [P:Frances Orr], [P:Francis Orr]"),
        [0, 1, 2, 3]
    );
    assert_eq!(ids("[G:Wallington], [G:Wellington]"), [0, 1]);
    assert_eq!(
        ids("[O:New York Times] ([O:Washington Post]); [P:Ann Lee] (later [P:Bob Ray])"),
        [0, 1, 2, 3]
    );
    assert_eq!(
        ids("[G:West Ukraine], [G:Western Ukraine], [G:Tobolsk], [G:Tobolesk]"),
        [0, 0, 1, 1]
    );
    assert_eq!(
        ids("[G:South Africa], [G:Southern Africa], [O:Apollo 11], [O:Apollo 12]"),
        [0, 1, 2, 3]
    );
    assert_eq!(
        ids("[P:Johnson], [P:Johnston], [G:Niger], [G:Nigeria]"),
        [0, 1, 2, 3]
    );
}

#[test]
fn nobody_is_who_he_calls_or_owns() {
    assert_eq!(ids("[P:Ann Lee] has now called [P:Bob Ray]"), [0, 1]);
    assert_eq!(ids("[G:York] is known as [G:England]'s pearl"), [0, 1]);
    assert_eq!(
        ids("[G:York], [G:England], known as [G:Eboracum]"),
        [0, 1, 0]
    );
    assert_eq!(
        ids("[G:Arkansas] on US-412 West, aka [G:Cherokee Road]"),
        [0, 1]
    );
}
