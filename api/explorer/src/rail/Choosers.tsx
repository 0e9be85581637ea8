/** Filters by relation, country and offence: what there is in the scene, with counts, each list folded until it is wanted. */

import { useMemo } from "preact/hooks";
import { clearFacet, toggleFilter } from "../actions/filter";
import { choicesIn, type Choice, type Facet } from "../state/filters";
import { edgesAmong } from "../state/library";
import { useChosen } from "../state/store";
import { countryName } from "../text/countries";
import { number } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";
import { offenceInWords } from "../text/vocabulary";

export function Choosers() {
  const ids = useChosen(({ history }) => history.present.ids);
  const filters = useChosen(({ history }) => history.present.filters);
  const library = useChosen((state) => state.library);
  const language = useChosen((state) => state.language);
  const choices = useMemo(() => {
    const nodes = ids.flatMap((id) => library.nodes.get(id) ?? []);
    // As the graph calls it, where it stands beside its name: not every browser has the words of every language.
    const country = (code: string) => library.nodes.get(`country/${code}`)?.label ?? countryName(code);
    return choicesIn(nodes, edgesAmong(library, new Set(ids)), filters, { country, offence: offenceInWords });
  }, [ids, library, filters, language]);
  return (
    <div class="choosers">
      <Chooser facet="relations" choices={choices.relations} chosen={filters.relations} hint={t("rail.relations-hint")} />
      <Chooser facet="countries" choices={choices.countries} chosen={filters.countries} hint={t("rail.countries-hint")} />
      <Chooser facet="offences" choices={choices.offences} chosen={filters.offences} hint={t("rail.offences-hint")} />
    </div>
  );
}

interface ChooserProps {
  facet: Exclude<Facet, "types">;
  choices: readonly Choice[];
  chosen: readonly string[];
  hint: string;
}

/** Relations are switched off, so that pressed means shown; of the others the chosen ones are pressed. */
function Chooser({ facet, choices, chosen, hint }: ChooserProps) {
  if (choices.length === 0) return null;
  const isPressed = (value: string) => chosen.includes(value) !== (facet === "relations");
  return (
    <details class="chooser" open={chosen.length > 0}>
      <summary>{t(`rail.${facet}`)}{chosen.length > 0 && <b> · {number(chosen.length)}</b>}</summary>
      <p class="hint">{hint}</p>
      {chosen.length > 0 && <button type="button" class="link" onClick={() => clearFacet(facet)}>{t("rail.all")}</button>}
      <div class="legend">
        {choices.map(({ value, label, count }) => (
          <button type="button" key={value} aria-pressed={isPressed(value)} class={facet === "relations" ? "" : "pick"} onClick={() => toggleFilter(facet, value)}>
            <span><Text>{label}</Text></span>
            <b>{number(count)}</b>
          </button>
        ))}
      </div>
    </details>
  );
}
