/** The picture as lists: all communities; or one, with the things that matter; or one thing, with what it is linked to. */

import type { ComponentChildren } from "preact";
import { inDigits } from "../flows/words";
import { typeInPlural, typeName } from "../kinds";
import { Text } from "../text/Text";
import { t, tn } from "../text/messages";
import type { Found } from "./find";
import type { Area } from "./types";
import { at, countTypes, foremost, foremostOf, nameOf, namesOfArea, neighboursOf, typeOf, type Whole } from "./whole";

export interface AsideProperties {
  whole: Whole;
  chosen: Found;
  onChoose: (found: Found) => void;
  onLight: (found: Found) => void;
  onOpen: (thing: number) => void;
  onOpenSeveral: (things: readonly number[]) => void;
}

const NOTHING: Found = { area: null, thing: null };
const LISTED = 30;
/** As many as a first picture can hold with all their names. */
export const OPENED = 40;

export function Aside(properties: AsideProperties) {
  const { whole, chosen } = properties;
  const area = chosen.area === null ? undefined : whole.areas[chosen.area];
  if (chosen.thing !== null) return <OneThing {...properties} thing={chosen.thing} />;
  if (area !== undefined) return <OneArea {...properties} area={area} />;
  return <AllAreas {...properties} />;
}

function AllAreas({ whole, onChoose, onLight }: AsideProperties) {
  return (
    <>
      <p class="meaning">{t("overview.means")}</p>
      <section>
        <h2 class="title">{t("overview.communities")}</h2>
        <ol class="whole-list">
          {whole.areas.map((area, number) => (
            <Row key={number} count={inDigits(area.count)} found={{ area: number, thing: null }} onChoose={onChoose} onLight={onLight}>
              <Names whole={whole} area={area} />
            </Row>
          ))}
        </ol>
      </section>
    </>
  );
}

function OneArea({ whole, chosen, area, onChoose, onLight, onOpenSeveral }: AsideProperties & { area: Area }) {
  const number = chosen.area ?? 0;
  const opened = foremost(whole, number, OPENED);
  return (
    <>
      <Back onChoose={onChoose} />
      <section>
        <h2 class="whole-name"><Names whole={whole} area={area} /></h2>
        <p class="soft">{countTypes(whole, area).flatMap((count, type) => (count === 0 ? [] : [`${typeInPlural(whole.types[type] ?? "place")} ${inDigits(count)}`])).join(" · ")}</p>
        <p class="actions">
          <button type="button" class="primary" onClick={() => onOpenSeveral(opened)}>{tn("overview.open-several", opened.length)}</button>
        </p>
        <Things whole={whole} numbers={opened.slice(0, LISTED)} onChoose={onChoose} onLight={onLight} />
      </section>
    </>
  );
}

function OneThing({ whole, thing, onChoose, onLight, onOpen }: AsideProperties & { thing: number }) {
  const near = neighboursOf(whole, thing);
  const number = at(whole.areaOf, thing);
  const area = whole.areas[number];
  return (
    <>
      <Back onChoose={onChoose} />
      <section>
        <h2 class="whole-name"><Text>{nameOf(whole, thing)}</Text></h2>
        <p class="soft">{typeName(typeOf(whole, thing))} · {tn("overview.linked", near.length)}</p>
        <p class="actions">
          <button type="button" class="primary" onClick={() => onOpen(thing)}>{t("overview.open")}</button>
        </p>
        {area !== undefined && (
          <p><button type="button" class="link" onClick={() => onChoose({ area: number, thing: null })}><Names whole={whole} area={area} /></button></p>
        )}
        <Things whole={whole} numbers={foremostOf(whole, near, LISTED)} onChoose={onChoose} onLight={onLight} />
      </section>
    </>
  );
}

const Back = ({ onChoose }: Pick<AsideProperties, "onChoose">) => (
  <p class="actions"><button type="button" onClick={() => onChoose(NOTHING)}>{t("overview.back")}</button></p>
);

const Names = ({ whole, area }: { whole: Whole; area: Area }) => (
  <>{namesOfArea(whole, area).map((name, index) => <span key={index}>{index > 0 && " · "}<Text>{name}</Text></span>)}</>
);

function Things({ whole, numbers, onChoose, onLight }: Pick<AsideProperties, "whole" | "onChoose" | "onLight"> & { numbers: readonly number[] }) {
  return (
    <ol class="whole-list">
      {numbers.map((thing) => (
        <Row key={thing} count={typeName(typeOf(whole, thing))} found={{ area: at(whole.areaOf, thing), thing }} onChoose={onChoose} onLight={onLight}>
          <Text>{nameOf(whole, thing)}</Text>
        </Row>
      ))}
    </ol>
  );
}

interface RowProperties extends Pick<AsideProperties, "onChoose" | "onLight"> {
  found: Found;
  count: string;
  children: ComponentChildren;
}

const Row = ({ found, count, children, onChoose, onLight }: RowProperties) => (
  <li onPointerEnter={() => onLight(found)} onPointerLeave={() => onLight(NOTHING)} onFocusIn={() => onLight(found)} onFocusOut={() => onLight(NOTHING)}>
    <button type="button" class="link" onClick={() => onChoose(found)}>{children}</button> <small>{count}</small>
  </li>
);
