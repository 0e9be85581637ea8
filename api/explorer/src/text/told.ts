/** How often, and how independently, a thing is told, in words. */

import { t, tn } from "./messages";

/** "Told by 5 announcements, 2 independent origins". */
export function toldBy(announcements: number, origins: number): string {
  const told = tn("panel.told-by", announcements);
  return announcements === 1 ? told : t("panel.told-by-origins", { told, origins: tn("panel.origins", origins) });
}
