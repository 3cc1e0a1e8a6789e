//! What of somebody's words is fit to be shown: nothing that steers a terminal, turns a line around, or stands there unseen.

/// A name for somebody or something: nothing in it is unseen, blanks are single, and it is not too long. None where nothing is left.
pub fn name(text: &str, most_letters: usize) -> Option<String> {
    let mut name = String::new();
    let mut letters = 0;
    let mut is_blank_due = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            is_blank_due = !name.is_empty();
        } else if !letter.is_control() && !is_unseen(letter) {
            let blank = is_blank_due.then_some(' ');
            is_blank_due = false;
            letters += 1 + usize::from(blank.is_some());
            if letters > most_letters {
                break;
            }
            name.extend(blank);
            name.push(letter);
        }
    }
    (!name.is_empty()).then_some(name)
}

/// Somebody's words on one line: whatever else is blank there is a blank, and what would steer a terminal is left out.
pub fn line(text: &str) -> impl Iterator<Item = char> {
    lines(text).map(|letter| if letter == '\n' { ' ' } else { letter })
}

/// Somebody's words on their lines: whatever else is blank there is a blank, and what would steer a terminal is left out.
pub fn lines(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|letter| match letter {
        '\n' => Some('\n'),
        letter if letter.is_whitespace() => Some(' '),
        letter if letter.is_control() || (is_unseen(letter) && !joins(letter)) => None,
        letter => Some(letter),
    })
}

/// Whether a letter is not seen where it stands: those that Unicode calls `Default_Ignorable_Code_Point` (marks of direction among
/// them), the marks of annotations, and Braille's empty pattern.
pub fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether an unseen letter is part of how its neighbours are written: several scripts and many emoji need these. They deceive
/// nobody in a sentence, but make two names of one.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Turns a line around, stands there unseen, hyphenates, isolates, fills, and tags.
    const DECEIVERS: [char; 10] = [
        '\u{202e}',
        '\u{200b}',
        '\u{ad}',
        '\u{2066}',
        '\u{feff}',
        '\u{3164}',
        '\u{e0041}',
        '\u{200f}',
        '\u{2060}',
        '\u{180e}',
    ];

    #[test]
    fn names_do_not_deceive() {
        for deceiver in DECEIVERS {
            assert_eq!(name(&deceiver.to_string(), 64), None, "{deceiver:?}");
            assert_eq!(name(&format!("Al{deceiver}ice{deceiver}"), 64).as_deref(), Some("Alice"), "{deceiver:?}");
            assert_eq!(line(&format!("a{deceiver}b")).collect::<String>(), "ab", "{deceiver:?}");
            assert_eq!(lines(&format!("a{deceiver}\nb")).collect::<String>(), "a\nb", "{deceiver:?}");
        }
        for joiner in ['\u{200c}', '\u{200d}', '\u{fe0f}'] {
            assert_eq!(name(&format!("Alice{joiner}"), 64).as_deref(), Some("Alice"), "{joiner:?}");
        }
    }

    #[test]
    fn names_are_names() {
        let cases = [
            ("  A\u{7}nn\n ", Some("Ann")),
            (" \u{1b} ", None),
            ("Ann\u{a0} \t\u{2003}B.", Some("Ann B.")),
            ("\u{2028}Ann\u{200b} \u{200b}", Some("Ann")),
            ("אבי", Some("אבי")),
            ("Zoë 東京 🧪", Some("Zoë 東京 🧪")),
        ];
        for (text, shown) in cases {
            assert_eq!(name(text, 64).as_deref(), shown, "{text:?}");
        }
        assert_eq!(name(&"é".repeat(500), 64).map(|name| name.chars().count()), Some(64));
        assert_eq!(name("abc def", 4).as_deref(), Some("abc"), "no blank at the end");
    }

    #[test]
    fn sentences_keep_what_they_need() {
        let family = "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}";
        assert_eq!(lines(family).collect::<String>(), family);
        assert_eq!(lines("\u{1b}[31mred\u{7}\nnext\u{2028}x").collect::<String>(), "[31mred\nnext x");
        assert_eq!(lines("a\tb\r").collect::<String>(), "a b ");
        assert_eq!(line("\u{1b}[31mred\u{7}\nnext").collect::<String>(), "[31mred next");
    }
}
