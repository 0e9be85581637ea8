/** The scene's operations along time, in lanes by country, agency or kind; what is told roughly is drawn as long as it is rough. */

import { useRef } from "preact/hooks";
import "../styles/lanes.css";
import { open } from "../actions/scene";
import { kindColour } from "../kinds-of-operations";
import { DidFail } from "../panel/Skeleton";
import { keep, pictureOf, useStore } from "../state/store";
import type { Period, Time } from "../state/period";
import { say } from "../table/Cell";
import { boundsOf } from "../table/rows";
import type { Named, ThingRow } from "../table/types";
import { useRows } from "../table/useRows";
import { inShort, inWords, number, spanInWords } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { labelled } from "./bars";
import { DOT, type Item, type Lane, LANES_BY, type LanesBy, lay, type Operation, placeOf } from "./lanes";
import { walk } from "./lane-keys";
import { axisOf, binsOf, daysIn, type Step, stepOf } from "./steps";
import { useSize } from "./useSize";

const ROW = 18;

export function Lanes() {
  const state = useStore();
  const { params, selection } = state;
  const picture = pictureOf(state);
  const nodes = [...picture.nodes, ...picture.stacks.flatMap(({ members }) => members)].filter(({ type }) => type === "operation");
  const told = useRows(nodes.map(({ id }) => id));
  const by: Time = params.by === "announced" ? "announced" : "happened";
  const lanesBy = LANES_BY.find((one) => one === params.lanes) ?? "countries";
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const operations = nodes.map((node): Operation => operationOf(node, told.rows.get(node.id), lanesBy));
  const nowhere: Named = { id: "", label: t(`timeline.no-${lanesBy}`), language: null, type: "other" };
  const { lanes, axis, undated, outside } = lay(operations, by, axisOf(params.axis), Math.max(0, width - 8), nowhere);
  const selected = selection?.what === "node" ? selection.id : null;
  return (
    <div class="lanes-view">
      <div class="lanes-tools">
        <b>{tn("timeline.operations", nodes.length)}</b>
        <label>
          {t("timeline.lanes-by")}{" "}
          <select value={lanesBy} onChange={(event) => keep({ lanes: event.currentTarget.value })}>
            {LANES_BY.map((one) => <option key={one} value={one}>{t(`timeline.by-${one}`)}</option>)}
          </select>
        </label>
        <small>{t(`timeline.as-${by}`)}</small>
        {outside > 0 && <small>{tn("timeline.outside", outside)}</small>}
      </div>
      {told.failed !== null && <DidFail failed={told.failed} />}
      {nodes.length === 0 && <p class="none lanes-none">{t("timeline.nothing")}</p>}
      <div class="lanes" onKeyDown={walk}>
        <div class="lanes-axis" ref={box} aria-hidden="true">
          {axis && <Ticks axis={axis} width={width - 8} />}
        </div>
        {lanes.map((lane, index) => <LaneView key={lane.id} lane={lane} isFirst={index === 0} selected={selected} />)}
      </div>
      {undated.length > 0 && (
        <section class="undated">
          <h3>{tn("timeline.undated", undated.length)}</h3>
          <ul>
            {undated.map(({ node, name }) => (
              <li key={node.id}><button type="button" class="link" onClick={() => void open(node)}><Text language={name.language}>{name.label}</Text></button></li>
            ))}
          </ul>
        </section>
      )}
      <p class="lanes-legend">
        <span><i class="item-mark" />{t("timeline.legend-day")}</span>
        <span><i class="item-mark long" />{t("timeline.legend-span")}</span>
        <span><i class="item-mark total-mark" />{t("figures.total")}</span>
        <span><i class="item-mark disputed-mark" />{t("timeline.legend-disputed")}</span>
      </p>
    </div>
  );
}

function operationOf(node: Operation["node"], row: ThingRow | undefined, by: LanesBy): Operation {
  const name = row?.name ?? { id: node.id, label: node.label, language: null, type: node.type };
  if (by !== "kind") return { node, name, in: row?.links[by] ?? [] };
  const kind = node.kind ?? "other";
  return { node, name, in: [{ id: kind, label: say(`kind-${kind}`), language: null, type: "concept" }] };
}

function Ticks({ axis, width }: { axis: Period; width: number }) {
  const bins = binsOf([], tickStep(axis), axis);
  return (
    <>
      {labelled(bins, width).map(({ index, text }) => (
        <span key={index} class="tick" style={{ insetInlineStart: `${Math.max(0, placeOf(dayOf(bins[index]?.start ?? text), axis, width))}px` }}>
          {text.length > 7 ? inShort(text) : text.length === 4 ? text : inWords(text)}
        </span>
      ))}
    </>
  );
}

/** Weeks are named by their Mondays: of many months, their names say more. */
const tickStep = (axis: Period): Step => (daysIn(axis) > 120 ? "month" : stepOf(axis));

const dayOf = (start: string): string => (start.length === 7 ? `${start}-01` : start);

function LaneView({ lane, isFirst, selected }: { lane: Lane; isFirst: boolean; selected: string | null }) {
  return (
    <section class="lane">
      <h3><Text language={lane.language}>{lane.label}</Text> <small>{number(lane.items.length)}</small></h3>
      <ul style={{ height: `${Math.max(1, lane.rows) * ROW + 6}px` }}>
        {lane.items.map((item, index) => (
          <ItemView key={item.node.id} item={item} isFirst={isFirst && index === 0} isSelected={item.node.id === selected} />
        ))}
      </ul>
    </section>
  );
}

function ItemView({ item, isFirst, isSelected }: { item: Item; isFirst: boolean; isSelected: boolean }) {
  const { node, name, first, last } = item;
  const persons = boundsOf(node, number);
  const words = [name.label, spanInWords(first, last), persons === "" ? "" : t("timeline.persons", { persons }), node.total ? t("figures.total") : "", node.disputed ? t("table.disputed") : ""];
  const told = words.filter(Boolean).join(", ");
  const classes = ["item", first === last ? "day" : "long", node.disputed && "disputed-item", node.total && "total-item", isSelected && "on"];
  return (
    <li>
      <button
        type="button"
        class={classes.filter(Boolean).join(" ")}
        tabIndex={isFirst ? 0 : -1}
        aria-label={told}
        aria-pressed={isSelected}
        title={told}
        style={{ insetInlineStart: `${item.x}px`, top: `${item.row * ROW + 3}px`, width: `${Math.max(DOT, item.width)}px`, color: kindColour(node.kind ?? "other") }}
        onClick={() => void open(node)}
      />
    </li>
  );
}
