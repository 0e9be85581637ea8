"""Who tells of a thing: speaker, relay and copy, and the announcements as sources."""
