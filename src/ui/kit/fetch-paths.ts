/** Of the six requests that a browser has open at once with one host: the others are for what somebody waits for. */
const LANES = 3;

/** Fetches each to its end, so that it is in the browser's cache; what cannot be had is left. Later ones wait for earlier ones. */
export async function fetchPaths(paths: readonly string[], fetchHere: typeof fetch = fetch): Promise<void> {
  const left = [...paths];
  const lane = async (): Promise<void> => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      await fetchHere(path, { priority: 'low' }).then(
        (response) => response.arrayBuffer(),
        () => undefined,
      );
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
