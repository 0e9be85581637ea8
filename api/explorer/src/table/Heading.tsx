/** The head of a column, by which the rows can be sorted. */

interface Properties<C extends string> {
  column: C;
  title: string;
  order: { column: C; descending: boolean };
  onTurn: (column: C) => void;
}

export function Heading<C extends string>({ column, title, order, onTurn }: Properties<C>) {
  const isOn = order.column === column;
  return (
    <th scope="col" aria-sort={isOn ? (order.descending ? "descending" : "ascending") : "none"}>
      <button type="button" onClick={() => onTurn(column)}>
        {title} <span aria-hidden="true">{isOn ? (order.descending ? "↓" : "↑") : ""}</span>
      </button>
    </th>
  );
}
