/** Where an announcement comes in: a field to paste into, a place to drop a file on, and what is said of it. */

import { useRef, useState } from "preact/hooks";
import { number } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";
import { type Draft, looksLikeHtml } from "./draft";
import { ACCEPTED, type Refusal, takeFile } from "./file";

interface Properties {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** Whether all of the draft outlives a reload. */
  isKept: boolean;
  mostBytes: number;
  canRead: boolean;
  /** Where a token is asked for and none is given, nothing else says why the button is off. */
  lacksToken: boolean;
  onRead: () => void;
}

export function DraftForm({ draft, onChange, isKept, mostBytes, canRead, lacksToken, onRead }: Properties) {
  const [refusal, setRefusal] = useState<{ why: Refusal; name: string } | null>(null);
  const [isOver, setOver] = useState(false);
  // Reading a file takes a while, in which one may go on writing.
  const now = useRef(draft);
  now.current = draft;
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const chosen = await takeFile(file, mostBytes);
    if (typeof chosen === "string") {
      setRefusal({ why: chosen, name: file.name });
      return;
    }
    setRefusal(null);
    // A text can be looked at and mended where it is pasted; what stands there already is never written over.
    const written = now.current;
    if (chosen.mediaType === "text/plain" && written.text.trim() === "") onChange({ ...written, text: chosen.content ?? "", as: "text", file: null });
    else onChange({ ...written, file: chosen });
  };
  const write = (text: string) => onChange({ ...draft, text, as: looksLikeHtml(text) ? "html" : draft.text === "" ? "text" : draft.as });
  return (
    <form
      class={isOver ? "add-form over" : "add-form"}
      onSubmit={(event) => { event.preventDefault(); if (canRead) onRead(); }}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); void take(event.dataTransfer?.files[0]); }}
    >
      <label class="add-text">
        {t("add.text")}
        <textarea
          rows={10}
          dir="auto"
          spellcheck={false}
          value={draft.text}
          placeholder={t("add.text-hint")}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && canRead) onRead(); }}
        />
      </label>
      <div class="add-file">
        <label class="add-choose">
          {/* Its own button would speak the browser's language. */}
          <input type="file" class="unseen" accept={ACCEPTED} onChange={(event) => { void take(event.currentTarget.files?.[0]); event.currentTarget.value = ""; }} />
          {t("add.choose")}
        </label>
        <span>{t("add.drop")}</span>
      </div>
      {draft.file !== null && (
        <p class="add-chosen" role="status">
          <b><Text>{draft.file.name}</Text></b> · {t("add.kilobytes", { size: number(Math.max(1, Math.round(draft.file.size / 1000))) })}{" "}
          <button type="button" onClick={() => onChange({ ...draft, file: null })}>{t("add.remove-file")}</button>
          {draft.file.content === null ? <small>{t("add.choose-again")}</small> : draft.text.trim() !== "" && <small>{t("add.file-first")}</small>}
        </p>
      )}
      {refusal !== null && <p class="add-refused" role="alert"><Text>{refusal.name}</Text>: {t(`add.file-${refusal.why}`, { size: number(mostBytes / 1_000_000) })}</p>}
      {!isKept && <p class="add-refused" role="status">{t("add.not-kept")}</p>}
      <fieldset class="add-stated">
        <legend>{t("add.stated")}</legend>
        {draft.file === null && (
          <label>
            {t("add.as")}
            <select value={draft.as} onChange={(event) => onChange({ ...draft, as: event.currentTarget.value as Draft["as"] })}>
              <option value="text">{t("add.as-text")}</option>
              <option value="html">{t("add.as-html")}</option>
            </select>
          </label>
        )}
        <Field name="title" draft={draft} onChange={onChange} />
        <Field name="url" draft={draft} onChange={onChange} pattern="https?://\S+" />
        <Field name="publisher" draft={draft} onChange={onChange} />
        <Field name="published" draft={draft} onChange={onChange} pattern="\d{4}(-\d{2}){0,2}" />
        <Field name="language" draft={draft} onChange={onChange} pattern="[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*" />
      </fieldset>
      <div class="add-go">
        <button type="submit" class="primary" disabled={!canRead} aria-describedby="read-hint">{t("add.read")}</button>
        <small id="read-hint">{lacksToken ? t("add.needs-token") : t("add.read-hint")}</small>
      </div>
    </form>
  );
}

interface FieldProperties {
  name: "title" | "url" | "publisher" | "published" | "language";
  draft: Draft;
  onChange: (draft: Draft) => void;
  pattern?: string;
}

function Field({ name, draft, onChange, pattern }: FieldProperties) {
  return (
    <label>
      {t(`add.field-${name}`)}
      <input
        type="text"
        inputMode={name === "url" ? "url" : "text"}
        dir={name === "url" ? "ltr" : "auto"}
        value={draft[name]}
        maxLength={name === "title" ? 500 : undefined}
        pattern={pattern}
        title={t(`add.hint-${name}`)}
        placeholder={t(`add.hint-${name}`)}
        onInput={(event) => onChange({ ...draft, [name]: event.currentTarget.value })}
      />
    </label>
  );
}
