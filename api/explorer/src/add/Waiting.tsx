/** Reading takes some seconds, of a long PDF up to a minute: what is being done, for how long, and the way out. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../text/messages";

export function Waiting({ task, isPdf, onStop }: { task: "read" | "store"; isPdf: boolean; onStop: () => void }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds((known) => known + 1), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <div class="add-waiting">
      <p role="status">{task === "store" ? t("add.storing") : isPdf ? t("add.reading-pdf") : t("add.reading")}</p>
      <progress aria-label={t("add.waiting")} />
      <span aria-hidden="true">{t("add.seconds", { seconds })}</span>
      {task === "read" && <button type="button" onClick={onStop}>{t("add.cancel")}</button>}
    </div>
  );
}
