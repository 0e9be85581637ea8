/** What is going on with the picture, in bars above it: a path that is asked for or shown, several things marked, things left out. */

import { NETWORK } from "../views";
import { useStore } from "../state/store";
import { FilteredBar } from "./FilteredBar";
import { PathBanner, PathBar } from "./PathBar";
import { SeveralBar } from "./SeveralBar";

export function Bars() {
  const { view } = useStore();
  return (
    <div class="bars">
      <PathBanner />
      {view === NETWORK && <PathBar />}
      {view === NETWORK && <SeveralBar />}
      {view === NETWORK && <FilteredBar />}
    </div>
  );
}
