//! What the merge oracle is made of: steps, devices, side truth.

pub mod devices;
pub mod model;
pub mod oracle;
