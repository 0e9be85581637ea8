"""Screenshots made small, and how far two of them are apart.

A screenshot pixel by pixel would tell one machine's fonts from another's. Here names are hidden, a part of the page is
cut out and averaged into few cells: shapes, places and colours stay, and the edges that smoothing draws differently
weigh little. What is measured is told beside each limit.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, NamedTuple

KEPT = Path(__file__).parent / "pictures"
COLUMNS, ROWS = 48, 30
# Of 255, over all cells and colours; a type of things left out of the sample network moves it by more than 3.
MOST_ON_AVERAGE = 1.0
# Of 255, in any one cell and colour: a thing of 40 pixels moved by its own width differs by more than 60.
MOST_IN_A_CELL = 40

# Averages by hand: browsers scale pictures each in their own way.
SMALL = """async ([shot, columns, rows]) => {
  const bytes = Uint8Array.from(atob(shot), letter => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(bitmap, 0, 0);
  const { data, width, height } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
  const cells = [];
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) {
    const [left, right] = [Math.floor(column * width / columns), Math.floor((column + 1) * width / columns)];
    const [top, bottom] = [Math.floor(row * height / rows), Math.floor((row + 1) * height / rows)];
    const sums = [0, 0, 0];
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++)
      for (let colour = 0; colour < 3; colour++) sums[colour] += data[4 * (y * width + x) + colour];
    cells.push(...sums.map(sum => Math.round(sum / Math.max(1, (right - left) * (bottom - top)))));
  }
  return cells;
}"""
AS_PNG = """async ([cells, columns, rows]) => {
  const canvas = new OffscreenCanvas(columns, rows);
  const data = new Uint8ClampedArray(cells.length / 3 * 4)
    .map((_, at) => at % 4 === 3 ? 255 : cells[(at >> 2) * 3 + at % 4]);
  canvas.getContext('2d').putImageData(new ImageData(data, columns, rows), 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}"""


class Apart(NamedTuple):
    """How far two small pictures are apart, of 255."""

    on_average: float
    in_a_cell: int

    @property
    def is_alike(self) -> bool:
        return self.on_average <= MOST_ON_AVERAGE and self.in_a_cell <= MOST_IN_A_CELL


class Small:
    """Makes small pictures in a window of its own, as the explorer's policy forbids code from elsewhere."""

    def __init__(self, blank: Any) -> None:
        self._blank = blank

    def of(self, png: bytes) -> list[int]:
        """Return the cells of a screenshot, row by row, three colours each."""
        return self._blank.evaluate(SMALL, [base64.b64encode(png).decode(), COLUMNS, ROWS])

    def kept(self, name: str) -> list[int]:
        """Return the cells of a picture that is kept."""
        return self.of((KEPT / f"{name}.png").read_bytes())

    def keep(self, name: str, cells: list[int]) -> None:
        """Write a small picture in place of the one that is kept."""
        KEPT.mkdir(exist_ok=True)
        (KEPT / f"{name}.png").write_bytes(base64.b64decode(self._blank.evaluate(AS_PNG, [cells, COLUMNS, ROWS])))


def apart(one: list[int], other: list[int]) -> Apart:
    """Compare the cells of two small pictures."""
    steps = [abs(a - b) for a, b in zip(one, other, strict=True)]
    return Apart(sum(steps) / len(steps), max(steps))
