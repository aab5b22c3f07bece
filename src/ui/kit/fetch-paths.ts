/** A browser opens six connections to a host; half of them stay free for whatever the learner is waiting for. */
const LANES = 3;

/** Fetches each path into the browser's cache, in this order; one that cannot be fetched is passed over. */
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
