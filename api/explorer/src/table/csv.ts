/** CSV as RFC 4180 has it. A cell that a spreadsheet would run as a formula gets an apostrophe before it. */

import { saveFile } from "../text/files";

export const toCsv = (lines: readonly (readonly string[])[]): string =>
  lines.map((cells) => cells.map(quoteCell).join(",")).join("\r\n") + "\r\n";

function quoteCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A byte order mark, without which spreadsheets read Khmer as Latin-1. */
export const saveCsv = (lines: readonly (readonly string[])[], name: string): void =>
  saveFile(new Blob(["\ufeff", toCsv(lines)], { type: "text/csv;charset=utf-8" }), name);
