"""Who publishes announcements: one YAML a source, and what checks it.

The package's own files lie beside this module; a folder of a user's own is read before them.
"""

from __future__ import annotations

from crackdown.loaders.publishers.reading import read_source, read_sources
from crackdown.loaders.publishers.source import Expected, Source

__all__ = ["Expected", "Source", "read_source", "read_sources"]
