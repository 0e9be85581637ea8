/** Opens the reader over whatever is shown, when the address names an announcement; its code comes when it is first needed. */

import type { ComponentType } from "preact";
import { useCode } from "../stage/code";
import { DidNotCome } from "../stage/DidNotCome";
import { useChosen } from "../state/store";
import { t } from "../text/messages";
import { closeReader, type Reading, readingOf } from "./address";

let Shown: ComponentType<{ reading: Reading }> | null = null;

export function ReaderGate() {
  const reading = readingOf(useChosen((state) => state.params));
  const failed = useCode(reading !== null && Shown === null, async () => {
    Shown = (await import("../looks")).Reader;
  });
  if (reading === null) return null;
  if (Shown !== null) return <Shown reading={reading} />;
  if (!failed) return null;
  return (
    <DidNotCome words={t("reader.did-not-come")}>
      <button type="button" onClick={closeReader}>{t("reader.close")}</button>
    </DidNotCome>
  );
}
