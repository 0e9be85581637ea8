"""Files and folders turned into Documents, one module a format."""

from __future__ import annotations

from crackdown.loaders.sources.folder import count_files, read_documents

__all__ = ["count_files", "read_documents"]
