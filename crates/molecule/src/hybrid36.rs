//! Serial numbers past the width of their columns: hybrid-36 (cctbx) and hexadecimal (VMD).

/// The text of a number in a field of `width` columns: decimal, then `A0000`..`ZZZZZ`, then `a0000`..`zzzzz`.
pub(crate) fn encode(number: i32, width: usize) -> Option<String> {
    let limits = Widths::of(width);
    let number = i64::from(number);
    if number > -limits.decimal / 10 && number < limits.decimal {
        return Some(format!("{number:>width$}"));
    }
    let beyond = number.checked_sub(limits.decimal).filter(|beyond| *beyond >= 0)?;
    let (value, upper) = if beyond < limits.letters {
        (beyond, true)
    } else {
        (beyond.checked_sub(limits.letters).filter(|rest| *rest < limits.letters)?, false)
    };
    let mut value = value + limits.first_letter;
    let mut text = vec![b'0'; width];
    for digit in text.iter_mut().rev() {
        *digit = match (value % 36) as u8 {
            small @ 0..=9 => b'0' + small,
            letter if upper => b'A' + letter - 10,
            letter => b'a' + letter - 10,
        };
        value /= 36;
    }
    String::from_utf8(text).ok()
}

/// How many numbers each form of a field has room for.
struct Widths {
    decimal: i64,
    first_letter: i64,
    letters: i64,
}

impl Widths {
    fn of(width: usize) -> Self {
        let places = 36_i64.pow(width as u32 - 1);
        Self { decimal: 10_i64.pow(width as u32), first_letter: 10 * places, letters: 26 * places }
    }
}

/// Reads the serial numbers of one file, in order: which form the large ones have shows only there.
#[derive(Clone, Debug)]
pub(crate) struct Serials {
    width: usize,
    hexadecimal: bool,
    ever_hexadecimal: bool,
    last: Option<i32>,
}

impl Serials {
    /// For fields of this many columns (4 or 5).
    pub fn new(width: usize) -> Self {
        Self { width, hexadecimal: false, ever_hexadecimal: false, last: None }
    }

    /// Begins to count again, as at a new model.
    pub fn restart(&mut self) {
        self.hexadecimal = false;
        self.last = None;
    }

    /// The number in a trimmed field that follows those read before.
    pub fn read(&mut self, field: &[u8]) -> Option<i32> {
        let largest = 10_i32.pow(self.width as u32) - 1;
        if !self.hexadecimal && field.len() == self.width {
            let after_largest = self.last == Some(largest) && hexadecimal(field) == Some(largest + 1);
            self.hexadecimal = after_largest || is_plainly_hexadecimal(field);
            self.ever_hexadecimal |= self.hexadecimal;
        }
        let number = if self.hexadecimal {
            hexadecimal(field)?
        } else {
            decimal(field).or_else(|| hybrid36(field, self.width))?
        };
        self.last = Some(number);
        Some(number)
    }

    /// The number in a field out of order, such as in a CONECT record.
    pub fn peek(&self, field: &[u8]) -> Option<i32> {
        let letters = if self.ever_hexadecimal { hexadecimal(field) } else { hybrid36(field, self.width) };
        decimal(field).or(letters)
    }
}

/// A digit first and then a letter up to F: no decimal and no hybrid-36 number looks like this.
fn is_plainly_hexadecimal(field: &[u8]) -> bool {
    field.first().is_some_and(u8::is_ascii_digit)
        && field.iter().all(u8::is_ascii_hexdigit)
        && field.iter().any(u8::is_ascii_alphabetic)
}

pub(crate) fn decimal(field: &[u8]) -> Option<i32> {
    std::str::from_utf8(field).ok()?.parse().ok()
}

fn hexadecimal(field: &[u8]) -> Option<i32> {
    i32::from_str_radix(std::str::from_utf8(field).ok()?, 16).ok()
}

fn hybrid36(field: &[u8], width: usize) -> Option<i32> {
    let first = *field.first()?;
    if field.len() != width || !first.is_ascii_alphabetic() {
        return None;
    }
    let upper = first.is_ascii_uppercase();
    let mut value = 0_i64;
    for byte in field {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' if upper => byte - b'A' + 10,
            b'a'..=b'z' if !upper => byte - b'a' + 10,
            _ => return None,
        };
        value = value * 36 + i64::from(digit);
    }
    let limits = Widths::of(width);
    let before = if upper { limits.decimal } else { limits.decimal + limits.letters };
    i32::try_from(value - limits.first_letter + before).ok()
}

#[cfg(test)]
mod tests {
    use super::{Serials, encode};

    #[test]
    fn hybrid_36_goes_both_ways() {
        // The values of the reference implementation's own tests.
        for (width, number, text) in [
            (4, -999, "-999"),
            (4, 0, "   0"),
            (4, 9999, "9999"),
            (4, 10_000, "A000"),
            (4, 10_035, "A00Z"),
            (4, 10_036, "A010"),
            (4, 1_223_055, "ZZZZ"),
            (4, 1_223_056, "a000"),
            (4, 2_436_111, "zzzz"),
            (5, 99_999, "99999"),
            (5, 100_000, "A0000"),
            (5, 43_770_015, "ZZZZZ"),
            (5, 43_770_016, "a0000"),
            (5, 87_440_031, "zzzzz"),
        ] {
            assert_eq!(encode(number, width).as_deref(), Some(text));
            assert_eq!(Serials::new(width).read(text.trim().as_bytes()), Some(number), "{text}");
        }
        assert_eq!(encode(2_436_112, 4), None);
        assert_eq!(encode(-1000, 4), None);
    }

    #[test]
    fn hexadecimal_begins_after_the_largest_decimal() {
        let mut serials = Serials::new(5);
        for (text, number) in [("99999", 99_999), ("186a0", 100_000), ("186ff", 0x186ff), ("18700", 0x18700)] {
            assert_eq!(serials.read(text.as_bytes()), Some(number), "{text}");
        }
        let mut residues = Serials::new(4);
        for (text, number) in [("9999", 9999), ("2710", 10_000), ("2711", 10_001), ("271a", 10_010)] {
            assert_eq!(residues.read(text.as_bytes()), Some(number), "{text}");
        }
        residues.restart();
        assert_eq!(residues.read(b"2710"), Some(2710));
    }

    #[test]
    fn nonsense_is_no_number() {
        for text in ["", "*****", "1x", "Aa000", "\u{e9}"] {
            assert_eq!(Serials::new(5).read(text.as_bytes()), None, "{text}");
        }
    }
}
