"""Read replicas: one store publishes a snapshot and what changed since, any number of others follow it.

`files` is the form of what is published, `publishing` writes it, `following` keeps a store equal to it. What is
published is plain files: a folder, or any web server before one, is enough.
"""
