/** The announcement's text: passages marked by the kind of what they say, sentences lined by what became of them. */

import type { CSSProperties } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { PassageRead, Sentence, Status } from "../api/types";
import { groupBy } from "../state/grouping";
import { directionOf } from "../text/bidi";
import { t } from "../text/messages";
import { Pieces } from "../text/Text";
import { cut, type Piece } from "./cut";
import { type FactKind, kindOfPassage } from "./kinds";

interface Properties {
  text: string;
  language: string | null;
  passages: readonly PassageRead[];
  sentences: readonly Sentence[];
  chosen: number | null;
  lit: number | null;
  only: Status | null;
  off: readonly FactKind[];
  onChoose: (passage: number | null) => void;
}

/** Lines of further passages below the same words. */
const MOST_LINES = 3;

export function Words({ text, language, passages, sentences, only, off, ...marking }: Properties) {
  const article = useRef<HTMLElement>(null);
  const kinds = useMemo(() => passages.map(({ facts }) => kindOfPassage(facts)), [passages]);
  const pieces = useMemo(() => {
    const shown = new Set(passages.flatMap((_, number) => (off.includes(kinds[number] ?? "other") ? [] : [number])));
    return cut(text, passages, sentences).map((piece) => ({
      ...piece,
      passages: piece.passages.filter((number) => shown.has(number)),
      begins: piece.begins.filter((number) => shown.has(number)),
    }));
  }, [text, passages, sentences, off]);
  useEffect(() => {
    if (marking.chosen !== null) article.current?.querySelector(`[data-begins~="${marking.chosen}"]`)?.scrollIntoView({ block: "center" });
  }, [marking.chosen]);
  return (
    <article ref={article} class="reader-text" lang={language ?? undefined} dir={directionOf(language)}>
      {runs(pieces).map(({ sentence, pieces: inside }, index) => {
        const status = sentence === null ? null : (sentences[sentence]?.status ?? null);
        const marks = inside.map((piece, number) => <Mark key={number} piece={piece} kinds={kinds} {...marking} />);
        if (status === null) return <span key={index}>{marks}</span>;
        return (
          <span key={index} class={only !== null && only !== status ? `sentence ${status} away` : `sentence ${status}`} title={t(`reader.status-${status}`)}>
            {marks}
          </span>
        );
      })}
    </article>
  );
}

/** Pieces that follow each other within one sentence. */
function runs(pieces: readonly Piece[]): { sentence: number | null; pieces: Piece[] }[] {
  let run = 0;
  let last: number | null | undefined;
  const groups = groupBy(pieces, ({ sentence }) => {
    if (sentence !== last) run += 1;
    last = sentence;
    return run;
  });
  return [...groups.values()].map((inside) => ({ sentence: inside[0]?.sentence ?? null, pieces: inside }));
}

type Marking = Pick<Properties, "chosen" | "lit" | "onChoose"> & { piece: Piece; kinds: readonly FactKind[] };

/** The shortest passage over a piece colours it; each further one is a line below. */
function Mark({ piece, kinds, chosen, lit, onChoose }: Marking) {
  const [main, ...others] = piece.passages;
  if (main === undefined) return <Pieces>{piece.text}</Pieces>;
  const isChosen = chosen !== null && piece.passages.includes(chosen);
  const isLit = lit !== null && piece.passages.includes(lit);
  // Where passages overlap, each further click turns to the next of them.
  const next = isChosen ? (piece.passages[piece.passages.indexOf(chosen) + 1] ?? main) : (piece.begins[0] ?? main);
  const begins = piece.begins.length > 0;
  return (
    <mark
      class={`fact-${kinds[main] ?? "other"}${isChosen ? " chosen" : ""}${isLit ? " lit" : ""}`}
      style={linesBelow(others.map((number) => kinds[number] ?? "other"))}
      data-begins={begins ? piece.begins.join(" ") : undefined}
      role={begins ? "button" : undefined}
      tabIndex={begins ? 0 : undefined}
      aria-pressed={begins ? isChosen : undefined}
      onClick={() => onChoose(next)}
      onKeyDown={(event) => {
        if (!begins || (event.key !== "Enter" && event.key !== " ")) return;
        event.preventDefault();
        onChoose(next);
      }}
    >
      <Pieces>{piece.text}</Pieces>
    </mark>
  );
}

function linesBelow(kinds: readonly FactKind[]): CSSProperties | undefined {
  if (kinds.length === 0) return undefined;
  return { boxShadow: kinds.slice(0, MOST_LINES).map((kind, index) => `inset 0 -${2 * (index + 1)}px 0 var(--fact-${kind})`).join(", ") };
}
