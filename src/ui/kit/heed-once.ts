/** What is used of a worker's own scope. */
export interface HeedingScope {
  onmessage: ((event: MessageEvent) => void) | null;
  /** what has come and nobody heeded yet: of all runs of the script */
  heldMessages?: MessageEvent[];
}

/**
 * Heeds messages in the last run of a worker's script. WebKit (Safari 26) runs the script once more where another file imports from it, and what the
 * first run keeps is then unknown to that file. So the worker imports itself before it heeds anything: elsewhere that runs nothing, and in
 * WebKit the second run, which all other files see, takes over.
 */
export function heedOnce(scope: HeedingScope, importOwn: () => Promise<unknown>, handle: (event: MessageEvent) => void): void {
  const begin = (): void => {
    const waiting = scope.heldMessages ?? [];
    scope.heldMessages = [];
    scope.onmessage = handle;
    for (const event of waiting) handle(event);
  };
  if (scope.heldMessages !== undefined) {
    begin();
    return;
  }
  const held: MessageEvent[] = [];
  scope.heldMessages = held;
  scope.onmessage = (event) => void held.push(event);
  void importOwn()
    // where it cannot be had again, this run is the best there is
    .catch(() => undefined)
    .then(() => {
      if (scope.heldMessages === held) begin();
    });
}
