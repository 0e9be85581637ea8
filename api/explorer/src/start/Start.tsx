/** The first screen: what this is, the search box, what is new, who is linked to most, what needs a look, where to begin. */

import "../styles/start.css";
import { redo, undo } from "../actions/scene";
import type { NodeType, Summary } from "../api/types";
import { WholeGraph } from "../flows/WholeGraph";
import { SavedOnStart } from "../keep/SavedOnStart";
import { Skeleton } from "../panel/Skeleton";
import { Search } from "../search/Search";
import { update, useStore } from "../state/store";
import { languageName, number } from "../text/dates";
import { t, tn } from "../text/messages";
import { Actors, Disputed, Newest, Questions, Starts } from "./Lists";
import { useNames } from "./names";
import { useSlow } from "./useSlow";

const COUNTED: readonly NodeType[] = ["operation", "agency", "official", "airport", "country"];

export function Start() {
  const { summary, failure } = useStore();
  const slow = useSlow();
  if (failure !== null) return <Gone reason={failure} />;
  if (summary === null) return <div class="start">{slow && <div class="start-inner"><Skeleton rows={8} /></div>}</div>;
  if (summary.announcements.total === 0) return <EmptyStore />;
  return <Begin summary={summary} />;
}

function Begin({ summary }: { summary: Summary }) {
  const names = useNames(summary);
  return (
    <div class="start">
      <div class="start-inner">
        <div class="start-head">
          <h1>{t("start.question")}</h1>
          <p class="lead">{t("start.lead")}</p>
          <Search focused />
          <WayBack />
          <SavedOnStart />
          <Counts summary={summary} />
        </div>
        <div class="start-columns">
          <Newest nodes={summary.newest} names={names} />
          <Actors nodes={summary.connected} names={names} />
          <div>
            <Disputed nodes={summary.disputed} total={summary.disputes} names={names} />
            <Starts nodes={summary.starts} names={names} />
          </div>
        </div>
        <WholeGraph />
        <Questions questions={summary.questions} />
        <p class="sources"><a href="licences.md">{t("start.licences")}</a></p>
      </div>
    </div>
  );
}

/** Cleared by mistake, or undone too far: the network is one click away. */
function WayBack() {
  const { history } = useStore();
  if (history.past.length === 0 && history.future.length === 0) return null;
  return (
    <p class="way-back">
      <button type="button" onClick={history.past.length > 0 ? undo : redo}>← {t("start.back")}</button>
    </p>
  );
}

function Counts({ summary }: { summary: Summary }) {
  const { counts, announcements } = summary;
  const languages = Object.keys(announcements.languages);
  return (
    <>
      <ul class="counts">
        {COUNTED.filter((type) => (counts[type] ?? 0) > 0).map((type) => (
          <li key={type}><b>{number(counts[type] ?? 0)}</b> {tn(`start.count-${type}`, counts[type] ?? 0)}</li>
        ))}
      </ul>
      <p class="sources" title={languages.map(languageName).join(", ")}>
        <button type="button" class="link" onClick={() => update(() => ({ view: "sources" }))}>
          {t("start.from", { announcements: announcements.total, languages: languages.length })}
        </button>
        {announcements.unread > 0 && ` ${tn("start.unread", announcements.unread)}`}
      </p>
    </>
  );
}

function EmptyStore() {
  return (
    <div class="start">
      <div class="start-inner">
        <h1>{t("start.empty")}</h1>
        <p class="lead">{t("start.empty-how")}</p>
        <p class="commands"><code>crackdown load --samples</code> <code>crackdown load FILE</code></p>
      </div>
    </div>
  );
}

function Gone({ reason }: { reason: string }) {
  return (
    <div class="start">
      <div class="start-inner" role="alert">
        <h1>{t("start.gone")}</h1>
        <p class="lead">{reason !== "" && `${reason} `}{t("start.gone-how")}</p>
        <p class="commands"><code>crackdown serve</code></p>
        <button type="button" class="primary" onClick={() => window.location.reload()}>{t("start.again")}</button>
      </div>
    </div>
  );
}
