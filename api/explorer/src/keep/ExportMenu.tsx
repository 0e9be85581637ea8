/** The menu that makes a file of what is shown. */

import { useId, useState } from "preact/hooks";
import { attempt } from "../actions/scene";
import { say, useStore } from "../state/store";
import { t } from "../text/messages";
import { exportScene, type Format, FORMATS } from "./export-scene";
import { Menu } from "./Menu";
import { NoPicture } from "./png";

export const ExportMenu = () => <Menu label={t("keep.export")} hint={t("keep.export-hint")}>{(close) => <Exports onDone={close} />}</Menu>;

export function Exports({ onDone }: { onDone: () => void }) {
  const [title, setTitle] = useState("");
  const [withTexts, setWithTexts] = useState(true);
  const { busy } = useStore();
  const id = useId();
  const make = async (format: Format) => {
    say(t("keep.making"));
    const isDone = await attempt(async () => {
      try {
        say(t("keep.made", { name: await exportScene(format, { title, withTexts }) }));
      } catch (error) {
        if (!(error instanceof NoPicture)) throw error;
        say(t("keep.no-picture"));
      }
    });
    if (isDone) onDone();
  };
  return (
    <>
      <div class="menu-form">
        <label for={id}>{t("keep.title")}</label>
        <input id={id} value={title} maxLength={200} autoComplete="off" onInput={(event) => setTitle(event.currentTarget.value)} />
      </div>
      <ul class="export-list">
        {FORMATS.map((format) => (
          <li key={format}>
            <button type="button" disabled={busy} onClick={() => void make(format)}>
              <b>{t(`keep.${format}`)}</b>
              <small>{t(`keep.${format}-for`)}</small>
            </button>
          </li>
        ))}
      </ul>
      <label class="menu-check">
        <input type="checkbox" checked={withTexts} onChange={(event) => setWithTexts(event.currentTarget.checked)} />
        <span>{t("keep.texts")}<small>{t("keep.texts-note")}</small></span>
      </label>
    </>
  );
}
