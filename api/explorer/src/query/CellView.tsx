/** One value of an answer: a thing leads to the network, words stand in their language, numbers and dates are readable. */

import { attempt, openById } from "../actions/scene";
import { ReaderLink } from "../reader/ReaderLink";
import { inShort } from "../text/dates";
import { currentLanguage, t } from "../text/messages";
import { Text } from "../text/Text";
import { numberOf, shortened, sortOf, spelled, wayOf } from "./cells";
import type { Names } from "./labels";
import type { Terms, Value } from "./types";

interface Props {
  value: Value | undefined;
  names: Names;
  terms: Terms;
  /** Parts of an announcement go by what follows its IRI, as that stands beside them. */
  isBrief?: boolean;
}

export function CellView({ value, names, terms, isBrief = false }: Props) {
  if (value === undefined) return <span class="unseen">{t("query.no-value")}</span>;
  if (value.type === "uri") return <Iri iri={value.value} names={names} terms={terms} isBrief={isBrief} />;
  if (value.type === "bnode") return <code title={t("query.blank-node")}>_:{value.value}</code>;
  if (value.type === "literal") return <Literal value={value} terms={terms} />;
  const { subject, predicate, object } = value.value;
  return (
    <span class="triple-term">
      {"<<( "}
      {[subject, predicate, object].map((one, index) => <span key={index}><CellView value={one} names={names} terms={terms} /> </span>)}
      {")>>"}
    </span>
  );
}

const brief = (iri: string, terms: Terms): string => {
  const spelt = spelled(iri, terms);
  return spelt.slice(Math.max(spelt.indexOf("#"), 0));
};

function Iri({ iri, names, terms, isBrief }: { iri: string; names: Names; terms: Terms; isBrief: boolean }) {
  const label = names.label(iri);
  const shown = label === null ? <Text>{isBrief ? brief(iri, terms) : spelled(iri, terms)}</Text> : <Text language={label.language}>{label.text}</Text>;
  const way = wayOf(iri, terms);
  if (way.to === "network") {
    const { id } = way.thing;
    return <button type="button" class="link" title={iri} onClick={() => void attempt(() => openById(id))}>{shown}</button>;
  }
  if (way.to === "reader") return <ReaderLink id={way.id} passage={way.passage} title={iri}>{shown}</ReaderLink>;
  if (way.to === "page") return <a href={way.href} title={iri}>{shown}</a>;
  if (way.to === "web") return <a href={way.href} title={iri} rel="noreferrer external">{shown}</a>;
  return <span title={iri}>{shown}</span>;
}

function Literal({ value, terms }: { value: Extract<Value, { type: "literal" }>; terms: Terms }) {
  const { value: text, datatype } = value;
  const language = value["xml:lang"];
  switch (sortOf(value)) {
    case "number":
      return <span title={text}>{numberInWords(text, numberOf(value))}</span>;
    case "date":
      return <time dateTime={text} title={text}>{inShort(text)}</time>;
    case "moment":
      return <time dateTime={text}>{text.replace("T", " ").replace(/:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/, "")}</time>;
    case "boolean":
      return <span>{text === "true" || text === "1" ? t("query.yes") : t("query.no")}</span>;
    default:
      return (
        <>
          <Text language={language ?? null}>{text}</Text>
          {language !== undefined && <abbr class="language">{language}</abbr>}
          {datatype !== undefined && <small class="datatype">{shortened(datatype, terms.prefixes)}</small>}
        </>
      );
  }
}

/** A whole number is grouped; any other stands as it was written, with all its digits. */
const numberInWords = (text: string, value: number | null): string =>
  value !== null && /^[+-]?\d+$/.test(text) && Number.isSafeInteger(value) ? value.toLocaleString(currentLanguage()) : text;
