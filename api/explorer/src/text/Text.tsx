/** Text from announcements: isolated, with its language and direction, and with reordering characters shown as marks. */

import { directionOf, splitControls } from "./bidi";
import { t } from "./messages";

export function Text({ children, language }: { children: string; language?: string | null }) {
  const known = language ?? null;
  return (
    <bdi lang={known === "und" || known === null ? undefined : known} dir={directionOf(known)}>
      <Pieces>{children}</Pieces>
    </bdi>
  );
}

/** The same within a text that is isolated already. */
export function Pieces({ children }: { children: string }) {
  return (
    <>
      {splitControls(children).map(({ text, control }, index) =>
        control === null ? text : <MarkOfControl key={index} name={control} code={text.codePointAt(0) ?? 0} />,
      )}
    </>
  );
}

function MarkOfControl({ name, code }: { name: string; code: number }) {
  const point = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return (
    <span class="control" dir="ltr" title={t("panel.reordering", { point })}>
      {name}
    </span>
  );
}
