/** What the sums rest on: how many operations, what is left out, and that reports may overlap. */

import { t, tn } from "../text/messages";
import type { Choice } from "./choice";
import type { Flows } from "./types";
import { sumInWords } from "./words";

export function Basis({ flows, onChoose }: { flows: Flows; onChoose: (choice: Choice) => void }) {
  const { all, left_out: leftOut, bands_left: bandsLeft } = flows;
  return (
    <div class="basis">
      <p>
        <b>{sumInWords(all)}</b> {t("flows.overlap")}
        {all.counted < all.operations && <> {tn("flows.counted", all.counted)}</>}
        {all.disputed > 0 && <> {tn("flows.disputed-of", all.disputed)}</>}
      </p>
      {leftOut > 0 && (
        <p>
          {tn("flows.left-out", leftOut)} <button type="button" class="link" onClick={() => onChoose({ what: "left-out" })}>{t("flows.show-left-out")}</button>
        </p>
      )}
      {bandsLeft > 0 && <p>{tn("flows.bands-left", bandsLeft)}</p>}
    </div>
  );
}
