//! C2SP signed notes with one newtype per key role.
