/** Which columns the table has. */

import { keep } from "../state/store";
import { t } from "../text/messages";
import { type Column, COLUMNS } from "./rows";

export function Columns({ chosen }: { chosen: readonly Column[] }) {
  const turn = (column: Column) => {
    const next = COLUMNS.filter((one) => (one === column ? !chosen.includes(one) : chosen.includes(one)));
    if (next.length > 0) keep({ tablecolumns: next.join(",") });
  };
  return (
    <details class="columns">
      <summary>{t("table.columns")}</summary>
      <fieldset>
        <legend class="unseen">{t("table.columns")}</legend>
        {COLUMNS.map((column) => (
          <label key={column}>
            <input type="checkbox" checked={chosen.includes(column)} disabled={column === "name"} onChange={() => turn(column)} /> {t(`table.column-${column}`)}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
