"""Files and folders turned into Documents, one module a format."""

from __future__ import annotations

from crackdown.loaders.sources.folder import Reading, read_documents
from crackdown.loaders.sources.options import Options

__all__ = ["Options", "Reading", "read_documents"]
