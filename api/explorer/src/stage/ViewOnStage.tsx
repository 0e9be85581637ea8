/** A view that is fetched when it is first opened; kept, so that the next time it stands at once. */

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Skeleton } from "../panel/Skeleton";
import { useSlow } from "../start/useSlow";
import { say } from "../state/store";
import { t } from "../text/messages";
import { labelOf, type View } from "../views";

const loaded = new Map<string, ComponentType>();

export function ViewOnStage({ view }: { view: View }) {
  const [, look] = useState(0);
  const slow = useSlow();
  const Shown = loaded.get(view.id);
  useEffect(() => {
    if (view.load === null || loaded.has(view.id)) return;
    view.load().then(
      (component) => {
        loaded.set(view.id, component);
        look((turn) => turn + 1);
      },
      () => say(t("views.did-not-come", { view: labelOf(view) })),
    );
  }, [view]);
  if (view.load === null) return null;
  return <div class={`view view-${view.id}`}>{Shown ? <Shown /> : slow && <Skeleton rows={8} />}</div>;
}
