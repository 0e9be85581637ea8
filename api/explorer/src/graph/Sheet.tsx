/** A window above the page; the browser keeps the focus in it and closes it with Escape. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { update } from "../state/store";
import { t } from "../text/messages";

const ended = (): void => update(() => ({ open: null }));

export function Sheet({ title, name, children }: { title: ComponentChildren; name: string; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`sheet sheet-${name}`}
      aria-labelledby={`sheet-${name}`}
      onClose={ended}
      // Beside the sheet: on the ground behind it, which belongs to the dialog itself.
      onClick={(event) => { if (event.target === dialog.current) ended(); }}
    >
      <div class="sheet-body">
        <header>
          <h2 id={`sheet-${name}`}>{title}</h2>
          <button type="button" class="sheet-close" aria-label={t("network.close")} onClick={ended}>✕</button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
