/** An announcement's page at a passage; a plain click opens the reader there instead. */

import type { ComponentChildren } from "preact";
import type { Span } from "../api/types";
import { pageOf } from "../kinds";
import { openReader } from "./address";
import { isPlainClick } from "./plain-click";

interface Properties {
  id: string;
  passage?: Span | null;
  title?: string;
  children: ComponentChildren;
}

export function ReaderLink({ id, passage = null, title, children }: Properties) {
  const read = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    openReader(id, passage);
  };
  const fragment = passage === null ? "" : `#char=${passage.start},${passage.end}`;
  return <a href={`${pageOf(id)}${fragment}`} title={title} onClick={read}>{children}</a>;
}
