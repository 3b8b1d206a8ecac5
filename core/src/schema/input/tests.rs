//! Tests of reading, showing and checking.
