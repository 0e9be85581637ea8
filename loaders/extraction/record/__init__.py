"""The record: facts written down with their words, their confidence, and what became of each sentence."""
