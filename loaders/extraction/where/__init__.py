"""Where: countries, places and airports, and which of them is an operation's own."""
