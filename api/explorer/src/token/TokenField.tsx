/** Where the server takes writing from holders of a token: the field for it, and what becomes of it. */

import { useState } from "preact/hooks";
import "../styles/token.css";
import { t } from "../text/messages";
import { keepToken, useToken } from "./token";

export function TokenField() {
  const token = useToken();
  const [text, setText] = useState("");
  if (token !== "") {
    return (
      <p class="token">
        {t("token.kept")} <button type="button" onClick={() => keepToken("")}>{t("token.forget")}</button>
      </p>
    );
  }
  const keepIt = (event: Event) => {
    event.preventDefault();
    keepToken(text);
    setText("");
  };
  return (
    <form class="token" onSubmit={keepIt} autocomplete="off">
      <label>
        {t("token.label")}
        <input type="password" value={text} autocomplete="off" spellcheck={false} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <button type="submit" disabled={text.trim() === ""}>{t("token.use")}</button>
      <small>{t("token.where")}</small>
    </form>
  );
}
