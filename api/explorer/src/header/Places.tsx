/** Where one can go: the few places that fit, the others and the tools in a list that tells what each is for. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Menu } from "../keep/Menu";
import { pageOf } from "../kinds";
import { getState, update } from "../state/store";
import { t } from "../text/messages";
import { labelOf, NETWORK, type View, VIEWS, viewOf } from "../views";
import { howMany } from "./room";

interface Place {
  id: string;
  label: string;
  isHere: boolean;
}

export function Places({ here, language }: { here: View; language: string }) {
  const box = useRef<HTMLElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const placeOf = (view: View): Place => ({ id: view.id, label: labelOf(view), isHere: view.id === here.id });
  const places = [
    { id: NETWORK, label: t("views.explore"), isHere: here.of === "scene" },
    ...VIEWS.filter(({ header }) => header === "place").map(placeOf),
  ];
  const count = useCount(box, ghost, `${language} ${here.id}`, places.length);
  const more = [...places.slice(count), ...VIEWS.filter(({ header }) => header === "more").map(placeOf)];
  const inMore = more.find(({ isHere }) => isHere);
  const moreLabel = inMore?.label ?? t("views.more");
  return (
    <nav class="places" ref={box} aria-label={t("views.views")}>
      {places.slice(0, count).map(({ id, label, isHere }) => (
        <button type="button" key={id} aria-current={isHere ? "page" : undefined} title={t(`views.for-${id}`)} onClick={() => go(id)}>{label}</button>
      ))}
      <Menu label={moreLabel} hint={t("views.more-hint")} kind={inMore ? "more here" : "more"}>
        {(close) => <More places={more} onGo={(id) => { close(); go(id); }} />}
      </Menu>
      <div class="places-ghost" ref={ghost} aria-hidden="true">
        {places.map(({ id, label, isHere }) => <span key={id} class={isHere ? "here" : ""}>{label}</span>)}
        <span class={inMore ? "more here" : "more"}>{moreLabel}</span>
      </div>
    </nav>
  );
}

/** Of the scene's views the one that was last looked at; who is there already goes to its network. */
function go(id: string): void {
  const isScene = viewOf(getState().view).of === "scene";
  if (id === NETWORK && isScene) return;
  update(() => ({ view: id }));
}

/** Measured, as words of one language are twice as long as those of another, and fonts differ from machine to machine. */
function useCount(box: { current: HTMLElement | null }, ghost: { current: HTMLElement | null }, words: string, all: number): number {
  const [count, setCount] = useState(all);
  useLayoutEffect(() => {
    if (box.current === null || ghost.current === null) return undefined;
    const nav = box.current;
    const widths = Array.from(ghost.current.children, (one) => one.getBoundingClientRect().width);
    const more = widths.pop() ?? 0;
    const look = () => setCount(howMany(widths, more, nav.clientWidth));
    const sizes = new ResizeObserver(look);
    sizes.observe(nav);
    look();
    return () => sizes.disconnect();
  }, [words]);
  return count;
}

function More({ places, onGo }: { places: readonly Place[]; onGo: (id: string) => void }) {
  return (
    <ul class="more-list">
      {places.map(({ id, label, isHere }) => (
        <li key={id}>
          <button type="button" aria-current={isHere ? "page" : undefined} onClick={() => onGo(id)}>
            <b>{label}</b>
            <small>{t(`views.for-${id}`)}</small>
          </button>
        </li>
      ))}
      <li>
        <a href={pageOf("lite")}>
          <b>{t("views.lite")}</b>
          <small>{t("views.for-lite")}</small>
        </a>
      </li>
    </ul>
  );
}
