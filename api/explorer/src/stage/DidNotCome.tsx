/** In place of what did not come: what that is, and how to try again. */

import type { ComponentChildren } from "preact";
import { t } from "../text/messages";
import { loadAnew } from "./code";

export function DidNotCome({ words, children }: { words: string; children?: ComponentChildren }) {
  return (
    <div class="did-not-come" role="alert">
      <p>{words}</p>
      <button type="button" class="primary" onClick={() => void loadAnew()}>{t("start.again")}</button> {children}
    </div>
  );
}
