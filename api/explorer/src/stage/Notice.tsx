/** What was just done, for the eye and for screen readers. */

import { useEffect, useState } from "preact/hooks";
import { useStore } from "../state/store";

const SHOWN_MS = 5000;

export function Notice() {
  const { notice } = useStore();
  const [gone, setGone] = useState(0);
  const turn = notice?.turn ?? 0;
  useEffect(() => {
    if (turn === 0) return undefined;
    const timer = window.setTimeout(() => setGone(turn), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [turn]);
  const isShown = notice !== null && gone !== turn;
  return (
    <div class={isShown ? "notice on" : "notice"} role="status" aria-live="polite">
      {isShown && <span key={turn}>{notice.text}</span>}
    </div>
  );
}
