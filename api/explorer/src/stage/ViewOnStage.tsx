/** A view that is fetched when it is first opened; kept, so that the next time it stands at once. */

import type { ComponentType } from "preact";
import { Skeleton } from "../panel/Skeleton";
import { useSlow } from "../start/useSlow";
import { t } from "../text/messages";
import { labelOf, type View } from "../views";
import { useCode } from "./code";
import { DidNotCome } from "./DidNotCome";

const loaded = new Map<string, ComponentType>();

export function ViewOnStage({ view }: { view: View }) {
  const slow = useSlow();
  const Shown = loaded.get(view.id);
  const failed = useCode(view.load !== null && Shown === undefined, async () => {
    if (view.load !== null) loaded.set(view.id, await view.load());
  });
  if (view.load === null) return null;
  return (
    <div class={`view view-${view.id}`}>
      {failed && <DidNotCome words={t("views.did-not-come", { view: labelOf(view) })} />}
      {Shown ? <Shown /> : !failed && slow && <Skeleton rows={8} />}
    </div>
  );
}
