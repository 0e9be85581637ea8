/** A button that opens a small panel below it. Escape, a click elsewhere or its work done closes it. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import "../styles/keep.css";

interface MenuProps {
  label: string;
  hint: string;
  /** What a screen reader says, where the label is a sign. */
  name?: string;
  /** Classes of its own, for how it looks. */
  kind?: string;
  children: (close: () => void) => ComponentChildren;
}

export function Menu({ label, hint, name, kind, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useId();
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPress = (event: Event) => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) setOpen(false);
    };
    window.addEventListener("pointerdown", onPress);
    return () => window.removeEventListener("pointerdown", onPress);
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    // The letters act on the network, and not while one is in here.
    event.stopPropagation();
    if (event.key === "Escape" && isOpen) close();
  };
  return (
    <div class={kind === undefined ? "menu" : `menu ${kind}`} ref={box} onKeyDown={onKey}>
      <button type="button" ref={button} aria-expanded={isOpen} aria-controls={isOpen ? panel : undefined} aria-label={name} title={hint} onClick={() => setOpen(!isOpen)}>{label}</button>
      {isOpen && <div class="menu-panel" id={panel} role="group" aria-label={hint}>{children(close)}</div>}
    </div>
  );
}
