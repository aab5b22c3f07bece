/** The server's clock as this page knows it, a new value each second while something is waited for. */
import { useEffect, useState } from 'preact/hooks';

const SECOND_MS = 1000;

/** @param serverNow what the server said with the class; @param isNeeded whether anything shown changes by itself */
export function useClock(serverNow: number, isNeeded: boolean): number {
  const [ahead, setAhead] = useState(0);
  const [, tick] = useState(0);
  useEffect(() => setAhead(serverNow - Date.now()), [serverNow]);
  useEffect(() => {
    if (!isNeeded) return;
    const timer = setInterval(() => tick((count) => count + 1), SECOND_MS);
    return () => clearInterval(timer);
  }, [isNeeded]);
  return Date.now() + ahead;
}
