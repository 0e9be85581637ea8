/** The first screen: what this is, the search box, where to begin. */

import { open, redo, undo } from "../actions/scene";
import type { NodeType, Question, Summary } from "../api/types";
import { TYPES } from "../kinds";
import { Icon } from "../panel/Icon";
import { Skeleton } from "../panel/Skeleton";
import { Search } from "../search/Search";
import { useStore } from "../state/store";
import { languageName, number } from "../text/dates";
import { Text } from "../text/Text";
import { useSlow } from "./useSlow";

const COUNTED: readonly NodeType[] = ["operation", "agency", "official", "airport", "country"];

export function Start() {
  const { summary, failure } = useStore();
  const slow = useSlow();
  if (failure !== null) return <Gone reason={failure} />;
  if (summary === null) return <div class="start">{slow && <div class="start-inner"><Skeleton rows={8} /></div>}</div>;
  if (summary.announcements.total === 0) return <EmptyStore />;
  return (
    <div class="start">
      <div class="start-inner">
        <h1>Who acts against online scams, where, and with whom?</h1>
        <p class="lead">
          Officials, agencies, countries and airports named in official announcements, each with the exact words that say so.
        </p>
        <Search focused />
        <WayBack />
        <Counts summary={summary} />
        <Starts summary={summary} />
        <Questions questions={summary.questions} />
        <p class="sources"><a href="licences.md">Licences of the software that this page uses</a></p>
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
      <button type="button" onClick={history.past.length > 0 ? undo : redo}>← Back to the network</button>
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
          <li key={type}>
            <b>{number(counts[type] ?? 0)}</b> {(counts[type] === 1 ? TYPES[type].one : TYPES[type].many).toLowerCase()}
          </li>
        ))}
      </ul>
      <p class="sources" title={languages.map(languageName).join(", ")}>
        From {number(announcements.total)} announcements in {number(languages.length)} {languages.length === 1 ? "language" : "languages"}
        {announcements.unread > 0 && `; ${number(announcements.unread)} of them ${announcements.unread === 1 ? "is" : "are"} in languages that are not read in full yet`}.
      </p>
    </>
  );
}

function Starts({ summary }: { summary: Summary }) {
  if (summary.starts.length === 0) return null;
  return (
    <section aria-label="Start from">
      <h2 class="title">Start from</h2>
      <div class="cards">
        {summary.starts.slice(0, 6).map((node) => (
          <button type="button" key={node.id} onClick={() => void open(node)}>
            <Icon type={node.type} size={34} code={node.code} />
            <span>
              <b><Text>{node.label}</Text></b>
              <small>{number(node.degree)} {node.degree === 1 ? "connection" : "connections"}</small>
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}

function Questions({ questions }: { questions: readonly Question[] }) {
  if (questions.length === 0) return null;
  return (
    <section aria-label="Ready questions">
      <h2 class="title">Or ask</h2>
      <ul class="questions">
        {questions.slice(0, 6).map(({ title, query }) => (
          <li key={title}><a href={`sparql?query=${encodeURIComponent(query)}`}>{title}</a></li>
        ))}
      </ul>
    </section>
  );
}

function EmptyStore() {
  return (
    <div class="start">
      <div class="start-inner">
        <h1>Nothing loaded yet.</h1>
        <p class="lead">Load the sample announcements with <code>crackdown load --samples</code>, or your own with <code>crackdown load FILE</code>, then reload this page.</p>
      </div>
    </div>
  );
}

function Gone({ reason }: { reason: string }) {
  return (
    <div class="start">
      <div class="start-inner" role="alert">
        <h1>The server does not answer.</h1>
        <p class="lead">{reason !== "The server does not answer." && `${reason} `}Start it with <code>crackdown serve</code>, then try again. The address keeps the scene.</p>
        <button type="button" class="primary" onClick={() => window.location.reload()}>Try again</button>
      </div>
    </div>
  );
}
