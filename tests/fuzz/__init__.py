"""Hostile input: small hostile files, and fuzzers that make more of them."""
