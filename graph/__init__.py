"""The stored graph: the store, the named queries, the networks drawn from it."""
