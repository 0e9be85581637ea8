"""One thing for people to read: its facts with the words behind each, in the reader's language."""
