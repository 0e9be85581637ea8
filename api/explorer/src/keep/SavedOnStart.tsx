/** Saved views on the first screen; nothing where there are none. */

import { t } from "../text/messages";
import { SavedList } from "./SavedList";
import { useSaved } from "./useSaved";
import "../styles/keep.css";

export function SavedOnStart() {
  if (useSaved().length === 0) return null;
  return (
    <section class="saved-on-start" aria-label={t("keep.saved-views")}>
      <h2 class="title">{t("keep.saved-views")}</h2>
      <SavedList most={5} />
    </section>
  );
}
