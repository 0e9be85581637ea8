/** The menu of saved views: keep this one under a name, open, rename or delete another, pass them on as a file. */

import { useId, useState } from "preact/hooks";
import { getState, say, useStore } from "../state/store";
import { dayOf } from "../text/dates";
import { saveFile } from "../text/files";
import { t, tn } from "../text/messages";
import { addressOf } from "./address-now";
import { Menu } from "./Menu";
import { freeName, fromFile, LONGEST_NAME, merge, save, toFile } from "./saved";
import { SavedList } from "./SavedList";
import { change, savedViews, useSaved } from "./useSaved";

export const SavedMenu = () => <Menu label={t("keep.saved")} hint={t("keep.saved-hint")}>{(close) => <Saved onOpen={close} />}</Menu>;

export function Saved({ onOpen }: { onOpen: () => void }) {
  const { history, view } = useStore();
  const views = useSaved();
  const canSave = history.present.ids.length > 0 || view !== "network";
  return (
    <>
      {canSave && <SaveThis />}
      <h2 class="title">{t("keep.saved-views")}</h2>
      {views.length === 0 ? <p class="menu-note">{t("keep.none")}</p> : <SavedList onOpen={onOpen} />}
      <FileButtons isEmpty={views.length === 0} />
    </>
  );
}

function SaveThis() {
  const [name, setName] = useState(suggestion);
  const id = useId();
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (name.trim() === "") return;
    if (change((views) => save(views, name, addressOf(getState()), dayOf(new Date())))) say(t("keep.saved-as", { name: name.trim() }));
  };
  return (
    <form class="menu-form" onSubmit={onSubmit}>
      <label for={id}>{t("keep.name")}</label>
      <input id={id} value={name} maxLength={LONGEST_NAME} autoComplete="off" onInput={(event) => setName(event.currentTarget.value)} />
      <button type="submit" class="primary" disabled={name.trim() === ""}>{t("keep.save")}</button>
    </form>
  );
}

/** What the view is about, where that is easily said: what is selected, or what came first. */
function suggestion(): string {
  const { library, history, selection } = getState();
  const id = selection?.what === "node" ? selection.id : history.present.ids[0];
  const label = id === undefined ? "" : (library.nodes.get(id)?.label ?? "");
  return label === "" ? "" : freeName(savedViews(), label);
}

function FileButtons({ isEmpty }: { isEmpty: boolean }) {
  const id = useId();
  const onFile = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = "";
    if (file === undefined) return;
    const more = fromFile(await file.text());
    if (more === null) say(t("keep.no-views"));
    else if (change((views) => merge(views, more))) say(tn("keep.came", more.length));
  };
  return (
    <div class="menu-files">
      <button type="button" disabled={isEmpty} onClick={() => saveFile(new Blob([toFile(savedViews())], { type: "application/json" }), "crackdown-views.json")}>
        {t("keep.to-file")}
      </button>
      <label class="button" for={id}>{t("keep.from-file")}</label>
      <input class="unseen" id={id} type="file" accept=".json,application/json" onChange={(event) => void onFile(event.currentTarget)} />
    </div>
  );
}
