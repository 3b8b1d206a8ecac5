//! Files of every released format version are read for ever.
