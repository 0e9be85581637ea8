"""The text itself: its language, normalised view, sentences, words, numbers, and what stands where."""
