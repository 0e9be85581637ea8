/** The scene as a table: the canvas' accessible twin. Every cell leads to the words behind it. */

import { Fragment } from "preact";
import { useState } from "preact/hooks";
import "../styles/table.css";
import { attempt, open } from "../actions/scene";
import { Icon } from "../panel/Icon";
import { DidFail } from "../panel/Skeleton";
import { keep, pictureOf, say as announce, useStore } from "../state/store";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { getQuotes } from "./calls";
import { Cell, say } from "./Cell";
import { Columns } from "./Columns";
import { saveCsv } from "./csv";
import { Heading } from "./Heading";
import { Pager } from "./Pager";
import { type Column, columnsOf, filterRows, isNumberColumn, isQuoted, linesOf, orderOf, type Row, rowsOf, sortRows } from "./rows";
import type { CellColumn } from "./types";
import { useRows } from "./useRows";
import { Words } from "./Words";

/** Rows on a page: as many as stay smooth with their words opened. */
const STEP = 100;

interface Opened {
  id: string;
  column: CellColumn;
}

export function Table() {
  const state = useStore();
  const { params } = state;
  const picture = pictureOf(state);
  const told = useRows([...picture.nodes, ...picture.stacks.flatMap(({ members }) => members)].map(({ id }) => id));
  const columns = columnsOf(params.tablecolumns);
  const order = orderOf(params.tablesort);
  const all = filterRows(rowsOf(picture, told.rows), params.tablefind ?? "", columns, say);
  const rows = sortRows(all, order, say);
  const [wanted, setOffset] = useState(0);
  const [opened, setOpened] = useState<Opened | null>(null);
  const offset = wanted < rows.length ? wanted : 0;
  const shown = rows.slice(offset, offset + STEP);
  const selected = state.selection?.what === "node" ? state.selection.id : null;
  const turn = (column: Column) => {
    const isDown = order.column === column && !order.descending;
    keep({ tablesort: `${column}:${isDown ? "down" : "up"}` });
    announce(t(isDown ? "table.sorted-down" : "table.sorted-up", { column: t(`table.column-${column}`) }));
  };
  return (
    <div class="table-view">
      <div class="table-tools">
        <label class="filter">
          <span class="unseen">{t("table.filter")}</span>
          <input type="search" placeholder={t("table.filter")} value={params.tablefind ?? ""} onInput={(event) => keep({ tablefind: event.currentTarget.value })} />
        </label>
        <Columns chosen={columns} />
        <button type="button" onClick={() => void save(rows, columns)} disabled={rows.length === 0}>{t("table.save")}</button>
        <Pager offset={offset} shown={shown.length} total={rows.length} step={STEP} onTurn={setOffset} />
      </div>
      {told.failed !== null && <DidFail failed={told.failed} />}
      <div class="table-scroll">
        <table aria-label={tn("table.things", rows.length)} aria-rowcount={rows.length + 1}>
          <thead>
            <tr aria-rowindex={1}>{columns.map((column) => <Heading key={column} column={column} title={t(`table.column-${column}`)} order={order} onTurn={turn} isNumber={isNumberColumn(column)} />)}</tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <Fragment key={row.id}>
                <tr class={row.id === selected ? "selected" : ""} aria-rowindex={offset + index + 2}>
                  {columns.map((column) => column === "name" ? <NameCell key={column} row={row} /> : (
                    <Cell
                      key={column}
                      row={row}
                      column={column}
                      isOpen={opened?.id === row.id && opened.column === column}
                      onOpen={() => isQuoted(column) && setOpened(opened?.id === row.id && opened.column === column ? null : { id: row.id, column })}
                    />
                  ))}
                </tr>
                {opened?.id === row.id && (
                  <tr class="words-row">
                    <td colSpan={columns.length}>
                      <Words {...opened} title={t("table.words-behind", { thing: row.name.label, column: t(`table.column-${opened.column}`) })} onClose={() => setOpened(null)} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function NameCell({ row: { node, name } }: { row: Row }) {
  return (
    <th scope="row">
      <span class="named">
        <Icon type={node.type} size={20} code={node.code} />
        <button type="button" class="link" onClick={() => void open(node)}><Text language={name.language}>{name.label}</Text></button>
      </span>
    </th>
  );
}

/** What is shown, all pages of it, with the words behind each cell. */
const save = (rows: readonly Row[], columns: readonly Column[]): Promise<boolean> =>
  attempt(async () => {
    const quotes = await getQuotes(rows.map(({ id }) => id));
    saveCsv(linesOf(rows, columns, quotes, say), "crackdown-scene.csv");
    announce(tn("table.saved", rows.length));
  });
