/** What made an answer match: which spelling, in which language and script, and in which announcement's words it stands; or which day. */

import type { Hit } from "../api/types";
import { inShort } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";
import { isSameName, languageAndScript } from "./matching";

export function Why({ hit }: { hit: Hit }) {
  const { matched, how, label, matched_language: language, standing, given_by: giver, type } = hit;
  if (how === "code") return <small class="matched">{t("search.code")} <code>{matched}</code></small>;
  if (how === "announced") return <small class="matched">{t("panel.announced-on", { date: inShort(matched) })}</small>;
  if (type === "operation") return null; // called by its kind and number, in whichever language they were asked for
  const told = how === "initials" || how === "alike" || how === "sounds" ? t(`search.how-${how}`) : isSameName(matched, label) ? "" : t("search.also-written");
  const tongue = languageAndScript(matched, language);
  return (
    <small class="matched">
      {told !== "" && <>{told} <Text language={language}>{matched}</Text> </>}
      {tongue !== "" && <span class="tongue">{tongue}</span>}
      {standing !== null && (
        <span class="stands">
          {standing.quote !== matched && <> “<Text language={standing.language}>{standing.quote}</Text>”</>} {t("search.in")}{" "}
          <Text language={standing.language}>{standing.announcement_label}</Text>
          {standing.published !== null && <>, {inShort(standing.published)}</>}
        </span>
      )}
      {giver !== null && <span class="stands"> {t("search.in")} <Text>{giver.label}</Text></span>}
      {standing === null && giver === null && type !== "announcement" && <span class="stands"> {t("search.from-lists")}</span>}
    </small>
  );
}
