/** The keeper of a page: one for all that is awake in it. */
import { DATABASE } from './anything-kept.ts';
import { deleteDatabase, openDatabase } from './database.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { findLocalStorage } from './old-storage.ts';
import { publishMarks } from './publish-marks.ts';

let opened: Promise<Keeper> | undefined;

/** Never fails: without a database everything lives in memory. */
export function openKeeper(): Promise<Keeper> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Keeper> {
  const backing = findLocalStorage();
  const keeper = await createKeeper({
    open: openDatabase,
    destroy: deleteDatabase,
    backing,
    channel: globalThis.BroadcastChannel === undefined ? undefined : new BroadcastChannel(DATABASE),
    now: Date.now,
    tab: drawTabName(),
    onDeleted: () => location.reload(),
  });
  const leave = (): void => keeper.saveAtOnce();
  addEventListener('pagehide', leave);
  addEventListener('pageshow', ({ persisted }) => void (persisted && keeper.refresh()));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
    else void keeper.refresh();
  });
  publishMarks(keeper, backing);
  return keeper;
}

function drawTabName(): string {
  return [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join('');
}
