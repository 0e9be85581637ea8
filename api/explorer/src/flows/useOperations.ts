/** The operations behind a choice, a page at a time. */

import { useEffect, useRef, useState } from "preact/hooks";
import { type Loaded, useLoad } from "../panel/useLoad";
import { say } from "../state/store";
import { t } from "../text/messages";
import { getOperations } from "./calls";
import { type Choice, toText } from "./choice";
import { type Filter, keyOf } from "./filter";
import type { OperationsBehind, ToldOperation } from "./types";

const PAGE = 10;

interface Paged {
  loaded: Loaded<OperationsBehind>;
  shown: readonly ToldOperation[];
  more: () => void;
}

export function useOperations(filter: Filter, choice: Choice): Paged {
  const key = `${keyOf(filter)} ${toText(choice)}`;
  const loaded = useLoad(key, () => getOperations(filter, choice, PAGE, 0));
  const [later, setLater] = useState<{ key: string; operations: readonly ToldOperation[] }>({ key, operations: [] });
  useEffect(() => setLater({ key, operations: [] }), [key]);
  const first = loaded.status === "done" ? loaded.value.operations : [];
  const shown = later.key === key ? [...first, ...later.operations] : first;
  const asked = useRef("");
  const more = () => {
    const page = `${key} ${shown.length}`;
    if (asked.current === page) return; // a second click while it is on its way
    asked.current = page;
    getOperations(filter, choice, PAGE, shown.length).then(
      ({ operations }) => setLater((old) => (old.key === key ? { key, operations: [...old.operations, ...operations] } : old)),
      () => {
        asked.current = "";
        say(t("flows.no-more-came"));
      },
    );
  };
  return { loaded, shown, more };
}
