"""What trains the encoder, and what writes its files for the extraction; nothing here is needed to read."""
