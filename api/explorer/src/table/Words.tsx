/** The words behind a cell, in a row of their own below it. */

import { useEffect, useRef } from "preact/hooks";
import { Facts } from "../panel/Facts";
import { WhenLoaded } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { t } from "../text/messages";
import { getCell } from "./calls";
import type { CellColumn } from "./types";

interface Properties {
  id: string;
  column: CellColumn;
  title: string;
  onClose: () => void;
}

export function Words({ id, column, title, onClose }: Properties) {
  const box = useRef<HTMLDivElement>(null);
  const loaded = useLoad(`${id} ${column}`, () => getCell(id, column));
  // Whoever opened it by key goes on reading there.
  useEffect(() => box.current?.focus(), [id, column]);
  return (
    <div class="cell-words" ref={box} tabIndex={-1} role="region" aria-label={title} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <div class="cell-words-head">
        <h3>{title}</h3>
        <button type="button" onClick={onClose} aria-label={t("table.close-words")}>✕</button>
      </div>
      <WhenLoaded loaded={loaded}>
        {(facts) => (facts.length === 0 ? <p class="none">{t("table.no-words")}</p> : <Facts facts={facts} about={id} />)}
      </WhenLoaded>
    </div>
  );
}
