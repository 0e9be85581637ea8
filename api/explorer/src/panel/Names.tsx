/** How else a thing is written; of many spellings the first, so that what is said of it stays in sight. */

import type { Entity } from "../api/types";
import { groupBy } from "../state/grouping";
import { languageName } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";

const MOST = 8;
const FIRST = 6;

export function Names({ node, names }: Pick<Entity, "node" | "names">) {
  const others = [...groupBy(names.filter(({ text }) => text !== node.label), ({ text }) => text)];
  if (others.length === 0) return null;
  const first = others.length > MOST ? others.slice(0, FIRST) : others;
  const rest = others.slice(first.length);
  return (
    <section aria-label={t("panel.also-written")}>
      <h2 class="title">{t("panel.also-written")}</h2>
      <NameList names={first} />
      {rest.length > 0 && (
        <details class="more">
          <summary>{t("panel.and-more", { count: rest.length })}</summary>
          <NameList names={rest} />
        </details>
      )}
    </section>
  );
}

const NameList = ({ names }: { names: readonly [string, Entity["names"]][] }) => (
  <ul class="names inline">
    {names.map(([text, written]) => (
      <li key={text}>
        <Text language={written[0]?.language}>{text}</Text>
        {written.map(({ language }) => language !== null && <abbr class="language" key={language} title={languageName(language)}>{language}</abbr>)}
      </li>
    ))}
  </ul>
);
