/** How narrow the page is, by the widths at which the style sheets change. */

import { useEffect, useState } from "preact/hooks";

/** phone.css takes over. */
const PHONE = window.matchMedia("(max-width: 800px)");
/** The header has no room for its tools beside the places. */
const TABLET = window.matchMedia("(max-width: 1100px)");

export const usePhone = (): boolean => useMatch(PHONE);
export const useTablet = (): boolean => useMatch(TABLET);

function useMatch(width: MediaQueryList): boolean {
  const [matches, setMatches] = useState(width.matches);
  useEffect(() => {
    const look = () => setMatches(width.matches);
    look();
    width.addEventListener("change", look);
    return () => width.removeEventListener("change", look);
  }, [width]);
  return matches;
}
