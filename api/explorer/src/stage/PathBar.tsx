/** A path that is asked for; and, once found, which of the shortest ones is shown and by what it may lead. */

import { cancelPath, showPath, showWay } from "../actions/path";
import type { Selection } from "../state/selection";
import { useStore } from "../state/store";
import { number } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";

export function PathBanner() {
  const { pathFrom, library } = useStore();
  if (pathFrom === null) return null;
  return (
    <div class="banner">
      <span><Text>{t("network.path-from", { name: library.nodes.get(pathFrom)?.label ?? pathFrom })}</Text></span>
      <button type="button" onClick={cancelPath}>{t("network.cancel")}</button>
    </div>
  );
}

export function PathBar() {
  const { selection } = useStore();
  if (selection?.what !== "path" || selection.ways === undefined) return null;
  const { a, b, through = "anything", ways } = selection;
  return (
    <div class="banner path-bar" role="group" aria-label={t("network.path")}>
      {(["anything", "operations"] as const).map((one) => (
        <button type="button" key={one} aria-pressed={one === through} onClick={() => { if (one !== through) void showPath(a, b, one); }}>
          {t(`network.through-${one}`)}
        </button>
      ))}
      <span role="status">{inWords(selection, ways)}</span>
      {ways.listed.length > 1 && <Others path={selection} at={ways.at} count={ways.listed.length} />}
    </div>
  );
}

function inWords({ ids }: Selection & { what: "path" }, { at, listed, total }: { at: number; listed: readonly unknown[]; total: number }): string {
  if (total === 0) return t("network.none-found");
  const steps = tn("network.steps", Math.max(0, ids.length - 1));
  if (total === 1) return `${steps} · ${t("network.only-path")}`;
  const others = t("network.path-of", { at: number(at + 1), listed: number(listed.length) });
  return total > listed.length ? `${steps} · ${others} ${t("network.paths-in-all", { total: number(total) })}` : `${steps} · ${others}`;
}

function Others({ path, at, count }: { path: Selection & { what: "path" }; at: number; count: number }) {
  return (
    <>
      <button type="button" onClick={() => showWay(path, (at + count - 1) % count)} aria-label={t("network.path-before")}>‹</button>
      <button type="button" onClick={() => showWay(path, (at + 1) % count)} aria-label={t("network.path-next")}>›</button>
    </>
  );
}
