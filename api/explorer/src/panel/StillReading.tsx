/** Below a skeleton that stands for long: that the server is still reading the graph, and how far it is. */

import { useEffect, useState } from "preact/hooks";
import { getReading, stillReading } from "./reading";

/** A click that takes so long is no common one; often enough to see that something moves. */
const LOOK_EVERY_MS = 1500;

export function StillReading() {
  const [told, setTold] = useState("");
  useEffect(() => {
    let timer = window.setTimeout(look, LOOK_EVERY_MS);
    let gone = false;
    function look(): void {
      getReading()
        .then((reading) => !gone && setTold(stillReading(reading)))
        .catch(() => undefined) // what the page waits for will tell
        .finally(() => {
          if (!gone) timer = window.setTimeout(look, LOOK_EVERY_MS);
        });
    }
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, []);
  return <p class="still-reading" role="status">{told}</p>;
}
