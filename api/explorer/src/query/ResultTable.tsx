/** The rows of an answer: sorted, filtered, copied; of long ones only what is in sight is drawn. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { say } from "../state/store";
import { t, tn } from "../text/messages";
import { CellView } from "./CellView";
import { sortOf } from "./cells";
import { filtered, holdsOf, type Order, sorted, toTabs } from "./columns";
import type { Names } from "./labels";
import type { Row, Table, Terms } from "./types";
import { Explaining } from "./why";
import { WhyRow } from "./WhyRow";
import { type Drawn, drawnRows } from "./windowing";

/** Beyond this many rows each is one line high, and those out of sight are not drawn. */
const MOST_DRAWN = 200;
const ROW_HEIGHT = 34;

interface Props {
  table: Table;
  names: Names;
  terms: Terms;
}

export function ResultTable({ table, names, terms }: Props) {
  const [order, setOrder] = useState<Order | null>(null);
  const [words, setWords] = useState("");
  const [opened, setOpened] = useState<Row | null>(null);
  const explaining = useMemo(() => new Explaining(table), [table]);
  useEffect(() => () => explaining.end(), [explaining]);
  useEffect(() => {
    setOrder(null);
    setOpened(null);
  }, [table]);
  const rows = useMemo(() => sorted(filtered(table.rows, words, names.named), order, names.named), [table, words, order, names]);
  const turn = (name: string) => setOrder(order?.name === name ? (order.descending ? null : { name, descending: true }) : { name, descending: false });
  const copy = () => void copyText(toTabs(table.names, rows, names.named), rows.length);
  return (
    <>
      <div class="query-table-tools">
        <input type="search" value={words} placeholder={t("query.filter")} aria-label={t("query.filter")} onInput={(event) => setWords(event.currentTarget.value)} />
        {words.trim() !== "" && <span role="status">{t("query.filtered", { shown: rows.length, all: table.rows.length })}</span>}
        <button type="button" onClick={copy} disabled={rows.length === 0}>{t("query.copy-table")}</button>
      </div>
      <Rows table={table} rows={rows} names={names} terms={terms} order={order} onTurn={turn} opened={opened} onOpen={setOpened} explaining={explaining} />
    </>
  );
}

async function copyText(text: string, count: number): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(tn("query.copied", count));
  } catch {
    say(t("query.not-copied"));
  }
}

interface RowsProps extends Props {
  rows: readonly Row[];
  order: Order | null;
  onTurn: (name: string) => void;
  opened: Row | null;
  onOpen: (row: Row | null) => void;
  explaining: Explaining;
}

function Rows(props: RowsProps) {
  const { table, rows, opened, names, terms, onOpen, explaining } = props;
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [height, setHeight] = useState(0);
  const isLong = rows.length > MOST_DRAWN;
  const index = opened === null ? -1 : rows.indexOf(opened);
  const drawn = useDrawn(scroller, isLong, rows.length, index < 0 ? null : { index, height });
  const columns = table.names.length + 1;
  const numbers = useMemo(() => new Set(table.names.filter((name) => holdsOf(table.rows, name, "") === "number")), [table]);
  return (
    <div class={isLong ? "query-rows long" : "query-rows"} ref={setScroller} tabIndex={0} role="region" aria-label={t("query.rows-label")}>
      <table aria-rowcount={rows.length + 1} aria-colcount={columns}>
        <Head {...props} numbers={numbers} />
        <tbody>
          {drawn.before > 0 && <Space height={drawn.before} columns={columns} />}
          {rows.slice(drawn.from, drawn.to).map((row, offset) => {
            const at = drawn.from + offset;
            const isOpen = row === opened;
            return [
              <tr key={at} aria-rowindex={at + 2} class={isOpen ? "open" : ""}>
                <th scope="row">
                  <button type="button" aria-expanded={isOpen} onClick={() => onOpen(isOpen ? null : row)} aria-label={t("query.why-row", { row: at + 1 })}>{t("query.why")}</button>
                </th>
                {table.names.map((name) => (
                  <td key={name} class={classOf(row, name, numbers)}><CellView value={row[name]} names={names} terms={terms} /></td>
                ))}
              </tr>,
              isOpen && <Below key="below" columns={columns} onHeight={setHeight}><WhyRow row={row} number={table.rows.indexOf(row)} explaining={explaining} terms={terms} /></Below>,
            ];
          })}
          {drawn.after > 0 && <Space height={drawn.after} columns={columns} />}
        </tbody>
      </table>
    </div>
  );
}

/** Numbers stand below one another where the whole column holds nothing else. */
const classOf = (row: Row, name: string, numbers: ReadonlySet<string>): string => {
  const sort = sortOf(row[name]);
  return numbers.has(name) ? "number" : sort === "date" || sort === "moment" ? "date" : "";
};

function Head({ table, order, onTurn, numbers }: RowsProps & { numbers: ReadonlySet<string> }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col"><span class="unseen">{t("query.why-column")}</span></th>
        {table.names.map((name) => {
          const isOn = order?.name === name;
          return (
            <th key={name} scope="col" aria-sort={isOn ? (order.descending ? "descending" : "ascending") : "none"} class={numbers.has(name) ? "number" : ""}>
              <button type="button" onClick={() => onTurn(name)}>
                {table.form === "graph" ? t(`query.triple-${name}`) : name} <span aria-hidden="true">{isOn ? (order.descending ? "↓" : "↑") : ""}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const Space = ({ height, columns }: { height: number; columns: number }) => (
  <tr aria-hidden="true" class="space"><td colSpan={columns} style={{ height: `${height}px` }} /></tr>
);

/** What opens beneath a row; its height is told, as rows further down stand lower by it. */
function Below({ columns, onHeight, children }: { columns: number; onHeight: (height: number) => void; children: preact.ComponentChildren }) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (row.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => onHeight(entry?.target.getBoundingClientRect().height ?? 0));
    observer.observe(row.current);
    return () => {
      observer.disconnect();
      onHeight(0);
    };
  }, []);
  return <tr class="below" ref={row}><td colSpan={columns}>{children}</td></tr>;
}

/** Follows the scrolling of a long table. */
function useDrawn(scroller: HTMLElement | null, isLong: boolean, count: number, opened: { index: number; height: number } | null): Drawn {
  const [sight, setSight] = useState({ top: 0, height: 600 });
  useEffect(() => {
    if (scroller === null || !isLong) return undefined;
    const look = () => setSight({ top: scroller.scrollTop, height: scroller.clientHeight });
    look();
    scroller.addEventListener("scroll", look, { passive: true });
    return () => scroller.removeEventListener("scroll", look);
  }, [scroller, isLong]);
  return isLong ? drawnRows(count, ROW_HEIGHT, sight.top, sight.height, opened) : { from: 0, to: count, before: 0, after: 0 };
}
