/** The whole announcement over the page: its words with every passage marked, what was taken from each, what became of each sentence. */

import { useEffect, useRef, useState } from "preact/hooks";
import { getAnnouncement } from "../api/client";
import type { Announcement, Status } from "../api/types";
import { WhenLoaded } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { useStore } from "../state/store";
import { t } from "../text/messages";
import { Text } from "../text/Text";
import "../styles/reader.css";
import "../styles/reader-text.css";
import "../styles/reader-narrow.css";
import { closeReader, type Reading, turnTo } from "./address";
import { About } from "./About";
import type { FactKind } from "./kinds";
import { Legend } from "./Legend";
import { Taken } from "./Taken";
import { Words } from "./Words";

export function Reader({ reading }: { reading: Reading }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { language, summary } = useStore();
  useEffect(() => openOver(dialog.current), []);
  const loaded = useLoad(JSON.stringify([reading.id, language, summary?.version]), () => getAnnouncement(reading.id));
  return (
    <dialog
      ref={dialog}
      class="reader"
      aria-label={t("reader.announcement")}
      tabIndex={-1}
      onKeyDown={keepKeys}
      onCancel={(event) => {
        event.preventDefault();
        closeReader();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) closeReader();
      }}
    >
      <button type="button" class="reader-close" onClick={closeReader} aria-label={t("reader.close")}>✕</button>
      <div class="reader-page">
        <WhenLoaded loaded={loaded}>{(announcement) => <Opened key={announcement.node.id} announcement={announcement} reading={reading} />}</WhenLoaded>
      </div>
    </dialog>
  );
}

/** The network's keys are out of reach too, as they would act on what lies below. */
function keepKeys(event: KeyboardEvent): void {
  event.stopPropagation();
  if (event.key !== "Escape") return;
  event.preventDefault();
  closeReader();
}

/** Modal: what lies below is out of reach meanwhile. The focus goes back to where it came from. */
function openOver(dialog: HTMLDialogElement | null): () => void {
  const before = document.activeElement;
  dialog?.showModal();
  return () => {
    dialog?.close();
    const back = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : document.querySelector<HTMLElement>("#search");
    back?.focus({ preventScroll: true });
  };
}

function Opened({ announcement, reading }: { announcement: Announcement; reading: Reading }) {
  const { text, language, passages, sentences, node } = announcement;
  const [lit, setLit] = useState<number | null>(null);
  const [only, setOnly] = useState<Status | null>(null);
  const [off, setOff] = useState<readonly FactKind[]>([]);
  const found = passages.findIndex(({ start, end }) => start === reading.passage?.start && end === reading.passage.end);
  const chosen = found < 0 ? null : found;
  const choose = (number: number | null) => {
    const span = number === null ? undefined : passages[number];
    turnTo(span ? { start: span.start, end: span.end } : null);
  };
  return (
    <>
      <About announcement={announcement} />
      <div class="reader-columns">
        <section class="reader-words" aria-label={t("reader.words")}>
          {text === null ? (
            <p class="none">{t("reader.text-not-kept")}</p>
          ) : (
            <Words text={text} language={language} passages={passages} sentences={sentences} chosen={chosen} lit={lit} only={only} off={off} onChoose={choose} />
          )}
        </section>
        <aside class="reader-side" aria-label={t("reader.what-was-read")}>
          <Legend sentences={sentences} passages={passages} only={only} off={off} onOnly={setOnly} onOff={setOff} />
          <Taken about={node.id} text={text} language={language} passages={passages} chosen={chosen} off={off} onChoose={choose} onLight={setLit} />
          {announcement.notes.length > 0 && (
            <section>
              <h3 class="title">{t("reader.notes")}</h3>
              <ul>{announcement.notes.map((note) => <li key={note}><Text language="en">{note}</Text></li>)}</ul>
            </section>
          )}
        </aside>
      </div>
    </>
  );
}
