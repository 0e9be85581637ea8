import { useEffect, useState } from "preact/hooks";

/** True once something has been waited for so long that the wait should show. */
export function useSlow(afterMs = 150): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setSlow(true), afterMs);
    return () => window.clearTimeout(timer);
  }, []);
  return slow;
}
