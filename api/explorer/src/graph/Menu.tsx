/** The menu of a thing, a line or the ground: by the right button, a long touch, or a key. */

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { update, useStore } from "../state/store";
import { Text } from "../text/Text";
import { menuOf } from "./menu";

const close = (): void => update(() => ({ open: null }));

/** Focus goes back to where the keys act. */
function leave(): void {
  close();
  document.getElementById("canvas")?.focus();
}

export function MenuOnCanvas({ onFit }: { onFit: () => void }) {
  const state = useStore();
  if (state.open?.what !== "menu") return null;
  const { on, x, y } = state.open;
  return <Shown key={`${on ?? ""} ${x} ${y}`} on={on} x={x} y={y} onFit={onFit} />;
}

function Shown({ on, x, y, onFit }: { on: string | null; x: number; y: number; onFit: () => void }) {
  const state = useStore();
  const box = useRef<HTMLDivElement>(null);
  const menu = menuOf(on, state, onFit);
  useLayoutEffect(() => place(box.current, x, y), [x, y]);
  useEffect(() => {
    box.current?.querySelector("button")?.focus();
    const away = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || box.current?.contains(event.target) !== true) close();
    };
    window.addEventListener("pointerdown", away, true);
    return () => window.removeEventListener("pointerdown", away, true);
  }, []);
  if (menu === null) return null;
  return (
    <div class="context-menu" ref={box} role="menu" aria-label={menu.title} onKeyDown={(event) => onKey(event, box.current)}>
      <p class="menu-title" aria-hidden="true"><Text>{menu.title}</Text></p>
      {menu.items.map(({ label, key, run }) => (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          key={label}
          onClick={() => {
            leave();
            run();
          }}
        >
          <span><Text>{label}</Text></span> {key !== undefined && <kbd aria-hidden="true">{key}</kbd>}
        </button>
      ))}
    </div>
  );
}

/** Beside the place that was pointed at, wholly on the canvas. */
function place(box: HTMLElement | null, x: number, y: number): void {
  const room = box?.offsetParent;
  if (!box || !room) return;
  box.style.left = `${Math.max(4, Math.min(x, room.clientWidth - box.offsetWidth - 4))}px`;
  box.style.top = `${Math.max(4, Math.min(y, room.clientHeight - box.offsetHeight - 4))}px`;
}

function onKey(event: KeyboardEvent, box: HTMLElement | null): void {
  const items = [...(box?.querySelectorAll("button") ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const to: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const next = to[event.key];
  if (next !== undefined) items.at(next % items.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") leave();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
