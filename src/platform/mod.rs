//! Thin wrappers over what the browser offers.
