"""When: dates and spans, when an announcement was published, which date is an operation's own."""
