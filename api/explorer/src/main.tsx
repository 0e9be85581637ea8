import { render } from "preact";
import "./styles/base.css";
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
import { startTheme } from "./theme";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html lacks #app");
startTheme();
render(<App />, root);
void start();
