/** What is said of a dispute in one line. */

import type { Persons } from "../api/types";
import { t } from "../text/messages";

/** Where all tell the same number of persons, it is other figures that differ. */
export const rivalOf = ({ low, high }: Persons): string =>
  low === high ? t("panel.figures-disputed") : t("start.between", { low: low ?? 0, high: high ?? 0 });
