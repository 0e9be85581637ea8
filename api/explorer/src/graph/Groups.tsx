/** A hub's neighbours in groups: chosen from before anything is added, so that nothing is dumped on the canvas. */

import { useState } from "preact/hooks";
import { addNext, STEP } from "../actions/scene";
import type { Along } from "../api/client";
import { Icon } from "../panel/Icon";
import { DidFail } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { getState, update, useStore } from "../state/store";
import { useLast } from "../table/Loaded";
import { capitalised } from "../text/capitalised";
import { number } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { getGroups } from "./calls";
import { Sheet } from "./Sheet";
import type { Group, Groups, RelationGroup } from "./types";

/** More than these at a click, and the server leaves some out. */
const MOST_ADDED = 500;

export function GroupsOfHub({ id }: { id: string }) {
  const { library, period, language } = useStore();
  const [along, setAlong] = useState<Along>({});
  const loaded = useLoad(JSON.stringify([id, along, period, language]), () => getGroups(id, along, getState().history.present.ids, period));
  // Those of the last choice stay until the next have come.
  const groups = useLast(loaded);
  return (
    <Sheet name="groups" title={<Text>{t("network.groups-of", { name: library.nodes.get(id)?.label ?? id })}</Text>}>
      <p class="weight">{t("network.groups-hint")}</p>
      {loaded.status === "failed" && <DidFail failed={loaded} />}
      {groups && <Facets groups={groups} along={along} choose={(more) => setAlong((now) => withChoice(now, more))} />}
      {groups && <Footer id={id} groups={groups} along={along} clear={() => setAlong({})} />}
    </Sheet>
  );
}

type Changed = { [field in keyof Along]?: Along[field] | undefined };

interface Choosing {
  groups: Groups;
  along: Along;
  choose: (more: Changed) => void;
}

/** What is taken back goes altogether: an empty field would hide the page's period. */
const withChoice = (now: Along, more: Changed): Along =>
  Object.fromEntries((Object.entries({ ...now, ...more }) as [string, unknown][]).filter(([, value]) => value !== undefined));

function Facets({ groups, along, choose }: Choosing) {
  const isChosen = ({ relation, direction, type }: RelationGroup) =>
    relation === along.relation && direction === along.direction && type === along.type;
  return (
    <div class="facets">
      <fieldset>
        <legend class="title">{t("network.by-relation")}</legend>
        {groups.relations.map((group) => (
          <Row
            key={`${group.relation} ${group.direction} ${group.type}`}
            group={group}
            label={capitalised(group.label)}
            icon={<Icon type={group.type} size={18} />}
            isOn={isChosen(group)}
            onClick={() => choose(isChosen(group) ? NO_RELATION : { relation: group.relation, direction: group.direction, type: group.type })}
          />
        ))}
      </fieldset>
      <Facet title={t("network.by-kind")} groups={groups.kinds} label={({ key }) => t(`flows.kind-${key}`)} chosen={along.kind} choose={(kind) => choose({ kind })} />
      <Facet title={t("network.by-year")} groups={groups.years} chosen={along.from} choose={(year) => choose({ from: year, to: year })} />
      <Facet title={t("network.by-country")} groups={groups.countries} chosen={along.country} choose={(country) => choose({ country })} />
    </div>
  );
}

const NO_RELATION = { relation: undefined, direction: undefined, type: undefined };

interface FacetProps {
  title: string;
  groups: readonly Group[];
  label?: (group: Group) => string;
  chosen: string | undefined;
  choose: (key: string | undefined) => void;
}

function Facet({ title, groups, label = (group) => group.label, chosen, choose }: FacetProps) {
  if (groups.length === 0) return null;
  return (
    <fieldset>
      <legend class="title">{title}</legend>
      {groups.map((group) => (
        <Row
          key={group.key}
          group={group}
          label={label(group)}
          isOn={group.key === chosen}
          onClick={() => choose(group.key === chosen ? undefined : group.key)}
        />
      ))}
    </fieldset>
  );
}

interface RowProps {
  group: Pick<Group, "total" | "left">;
  label: string;
  icon?: preact.ComponentChildren;
  isOn: boolean;
  onClick: () => void;
}

function Row({ group: { total, left }, label, icon, isOn, onClick }: RowProps) {
  return (
    <button type="button" class="facet" aria-pressed={isOn} onClick={onClick}>
      {icon} <span><Text>{label}</Text></span> <small>{t("network.shown-of", { shown: number(total - left), total: number(total) })}</small>
    </button>
  );
}

function Footer({ id, groups: { total, left }, along, clear }: { id: string; groups: Groups; along: Along; clear: () => void }) {
  const add = (count: number) => {
    update(() => ({ open: null }));
    void addNext(id, along, count);
  };
  const [some, all] = [Math.min(STEP, left), Math.min(MOST_ADDED, left)];
  const isChoosing = Object.keys(along).length > 0;
  return (
    <footer class="sheet-foot">
      <p role="status">{tn("network.match", total)} {tn("network.not-shown", left)}</p>
      {isChoosing && <button type="button" onClick={clear}>{t("network.choose-anew")}</button>}
      {some > 0 && <button type="button" class="primary" onClick={() => add(some)}>{all > some ? t("network.add-newest", { count: number(some) }) : t("network.add", { count: number(some) })}</button>}
      {all > some && <button type="button" onClick={() => add(all)}>{t("network.add-all", { count: number(all) })}</button>}
    </footer>
  );
}
