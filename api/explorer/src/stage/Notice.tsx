/** What was just done, for the eye and for screen readers. */

import { useEffect, useState } from "preact/hooks";
import { useChosen } from "../state/store";

const SHOWN_MS = 5000;
let over = 0; // the turn of the last notice that was shown to its end: another view does not show it again

export function Notice() {
  const notice = useChosen((state) => state.notice);
  const [gone, setGone] = useState(over);
  const turn = notice?.turn ?? 0;
  useEffect(() => {
    if (turn === over) return undefined;
    const timer = window.setTimeout(() => setGone((over = turn)), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [turn]);
  const isShown = notice !== null && gone !== turn;
  return (
    <div class={isShown ? "notice on" : "notice"} role="status" aria-live="polite">
      {isShown && <span key={turn}>{notice.text}</span>}
    </div>
  );
}
