/** A quote's words, marked within the sentence that they stand in as soon as its announcement has come. */

import { useEffect, useState } from "preact/hooks";
import { getAnnouncement } from "../api/client";
import type { Evidence } from "../api/types";
import { directionOf } from "../text/bidi";
import { type Context, contextOf } from "../text/context";
import { Pieces } from "../text/Text";

export function Passage({ evidence }: { evidence: Evidence }) {
  const { quote, language } = evidence;
  const context = useContext(evidence);
  // A mark tells the quote from what stands round it; a quote that is the whole sentence needs none.
  const stands = context !== null && /\p{L}/u.test(context.before + context.after);
  return (
    <bdi lang={language === null || language === "und" ? undefined : language} dir={directionOf(language)}>
      {context && <span class="around"><Pieces>{context.before}</Pieces></span>}
      {stands ? <mark><Pieces>{quote}</Pieces></mark> : <Pieces>{quote}</Pieces>}
      {context && <span class="around"><Pieces>{context.after}</Pieces></span>}
    </bdi>
  );
}

/** The quote stands by itself; without its context it is still exact, so a failure to fetch it stays silent. */
function useContext(evidence: Evidence): Context | null {
  const [context, setContext] = useState<Context | null>(null);
  const { announcement, start, end } = evidence;
  useEffect(() => {
    let stale = false;
    setContext(null);
    getAnnouncement(announcement)
      .then(({ text }) => {
        if (!stale && text !== null) setContext(contextOf(text, evidence));
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [announcement, start, end]);
  return context;
}
