//! Texts from outside, cut to what is fit to show.

/// At most this many characters; what is longer ends in `…`.
pub(crate) fn bounded(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        None => text.to_owned(),
        Some(_) => text.chars().take(characters.saturating_sub(1)).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(super::bounded("énorme", 6), "énorme");
        assert_eq!(super::bounded("énormes", 6), "énorm…");
    }
}
