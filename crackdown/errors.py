"""Every error that Crackdown raises on purpose, in one tree.

::

    CrackdownError                 something a message can explain
    ├── InputError                 what was given cannot be used
    │   ├── UnreadableAnnouncement   a file that cannot be read as an announcement
    │   ├── InvalidRecord            a record that contradicts its own text, or names somebody who is no official
    │   ├── InvalidQuery             SPARQL that does not parse; has line and column where known
    │   ├── UpdateRefused            SPARQL Update where only queries are allowed
    │   ├── ServiceRefused           a query that would call another server (SERVICE)
    │   ├── UnknownFormat            a format, media type or option that is not offered
    │   ├── JudgementRefused         a judgement from where none is taken: another site, a server that only reads
    │   ├── AnnouncementRefused      an announcement for a server that only reads
    │   ├── ModelNotSet              a language model is asked for whose address, name or price is not set right
    │   ├── DamagedBackup            a backup that is cut, was altered, or is none
    │   ├── SourceNotSet             a source whose YAML is not right; the message has one line a mistake
    │   ├── CostNotConfirmed         a batch that costs money, and nobody said yes
    │   └── NotFound                 nothing of that name or IRI
    ├── StoreError                 the folder that holds the graph
    │   ├── StoreUnavailable         it cannot be opened, created or written
    │   ├── StoreLocked              another process holds it
    │   └── StoreFull                no space is left on its disk
    ├── FetchError                 a page that could not be fetched
    │   ├── FetchRefused             it may not be: robots.txt, a private address, a redirect too many, too large
    │   └── FetchFailed              it may be, and nothing useful came; another time it may
    ├── ReadersBusy                too many announcements are being read at once
    ├── ReadingUnavailable         a way of reading whose packages or files are missing or damaged
    ├── EngineUnavailable          what reads on many machines is missing, not reached, or of another version
    ├── QueryError                 a query that was right but was not answered
    │   ├── QueryTimeout             it ran past its time
    │   ├── QueryAborted             its worker died or was stopped
    │   │   └── QueryCrashed           by a fault of the engine, which would be the same again
    │   ├── ServiceFailed            another server that it calls (SERVICE) did not answer as it should
    │   ├── ServerBusy               it found no place among others; has the seconds after which to ask again
    │   └── ExportBusy               another export is being handed out; one runs at a time
    └── ModelError                 a language model that was no help; the built-in reader stands in
        ├── ModelUnavailable         it cannot be reached, refused, or was too slow
        └── ModelAnswerInvalid       it answered, but not what was asked

Messages name the file, the place and the remedy. Each class has a stable `code`, which the command line and the
API print; HTTP status codes belong to `api/http/problems.py` alone.
"""

from __future__ import annotations


class CrackdownError(Exception):
    """Something went wrong that a message can explain."""

    code = "error"

    def _render_traceback_(self) -> list[str]:
        """Tell a notebook the message alone: where in this package it was raised helps nobody who reads it there."""
        return [f"{type(self).__name__}: {self}"]


class InputError(CrackdownError):
    """What was given cannot be used."""

    code = "input"


class UnreadableAnnouncement(InputError):
    """A file that cannot be read as an announcement."""

    code = "unreadable-announcement"


class InvalidRecord(InputError):
    """A record that contradicts its own text (a quote not at its offsets), or names somebody who is no official."""

    code = "invalid-record"


class InvalidQuery(InputError):
    """SPARQL that does not parse."""

    code = "invalid-query"

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class UpdateRefused(InputError):
    """SPARQL Update where only queries are allowed."""

    code = "update-refused"


class ServiceRefused(InputError):
    """A query that would call another server."""

    code = "service-refused"


class UnknownFormat(InputError):
    """A format, media type or option that is not offered."""

    code = "unknown-format"


class ModelNotSet(InputError):
    """A language model is asked for whose address, name or price is not set right."""

    code = "model-not-set"


class SourceNotSet(InputError):
    """A source whose YAML is not right."""

    code = "source-not-set"


class DamagedBackup(InputError):
    """A backup that is cut, was altered, or is none."""

    code = "damaged-backup"


class CostNotConfirmed(InputError):
    """A batch that costs money, and nobody said yes."""

    code = "cost-not-confirmed"


class JudgementRefused(InputError):
    """A judgement from where none is taken: another site, or a server that only reads."""

    code = "judgement-refused"


class AnnouncementRefused(InputError):
    """An announcement for a server that only reads."""

    code = "announcement-refused"


class NotFound(InputError):
    """Nothing of that name or IRI."""

    code = "not-found"


class StoreError(CrackdownError):
    """The folder that holds the graph."""

    code = "store"


class StoreUnavailable(StoreError):
    """The store cannot be opened, created or written."""

    code = "store-unavailable"


class StoreLocked(StoreError):
    """Another process holds the store."""

    code = "store-locked"


class StoreFull(StoreError):
    """No space is left on the store's disk."""

    code = "store-full"


class FetchError(CrackdownError):
    """A page that could not be fetched."""

    code = "fetch"


class FetchRefused(FetchError):
    """A page that may not be fetched, now or later."""

    code = "fetch-refused"


class FetchFailed(FetchError):
    """A page that could not be fetched this time.

    Attributes:
        status: the HTTP status code, where an answer came.
    """

    code = "fetch-failed"

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class ReadersBusy(CrackdownError):
    """Too many announcements are being read at once; one of them must end first."""

    code = "readers-busy"


class ReadingUnavailable(CrackdownError):
    """A way of reading that needs packages or files which are missing or damaged."""

    code = "reading-unavailable"


class EngineUnavailable(CrackdownError):
    """An engine that should read on many machines is not installed, cannot be reached, or runs another version."""

    code = "engine-unavailable"


class QueryError(CrackdownError):
    """A query that was right but was not answered."""

    code = "query"


class QueryTimeout(QueryError):
    """The query ran past its time."""

    code = "query-timeout"


class QueryAborted(QueryError):
    """The query's worker died or was stopped."""

    code = "query-aborted"


class QueryCrashed(QueryAborted):
    """The query's worker died by a fault of the engine, not for want of memory or time; it would again."""

    code = "query-crashed"


class ServiceFailed(QueryError):
    """Another server that the query calls (SERVICE) did not answer as it should."""

    code = "service-failed"


class ServerBusy(QueryError):
    """The query found no place among others.

    Attributes:
        retry_after_seconds: when it is worth asking again.
    """

    code = "server-busy"

    def __init__(self, message: str, *, retry_after_seconds: int = 10) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class ExportBusy(QueryError):
    """Another export is being handed out; one runs at a time."""

    code = "export-busy"


class ModelError(CrackdownError):
    """A language model that was no help; the built-in reader stands in."""

    code = "model"


class ModelUnavailable(ModelError):
    """The model cannot be reached, refused, or was too slow.

    Attributes:
        status: the HTTP status code of a refusal.
        retry_after_seconds: how long the endpoint asked to be left alone.
    """

    code = "model-unavailable"

    def __init__(self, message: str, *, status: int | None = None, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after_seconds = retry_after_seconds


class ModelAnswerInvalid(ModelError):
    """The model answered, but not what was asked."""

    code = "model-answer-invalid"


def reason_of(error: Exception) -> str:
    """Say what went wrong with a file in words alone: neither its name again nor a number.

    >>> reason_of(FileNotFoundError(2, "No such file or directory", "a.csv"))
    'No such file or directory'
    """
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
