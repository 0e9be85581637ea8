"""What every answer has: negotiation, compression, problems, headers, log, metrics."""
