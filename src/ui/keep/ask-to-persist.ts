let isAsked = false;

/**
 * Asks the browser not to clear the site's storage when the disk gets full. Some ask the learner first, so it waits until there is something
 * worth keeping.
 */
export function askToPersist(): void {
  const storage: StorageManager | undefined = navigator.storage;
  if (isAsked || storage?.persist === undefined) return;
  isAsked = true;
  void storage
    .persisted()
    .then((isKept) => isKept || storage.persist())
    .catch(() => undefined);
}
