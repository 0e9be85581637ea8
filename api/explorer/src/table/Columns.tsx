/** Which columns the table has. */

import { Menu } from "../keep/Menu";
import { keep } from "../state/store";
import { t } from "../text/messages";
import { type Column, COLUMNS } from "./rows";

export function Columns({ chosen }: { chosen: readonly Column[] }) {
  const turn = (column: Column) => {
    const next = COLUMNS.filter((one) => (one === column ? !chosen.includes(one) : chosen.includes(one)));
    if (next.length > 0) keep({ tablecolumns: next.join(",") });
  };
  return (
    <Menu label={t("table.columns")} hint={t("table.columns")} kind="columns">
      {() =>
        COLUMNS.map((column) => (
          <label key={column}>
            <input type="checkbox" checked={chosen.includes(column)} disabled={column === "name"} onChange={() => turn(column)} /> {t(`table.column-${column}`)}
          </label>
        ))}
    </Menu>
  );
}
