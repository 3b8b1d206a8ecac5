//! axe-core in the page: no violation of accessibility rules that a machine can find.

use crate::Profile;
use serde_json::Value;
use std::fmt::Write;

/// Rules that axe itself calls experimental or advisory are left out.
///
/// A bar that stays at the edge of the screen covers half of some field at some place of the
/// scrolled page, and axe then calls that field too small. Nobody has to press it there: the
/// browser scrolls what has the focus free of the bars. So the bars are let go while axe reads.
const RUN: &str = r"
const done = arguments[arguments.length - 1];
const only = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const bars = [...document.querySelectorAll('body *:not(dialog)')]
  .filter((bar) => ['sticky', 'fixed'].includes(getComputedStyle(bar).position))
  .map((bar) => [bar, bar.style.position]);
for (const [bar] of bars) bar.style.position = 'static';
const end = (found) => {
  for (const [bar, position] of bars) bar.style.position = position;
  done(found);
};
axe.run(document, { runOnly: only, resultTypes: ['violations'] })
  .then((result) => end(result.violations), (error) => end(String(error)));
";

/// Runs axe on the page in the current tab and returns what it found, as text; empty if nothing.
pub async fn violations(profile: &Profile) -> String {
    let axe = crate::root().join("node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&axe).expect("node_modules/axe-core: cargo xtask test installs it");
    profile.driver().execute(axe, vec![]).await.expect("axe loads");
    let found = profile.driver().execute_async(RUN, vec![]).await.expect("axe runs");
    let found = found.json();
    let Some(violations) = found.as_array() else { return format!("axe failed: {found}") };
    violations.iter().fold(String::new(), |mut text, violation| {
        writeln!(text, "  {}: {}", word(&violation["id"]), word(&violation["help"])).unwrap();
        for node in violation["nodes"].as_array().into_iter().flatten() {
            let why = word(&node["failureSummary"]).replace('\n', " ");
            writeln!(text, "    {}\n      {}\n      {why}", node["target"], word(&node["html"])).unwrap();
        }
        text
    })
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
