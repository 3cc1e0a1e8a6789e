//! Patterns of file names: `*` for anything, `?` for one letter, in any case.

/// Whether a name fits a pattern. Takes time in proportion to both lengths, whatever they are.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let [pattern, name] = [pattern, name].map(|text| text.to_lowercase().chars().collect::<Vec<char>>());
    let (mut at, mut read) = (0, 0);
    // Where the last star stands, and how much of the name it takes.
    let mut star: Option<(usize, usize)> = None;
    while read < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(letter) if *letter == '?' || *letter == name[read] => {
                at += 1;
                read += 1;
            }
            _ => match &mut star {
                Some((stands, takes)) => {
                    *takes += 1;
                    (at, read) = (*stands + 1, *takes);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, name, expected) in [
            ("*", "a.pdb", true),
            ("*", "", true),
            ("*.PDB", "a.pdb", true),
            ("*.pdb", "a.pdb.txt", false),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "aXbYbZ", false),
            ("?.pdb", "a.pdb", true),
            ("?.pdb", "ab.pdb", false),
            ("", "a", false),
            ("a", "a", true),
            ("**a**", "bab", true),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
        assert!(!fits(&"*a".repeat(500), &"a".repeat(400)), "and quickly");
    }
}
