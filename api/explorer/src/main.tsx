import { render } from "preact";
import "./styles/base.css";
import "./styles/hints.css";
import "./styles/signs.css";
import "./styles/layout.css";
import "./styles/canvas.css";
import "./styles/types.css";
import "./styles/search.css";
import "./styles/panel.css";
import "./styles/facts.css";
import "./styles/relations.css";
import "./styles/phone.css";
import { start } from "./actions/start";
import { App } from "./app";
import { prepareNetwork, whenIdle } from "./stage/Network";
import { startTheme } from "./theme";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html lacks #app");
startTheme();
start(() => render(<App />, root))
  // Only once the first page stands: to run it takes longer than to fetch it.
  .then(() => whenIdle(() => void prepareNetwork().catch(() => undefined)))
  .catch(() => {
    if (root.firstChild === null) root.textContent = "The server does not answer.";
  });
