/** Everything known about one thing, and where it was said. */

import { choosePathEnd } from "../actions/path";
import { setPeriod } from "../actions/start";
import { expand, focusOn, hide, togglePin } from "../actions/scene";
import { getEntity } from "../api/client";
import type { Entity, Node } from "../api/types";
import { pageOf, TYPES } from "../kinds";
import type { Period } from "../state/period";
import { useStore } from "../state/store";
import { languageName, spanInWords, withDatesInWords } from "../text/dates";
import { Text } from "../text/Text";
import { Facts } from "./Facts";
import { Figures } from "./Figures";
import { Icon } from "./Icon";
import { NodeLink } from "./NodeLink";
import { Relations } from "./Relations";
import { WhenLoaded } from "./Skeleton";
import { useLoad } from "./useLoad";

export function EntityPanel({ id }: { id: string }) {
  const { period, summary, library } = useStore();
  const key = JSON.stringify([id, period, summary?.version]);
  const loaded = useLoad(key, () => getEntity(id, period));
  const known = library.nodes.get(id) ?? (loaded.status === "done" ? loaded.value.node : null);
  return (
    <>
      {known && <Head node={known} />}
      {known && <Actions id={id} />}
      <WhenLoaded loaded={loaded}>{(entity) => <Body entity={entity} period={period} />}</WhenLoaded>
    </>
  );
}

function Head({ node }: { node: Node }) {
  const isDated = node.from === null || node.detail.includes(node.from);
  return (
    <header class="head">
      <Icon type={node.type} size={44} code={node.code} />
      <div>
        <h2 tabIndex={-1}><Text>{node.label}</Text></h2>
        <p class="detail">
          <Text>{node.detail !== "" ? withDatesInWords(node.detail) : TYPES[node.type].one}</Text>
          {!isDated && <> · {spanInWords(node.from, node.to)}</>} · <a href={pageOf(node.id)} title="A page of its own, to cite or print">page</a>
        </p>
        {(node.total || node.disputed) && (
          <p class="flags">
            {node.total && <span class="flag" title="Sums up other operations: not to be added to them">running total</span>}
            {node.disputed && <span class="flag disputed">figures disputed</span>}
          </p>
        )}
      </div>
    </header>
  );
}

function Actions({ id }: { id: string }) {
  const { history } = useStore();
  const inScene = history.present.ids.includes(id);
  const isPinned = history.present.pinned.includes(id);
  return (
    <div class="actions">
      <button type="button" class="primary" onClick={() => void expand(id)}>Expand</button>
      <button type="button" onClick={() => choosePathEnd(id)}>Path to…</button>
      <button type="button" onClick={() => focusOn(id)} disabled={!inScene} title="Keep this and what it is linked to">Focus</button>
      <button type="button" onClick={() => togglePin(id)} disabled={!inScene} aria-pressed={isPinned}>{isPinned ? "Unpin" : "Pin"}</button>
      <button type="button" onClick={() => hide(id)} disabled={!inScene}>Hide</button>
    </div>
  );
}

function Body({ entity, period }: { entity: Entity; period: Period | null }) {
  const { node, names, figures, relations, facts, announcements } = entity;
  const quotes = facts.reduce((sum, { evidence }) => sum + evidence.length, 0);
  return (
    <>
      <Names node={node} names={names} />
      {figures.length > 0 && (
        <section aria-label="Figures">
          <h2 class="title">Figures, as announced</h2>
          <Figures figures={figures} />
        </section>
      )}
      {relations.length > 0 && (
        <section aria-label="Connections">
          <h2 class="title">Connections</h2>
          <Relations id={node.id} relations={relations} />
        </section>
      )}
      <section aria-label="What the announcements say">
        <h2 class="title">What the announcements say{quotes > 0 && ` · ${quotes} ${quotes === 1 ? "quote" : "quotes"}`}</h2>
        {quotes === 0 && <Nothing period={period} />}
        {facts.length > 0 && <Facts facts={facts} about={node.id} />}
      </section>
      {announcements.length > 0 && <Announcements announcements={announcements} origins={entity.origins} />}
    </>
  );
}

function Names({ node, names }: Pick<Entity, "node" | "names">) {
  const others = names.filter(({ text }) => text !== node.label);
  if (others.length === 0) return null;
  return (
    <section aria-label="Names">
      <h2 class="title">Also written</h2>
      <ul class="names inline">
        {others.map(({ text, language }) => (
          <li key={`${text} ${language}`}>
            <Text language={language}>{text}</Text>
            {language !== null && <abbr class="language" title={languageName(language)}>{language}</abbr>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Nothing({ period }: { period: Period | null }) {
  if (period === null) return <p class="none">No quoted statement.</p>;
  return (
    <p class="none">
      No quoted statement in this period. <button type="button" class="link" onClick={() => setPeriod(null)}>Show all dates</button>
    </p>
  );
}

function Announcements({ announcements, origins }: Pick<Entity, "announcements" | "origins">) {
  return (
    <section aria-label="Announcements">
      <h2 class="title">Announcements · {announcements.length}</h2>
      {announcements.length > 1 && <p class="none">{origins} independent {origins === 1 ? "origin" : "origins"}: copies, translations and relays of one speaker’s words are one.</p>}
      <ul class="names">
        {announcements.map((announcement) => (
          <li key={announcement.id}>
            <NodeLink node={announcement} />
            <small>{spanInWords(announcement.from, announcement.to)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
