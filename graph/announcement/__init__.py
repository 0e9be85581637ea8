"""What one announcement states: its record, and the triples of its named graph."""
