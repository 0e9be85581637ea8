/** The scene as a table: the canvas' accessible twin. */

import { useState } from "preact/hooks";
import { open } from "../actions/scene";
import { TYPES } from "../kinds";
import { Icon } from "../panel/Icon";
import { pictureOf, useStore } from "../state/store";
import { type Column, COLUMNS, type Order, type Row, rowsOf, sortRows, toCsv } from "../state/table";
import { inShort, number } from "../text/dates";
import { saveFile } from "../text/files";
import { Text } from "../text/Text";

const TITLES: Readonly<Record<Column, string>> = {
  type: "Type",
  label: "Name",
  detail: "What it is",
  from: "From",
  to: "To",
  persons: "Persons, as reported",
  links: "Links in view",
};

export function Table() {
  const state = useStore();
  const [order, setOrder] = useState<Order>({ column: "type", descending: false });
  const rows = sortRows(rowsOf(pictureOf(state)), order);
  const selected = state.selection?.what === "node" ? state.selection.id : null;
  const turn = (column: Column) => setOrder({ column, descending: order.column === column && !order.descending });
  return (
    <div class="table-view">
      <div class="table-tools">
        <b>{number(rows.length)} things in view</b>
        <button type="button" onClick={() => save(toCsv(rows))} disabled={rows.length === 0}>Save as CSV</button>
      </div>
      <table>
        <thead>
          <tr>{COLUMNS.map((column) => <Heading key={column} column={column} order={order} onTurn={turn} />)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => <RowView key={row.id} row={row} isSelected={row.id === selected} />)}
        </tbody>
      </table>
    </div>
  );
}

function Heading({ column, order, onTurn }: { column: Column; order: Order; onTurn: (column: Column) => void }) {
  const isOn = order.column === column;
  return (
    <th scope="col" aria-sort={isOn ? (order.descending ? "descending" : "ascending") : "none"}>
      <button type="button" onClick={() => onTurn(column)}>
        {TITLES[column]} <span aria-hidden="true">{isOn ? (order.descending ? "↓" : "↑") : ""}</span>
      </button>
    </th>
  );
}

function RowView({ row, isSelected }: { row: Row; isSelected: boolean }) {
  const { node } = row;
  return (
    <tr class={isSelected ? "selected" : ""}>
      <td class="type"><Icon type={node.type} size={20} code={node.code} /> {TYPES[node.type].one}</td>
      <th scope="row"><button type="button" class="link" onClick={() => void open(node)}><Text>{row.label}</Text></button></th>
      <td><Text>{row.detail}</Text></td>
      <td class="date">{row.from && inShort(row.from)}</td>
      <td class="date">{row.to && inShort(row.to)}</td>
      <td class="number">{row.persons}{node.disputed && <em class="disputed">disputed</em>}</td>
      <td class="number">{row.links}</td>
    </tr>
  );
}

/** A byte order mark, without which spreadsheets read Khmer as Latin-1. */
function save(csv: string): void {
  saveFile(new Blob(["\ufeff", csv], { type: "text/csv;charset=utf-8" }), "crackdown-scene.csv");
}
