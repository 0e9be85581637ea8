/** CodeMirror in a shadow tree: there it brings its style sheets as objects, where a page's policy refuses <style>. */

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { forceLinting, lintKeymap } from "@codemirror/lint";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder, tooltips } from "@codemirror/view";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../text/messages";
import type { Place } from "../syntax";
import type { Terms } from "../types";
import { checking, type Found, recheck } from "./checking";
import { completing } from "./completing";
import { language, theme } from "./theme";

interface Props {
  /** What the editor begins with, and what takes the place of its text when `turn` grows; it may have run ahead otherwise. */
  text: string;
  turn: number;
  terms: Terms | null;
  /** What the server said of the text when it was last asked. */
  found: Found | null;
  /** The language of the page: names for screen readers are spoken in it. */
  language: string;
  /** A place to go to; a new object goes there anew. */
  goTo: Place | null;
  onChange: (text: string) => void;
  onRun: () => void;
}

export function Editor(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const words = useRef(new Compartment());
  // Listeners of CodeMirror outlive a drawing: they read what holds now.
  const now = useRef(props);
  now.current = props;
  const { turn, terms, found, language: spokenIn, goTo } = props;

  useEffect(() => {
    if (host.current === null) return undefined;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const editor = new EditorView({ state: EditorState.create({ doc: now.current.text, extensions: extensions(() => now.current, words.current) }), parent: root, root });
    view.current = editor;
    // The page's single letters act on the network; here they are written.
    const keepKeys = (event: Event) => event.stopPropagation();
    root.addEventListener("keydown", keepKeys);
    return () => {
      root.removeEventListener("keydown", keepKeys);
      editor.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    const { text } = now.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [turn]);

  useEffect(() => {
    view.current?.dispatch({ effects: words.current.reconfigure(spoken()) });
  }, [spokenIn]);

  useEffect(() => {
    if (view.current === null || terms === null) return;
    view.current.dispatch({ effects: recheck.of(null) });
    forceLinting(view.current);
  }, [found, terms]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || goTo === null) return;
    const end = editor.state.doc.length;
    editor.dispatch({ selection: { anchor: Math.min(goTo.from, end), head: Math.min(goTo.to, end) }, scrollIntoView: true });
    editor.focus();
  }, [goTo]);

  return <div class="query-editor" ref={host} />;
}

function extensions(now: () => Props, words: Compartment): Extension[] {
  const runNow = () => {
    now().onRun();
    return true;
  };
  return [
    keymap.of([{ key: "Mod-Enter", run: runNow, preventDefault: true }]),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    bracketMatching(),
    closeBrackets(),
    EditorView.lineWrapping,
    language,
    completing(() => now().terms),
    checking(() => now().terms, () => now().found),
    tooltips({ position: "fixed" }),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
    theme,
    words.of(spoken()),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) now().onChange(update.state.doc.toString());
    }),
  ];
}

/** Escape and then Tab leaves the editor; a screen reader says so on entering. */
const spoken = (): Extension => [
  placeholder(t("query.placeholder")),
  EditorView.contentAttributes.of({ "aria-label": t("query.editor"), "aria-description": t("query.keys-hint") }),
];
