/** What became of it: added, changed or there already, with the ways to where it stands now. */

import { useLoad } from "../panel/useLoad";
import { pageOf } from "../kinds";
import { EMPTY_ADDRESS, toHash } from "../state/address";
import { update } from "../state/store";
import { t, tn } from "../text/messages";
import { getStored } from "./calls";
import { FindingList } from "./FindingList";
import type { Placed, Stored } from "./types";

export function StoredNote({ stored, onAnother }: { stored: Stored; onAnother: () => void }) {
  const loaded = useLoad(`${stored.id} ${stored.change}`, () => getStored(stored.id));
  return (
    <div class="add-stored">
      <h2>{t(`add.change-${stored.change}`)}</h2>
      <p>{tn("add.facts-stored", stored.facts.length)}</p>
      {loaded.status === "done" && <IntoNetwork placed={loaded.value} />}
      <a class="button" href={pageOf(stored.id)}>{t("add.show-announcement")}</a>
      <button type="button" onClick={() => update(() => ({ view: "review" }))}>{t("add.review-next")}</button>
      <button type="button" onClick={onAnother}>{t("add.another")}</button>
      <FindingList findings={stored.findings} />
    </div>
  );
}

function IntoNetwork({ placed }: { placed: Placed }) {
  const { operations, announced_by: announcers } = placed;
  const ids = (operations.length > 0 ? operations : announcers).map(({ id }) => id);
  if (ids.length === 0) return null;
  return <a class="button primary" href={toHash({ ...EMPTY_ADDRESS, ids })}>{operations.length > 0 ? tn("add.show-operations", operations.length) : t("add.show-network")}</a>;
}
