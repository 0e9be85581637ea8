"""What happened: whether anything is reported, which operations there are, and of what kind."""
