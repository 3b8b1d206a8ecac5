//! The generator's own dice: splitmix64, seeded anew for every record, so that any record can be
//! made without making those before it.

/// What `splitmix64` adds at each step: 2^64 divided by the golden ratio, odd.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A row of numbers that its seed decides.
#[derive(Debug, Clone)]
pub(super) struct Rng(u64);

impl Rng {
    /// The dice of the `index`-th thing of the sort `stream`, in the world of `seed`.
    pub(super) const fn of(seed: u64, stream: u64, index: u64) -> Self {
        Self(mix(mix(mix(seed) ^ stream.wrapping_mul(STEP)) ^ index.wrapping_mul(STEP)))
    }

    /// Any number.
    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// A number below `n`; 0 if `n` is 0.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(n);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// A number below `n`, small ones far more often: the few that everybody visits.
    pub(super) fn skewed(&mut self, n: u64) -> u64 {
        let upper = self.below(n) + 1;
        self.below(upper)
    }

    /// Whether something happens that happens in `percent` of a hundred cases.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `from`.
    pub(super) fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        let at = usize::try_from(self.below(from.len() as u64)).unwrap_or(0);
        from.get(at).copied().unwrap_or_default()
    }

    /// One code of a list of choices.
    pub(super) fn code(&mut self, list: &'static crate::schema::CodeList) -> &'static str {
        let at = usize::try_from(self.below(list.codes.len() as u64)).unwrap_or(0);
        list.codes.get(at).map_or("", |c| c.code)
    }

    /// Ten bytes, as an id wants them.
    pub(super) fn ten(&mut self) -> [u8; 10] {
        let [a, b, c, d, e, f, g, h] = self.next().to_le_bytes();
        let [i, j, ..] = self.next().to_le_bytes();
        [a, b, c, d, e, f, g, h, i, j]
    }
}

const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
