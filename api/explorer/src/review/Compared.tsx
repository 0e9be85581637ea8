/** Both sides' facts in one table, differences marked by word and colour alike, each value with its words. */

import { ReaderLink } from "../reader/ReaderLink";
import { directionOf } from "../text/bidi";
import { inWords, languageName } from "../text/dates";
import { t } from "../text/messages";
import { Pieces, Text } from "../text/Text";
import type { Row, Value } from "./compare";
import type { Told } from "./types";
import { valueInWords } from "./words";

export function Compared({ rows, titles }: { rows: readonly Row[]; titles: readonly [string, string] }) {
  return (
    <table class="compared">
      <caption class="unseen">{t("review.side-by-side")}</caption>
      <colgroup><col class="of-facts" /><col /><col /></colgroup>
      <thead class="unseen">
        <tr><th scope="col">{t("review.fact")}</th><th scope="col">{titles[0]}</th><th scope="col">{titles[1]}</th></tr>
      </thead>
      <tbody>
        {rows.map(({ fact, values, agreement }) => (
          <tr key={fact} class={`is-${agreement}`}>
            <th scope="row">{t(`told.fact-${fact.replaceAll("_", "-")}`)} <span class="agreement">{t(`review.agreement-${agreement}`)}</span></th>
            {values.map((side, position) => <td key={position}>{side.length === 0 ? <span class="untold">{t("review.untold")}</span> : side.map((value) => <ValueView key={value.value} fact={fact} value={value} />)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const FIRST = 2;

function ValueView({ fact, value }: { fact: string; value: Value }) {
  const rest = value.told.slice(FIRST);
  return (
    <div class="compared-value">
      <b><Text>{valueInWords(fact, value.value)}</Text></b>
      {value.told.slice(0, FIRST).map((told, position) => <ToldQuote key={position} told={told} />)}
      {rest.length > 0 && (
        <details>
          <summary>{t("review.more-quotes", { count: rest.length })}</summary>
          {rest.map((told, position) => <ToldQuote key={position} told={told} />)}
        </details>
      )}
    </div>
  );
}

/** The exact words, in their own script and direction, with the way to where they stand. */
function ToldQuote({ told }: { told: Told }) {
  const { quote, language, source, start, end, publisher, announcement, published } = told;
  return (
    <blockquote class="told" dir={directionOf(language)}>
      <p><bdi lang={language === "und" ? undefined : language} dir={directionOf(language)}><q><Pieces>{quote}</Pieces></q></bdi></p>
      <footer dir="ltr">
        <abbr class="language" title={languageName(language)}>{language}</abbr>{" "}
        <ReaderLink id={source} passage={{ start, end }}><Text>{publisher ?? announcement}</Text></ReaderLink>
        {published !== null && <>, <time dateTime={published}>{inWords(published)}</time></>}
      </footer>
    </blockquote>
  );
}
