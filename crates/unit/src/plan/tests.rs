//! Numbers and order.
