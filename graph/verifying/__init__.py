"""Checking a store against itself: that every text, quote, record, decision and inference is what it ought to be."""
