/** One cell of the table: what it says, as a button that opens the words behind it below its row. */

import { spanInShort } from "../text/dates";
import { t } from "../text/messages";
import { number } from "../text/dates";
import { Text } from "../text/Text";
import { boundsOf, type Column, isLinks, isNumberColumn, isQuoted, type Row, textOf } from "./rows";

export const say = (word: string): string => t(`table.${word}`);

interface Properties {
  row: Row;
  column: Column;
  isOpen: boolean;
  onOpen: () => void;
}

export function Cell({ row, column, isOpen, onOpen }: Properties) {
  const text = textOf(row, column, say);
  if (text === "") return <td />;
  return (
    <td class={isNumberColumn(column) ? "number" : column === "date" || column === "announced" ? "date" : ""}>
      {isQuoted(column) && (column !== "kind" || row.node.type === "operation") ? (
        <button type="button" class="link cell" aria-expanded={isOpen} title={t("table.show-words")} onClick={onOpen}>
          <Content row={row} column={column} />
        </button>
      ) : (
        <Content row={row} column={column} />
      )}
    </td>
  );
}

function Content({ row, column }: { row: Row; column: Column }) {
  const { node } = row;
  if (isLinks(column)) {
    return (
      <>
        {(row.cells[column] ?? []).map(({ id, label, language }, index) => (
          <span key={id}>{index > 0 && "; "}<Text language={language}>{label}</Text></span>
        ))}
      </>
    );
  }
  if (column === "date") return <>{spanInShort(node.from, node.to)}</>;
  if (column === "announced") return <>{spanInShort(node.announced ?? null, null)}</>;
  if (column === "persons") return <>{boundsOf(node, number)}{node.disputed && <em class="disputed">{t("table.disputed")}</em>}</>;
  if (column === "announcements") {
    return <span title={t("table.told-by", { announcements: row.announcements ?? 0, origins: row.origins ?? 0 })}>{number(row.announcements ?? 0)} / {number(row.origins ?? 0)}</span>;
  }
  return <>{textOf(row, column, say)}</>;
}
