/** Opens the reader over whatever is shown, when the address names an announcement; its code comes when it is first needed. */

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say, useChosen } from "../state/store";
import { t } from "../text/messages";
import { leaveReader, type Reading, readingOf } from "./address";

let Shown: ComponentType<{ reading: Reading }> | null = null;

export function ReaderGate() {
  const params = useChosen((state) => state.params);
  const [, look] = useState(0);
  const reading = readingOf(params);
  const isWanted = reading !== null;
  useEffect(() => {
    if (!isWanted || Shown !== null) return;
    import("../looks").then(
      ({ Reader }) => {
        Shown = Reader;
        look((turn) => turn + 1);
      },
      () => {
        leaveReader();
        say(t("reader.did-not-come"));
      },
    );
  }, [isWanted]);
  return reading !== null && Shown !== null ? <Shown reading={reading} /> : null;
}
