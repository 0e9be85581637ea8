"""Loading on many machines: files are read in parts by an engine's workers, and written here as a local load writes.

`parts` says what is read together, `reading` reads a part and is a pure function of it, `archives` puts together what
workers left out of web archives, `kept` keeps what was read, `on_ray` is the engine. Ray is imported by `on_ray` alone,
when it is asked for.
"""
