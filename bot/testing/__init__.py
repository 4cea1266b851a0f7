"""Shipped helpers for tests, the demo and the benchmarks: mails, documents, and in-memory twins of the ports."""
