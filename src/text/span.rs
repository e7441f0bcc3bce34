use serde::Serialize;

/// A half-open range of **bytes** in a text: `start..end`, both on character boundaries.
///
/// ```
/// use textsift::Span;
/// let span = Span::new(0, 5);
/// assert_eq!(span.of("Paris is large."), "Paris");
/// assert!(Span::new(0, 12).contains(span));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// Byte offset of the first byte.
    pub start: u32,
    /// Byte offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    #[inline]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The bytes' count.
    #[inline]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// True for a span without a byte.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The span as a range that indexes a `&str`.
    #[inline]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part of `text` that the span covers.
    ///
    /// # Panics
    /// If the span lies outside `text` or not on its character boundaries.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// True if `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if both share at least one byte.
    #[inline]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// How many of the `items` come first, of which all are and no later one is `before`: as
/// [`partition_point`](slice::partition_point), for those that go through the items once.
pub(crate) fn count_before<T>(items: &[T], before: impl Fn(&T) -> bool) -> usize {
    // Looks that do not wait for each other are sooner done than fewer that do.
    const STRIDE: usize = 8;
    let strides = items.chunks_exact(STRIDE);
    let count = STRIDE
        * strides
            .take_while(|items| before(&items[STRIDE - 1]))
            .count();
    count
        + items[count..]
            .iter()
            .take_while(|&item| before(item))
            .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_counted_as_come_before() {
        for length in 0..40 {
            let items: Vec<usize> = (0..length).collect();
            for point in 0..=length {
                assert_eq!(count_before(&items, |&item| item < point), point);
            }
        }
    }
}
