"""Things by their names, in any script and with typos: search, matching, cross-reference."""
