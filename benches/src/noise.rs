//! How busy the machine is with other things.

use std::time::{Duration, Instant};

/// Load of the last minute, on a machine of a few cores, that counts as quiet.
const QUIET: f64 = 0.6;
/// How long to wait for it.
const LIMIT: Duration = Duration::from_secs(600);

/// What was seen of the load while measuring.
#[derive(Default)]
pub struct Noise {
    seen: Vec<f64>,
}

impl Noise {
    /// Notes the load now.
    pub fn look(&mut self) {
        self.seen.push(load());
    }

    /// Says how noisy it was.
    pub fn sentence(&self) -> String {
        let (low, high) = self.seen.iter().fold((f64::MAX, 0.0_f64), |(low, high), n| (low.min(*n), high.max(*n)));
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let verdict = if high < 2.0 { "quiet" } else { "NOISY: read ratios, and only large ones" };
        // The browsers that are measured keep about one core busy themselves.
        format!("load average {low:.1} to {high:.1} on {cores} cores while measuring: {verdict}")
    }
}

/// Waits until nothing else keeps the machine busy, or until that seems hopeless.
pub fn wait_for_quiet() {
    let start = Instant::now();
    while load() > QUIET && start.elapsed() < LIMIT {
        std::thread::sleep(Duration::from_secs(5));
    }
    if load() > QUIET {
        eprintln!("  the machine never became quiet (load {:.1}); measuring all the same", load());
    }
}

fn load() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|first| first.parse().ok()).unwrap_or(0.0)
}
