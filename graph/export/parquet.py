"""Apache Parquet: the tables with their types, lists as lists, for pandas, DuckDB, Spark, R. pyarrow is used here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import IO, TYPE_CHECKING

from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.reader import Reader
from crackdown.graph.export.source import Source
from crackdown.graph.export.tables import TABLES, TYPES, Row, Table

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_A_GROUP = 5_000


def schema_of(table: Table) -> pa.Schema:
    """Return the columns with their types; what each means is in the field's metadata."""
    import pyarrow as pa

    types = {
        "text": pa.string(), "list": pa.list_(pa.string()), "integer": pa.int64(), "number": pa.float64(),
        "boolean": pa.bool_(),
    }  # fmt: skip
    return pa.schema(
        pa.field(name, types[type_], metadata={"description": meaning})
        for name, (type_, meaning) in table.columns.items()
    )


def write(table: Table, source: Source, out: IO[bytes]) -> None:
    """Write one table in groups of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema, rows = schema_of(table), table.iter_rows(Reader(source.view))
    with pq.ParquetWriter(pa.PythonFile(_Counted(out), mode="w"), schema, compression="zstd") as writer:
        for number, batch in enumerate(_batches(rows)):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
            source.told(f"{table.name}: {number * _ROWS_A_GROUP + len(batch):,} rows")


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _ROWS_A_GROUP)):
        yield batch


class _Counted:
    """A stream that knows how much was written, which pyarrow asks and a pipe cannot tell."""

    closed = False

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._written = 0

    def write(self, data: bytes) -> int:
        self._out.write(bytes(data))
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        """Leave flushing to whoever opened the stream."""

    def close(self) -> None:
        """Leave closing to whoever opened the stream."""


FORMAT = Format(
    name="parquet",
    media_type="application/zip",
    sentence="the same tables with types, lists as lists: for pandas, DuckDB, Spark, R",
    parts=tuple(Part(f"{table.name}.parquet", partial(write, table), table.type) for table in TABLES),
    types=TYPES,
)
