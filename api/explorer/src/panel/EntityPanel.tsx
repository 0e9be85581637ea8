/** Everything known about one thing, and where it was said. */

import { choosePathEnd } from "../actions/path";
import { setPeriod } from "../actions/start";
import { expand, focusOn, hide, togglePin } from "../actions/scene";
import { getEntity } from "../api/client";
import type { Entity, Node } from "../api/types";
import { pageOf } from "../kinds";
import { ReviewButton } from "../review/ReviewButton";
import type { Period } from "../state/period";
import { useChosen } from "../state/store";
import { number, spanInWords, withDatesInWords } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { Facts } from "./Facts";
import { Figures } from "./Figures";
import { Icon } from "./Icon";
import { Names } from "./Names";
import { NodeLink } from "./NodeLink";
import { Relations } from "./Relations";
import { WhenLoaded } from "./Skeleton";
import { useLoad } from "./useLoad";
import { WhyOne } from "./WhyOne";

export function EntityPanel({ id }: { id: string }) {
  const period = useChosen((state) => state.period);
  const version = useChosen(({ summary }) => summary?.version);
  const language = useChosen((state) => state.language);
  const inLibrary = useChosen(({ library }) => library.nodes.get(id));
  const key = JSON.stringify([id, period, version, language]);
  const loaded = useLoad(key, () => getEntity(id, period));
  const known = inLibrary ?? (loaded.status === "done" ? loaded.value.node : null);
  return (
    <>
      {known && <Head node={known} />}
      {known && <Actions id={id} type={known.type} />}
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
          <Text>{withDatesInWords(node.detail)}</Text>
          {!isDated && <> · {spanInWords(node.from, node.to)}</>} · <a href={pageOf(node.id)} title={t("panel.page-hint")}>{t("panel.page")}</a>
        </p>
        {(node.total || node.disputed) && (
          <p class="flags">
            {node.total && <span class="flag" title={t("panel.running-total-hint")}>{t("panel.running-total")}</span>}
            {node.disputed && <span class="flag disputed">{t("panel.figures-disputed")}</span>}
          </p>
        )}
      </div>
    </header>
  );
}

function Actions({ id, type }: Pick<Node, "id" | "type">) {
  const inScene = useChosen(({ history }) => history.present.ids.includes(id));
  const isPinned = useChosen(({ history }) => history.present.pinned.includes(id));
  return (
    <div class="actions">
      <button type="button" class="primary" onClick={() => void expand(id)}>{t("panel.expand")}</button>
      <button type="button" onClick={() => choosePathEnd(id)}>{t("panel.path-to")}</button>
      <button type="button" onClick={() => focusOn(id)} disabled={!inScene} title={t("panel.focus-hint")}>{t("panel.focus")}</button>
      <button type="button" onClick={() => togglePin(id)} disabled={!inScene} aria-pressed={isPinned}>{isPinned ? t("panel.unpin") : t("panel.pin")}</button>
      <button type="button" onClick={() => hide(id)} disabled={!inScene}>{t("panel.hide")}</button>
      <ReviewButton id={id} type={type} />
    </div>
  );
}

function Body({ entity, period }: { entity: Entity; period: Period | null }) {
  const { node, names, figures, relations, facts, announcements } = entity;
  const quotes = facts.reduce((sum, { evidence }) => sum + evidence.length, 0);
  return (
    <>
      <Names node={node} names={names} />
      <WhyOne node={node} />
      {figures.length > 0 && (
        <section aria-label={t("panel.figures")}>
          <h2 class="title">{t("panel.figures")}</h2>
          <Figures id={node.id} isTotal={node.total} figures={figures} />
        </section>
      )}
      {relations.length > 0 && (
        <section aria-label={t("panel.connections")}>
          <h2 class="title">{t("panel.connections")}</h2>
          <Relations id={node.id} relations={relations} />
        </section>
      )}
      <section aria-label={t("panel.said")}>
        <h2 class="title">{t("panel.said")}{quotes > 0 && ` · ${tn("panel.quotes", quotes)}`}</h2>
        {quotes === 0 && <Nothing period={period} />}
        {facts.length > 0 && <Facts facts={facts} about={node.id} />}
      </section>
      {announcements.length > 0 && <Announcements announcements={announcements} origins={entity.origins} />}
    </>
  );
}

function Nothing({ period }: { period: Period | null }) {
  if (period === null) return <p class="none">{t("panel.no-quote")}</p>;
  return (
    <p class="none">
      {t("panel.no-quote-in-period")} <button type="button" class="link" onClick={() => setPeriod(null)}>{t("panel.all-dates")}</button>
    </p>
  );
}

function Announcements({ announcements, origins }: Pick<Entity, "announcements" | "origins">) {
  return (
    <section aria-label={t("panel.announcements")}>
      <h2 class="title">{t("panel.announcements")} · {number(announcements.length)}</h2>
      {announcements.length > 1 && <p class="none">{t("panel.origins-explained", { origins: tn("panel.origins", origins) })}</p>}
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
