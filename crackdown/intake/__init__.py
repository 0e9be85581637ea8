"""From files, folders and publishers into the store, read apart from it."""
