/** The whole text as it was read: sentences by what became of them, passages by the facts that rest on them. */

import type { RefObject } from "preact";
import { directionOf } from "../text/bidi";
import { t, tn } from "../text/messages";
import { Pieces } from "../text/Text";
import { type Piece, stretchesOf } from "./marks";
import type { Read } from "./types";

interface Properties {
  read: Read;
  chosen: readonly number[];
  onChoose: (positions: readonly number[]) => void;
  container: RefObject<HTMLDivElement | null>;
}

export function MarkedText({ read, chosen, onChoose, container }: Properties) {
  const { language } = read.record;
  return (
    <div class="marked-text" ref={container} tabIndex={0} lang={language === "und" ? undefined : language} dir={directionOf(language)} role="region" aria-label={t("add.marked-text")}>
      {stretchesOf(read.text, read.sentences, read.facts).map(({ status, pieces }, position) => {
        const inside = pieces.map((piece, place) => <PieceView key={place} piece={piece} chosen={chosen} onChoose={onChoose} />);
        if (status === null) return inside;
        const name = status.replaceAll("_", "-");
        return <span key={position} class={`sentence status-${name}`} title={t(`add.status-${name}`)}>{inside}</span>;
      })}
    </div>
  );
}

function PieceView({ piece, chosen, onChoose }: { piece: Piece; chosen: readonly number[]; onChoose: (positions: readonly number[]) => void }) {
  const { text, facts } = piece;
  if (facts.length === 0) return <Pieces>{text}</Pieces>;
  const isOn = facts.some((position) => chosen.includes(position));
  return (
    <mark class={isOn ? "on" : ""} data-facts={facts.join(" ")} title={tn("add.rests-on", facts.length)} onClick={() => onChoose(facts)}>
      <Pieces>{text}</Pieces>
    </mark>
  );
}
