/** Pages of a long list: which rows are shown of how many, and the way to others. */

import { t } from "../text/messages";

interface Properties {
  /** The first row shown, counted from 0. */
  offset: number;
  shown: number;
  total: number;
  step: number;
  onTurn: (offset: number) => void;
}

export function Pager({ offset, shown, total, step, onTurn }: Properties) {
  const isOne = offset === 0 && total <= step;
  return (
    <nav class="pager" aria-label={t("table.pages")}>
      <span role="status">{total === 0 ? t("table.none") : t("table.rows-of", { from: offset + 1, to: offset + shown, total })}</span>
      {!isOne && (
        <>
          <button type="button" disabled={offset === 0} onClick={() => onTurn(Math.max(0, offset - step))}>{t("table.before")}</button>
          <button type="button" disabled={offset + shown >= total} onClick={() => onTurn(offset + step)}>{t("table.after")}</button>
        </>
      )}
    </nav>
  );
}
