"""Who: agencies and officials, what they are part of, and whose announcement a text is."""
