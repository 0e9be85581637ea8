/** The head of a column, by which the rows can be sorted. */

interface Properties<C extends string> {
  column: C;
  title: string;
  order: { column: C; descending: boolean };
  onTurn: (column: C) => void;
  /** Its cells hold numbers, which stand at the end of their column. */
  isNumber?: boolean;
}

export function Heading<C extends string>({ column, title, order, onTurn, isNumber = false }: Properties<C>) {
  const isOn = order.column === column;
  return (
    <th scope="col" class={isNumber ? "number" : undefined} aria-sort={isOn ? (order.descending ? "descending" : "ascending") : "none"}>
      <button type="button" onClick={() => onTurn(column)}>
        {title} <span aria-hidden="true">{isOn ? (order.descending ? "↓" : "↑") : ""}</span>
      </button>
    </th>
  );
}
