"""How announcements come in over HTTP: who may send them, and how they are read out of a request."""
