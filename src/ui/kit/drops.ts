/** Files that are dragged over the page and dropped on it; what else is dragged (a text, a link) goes its own way. */

export interface Given {
  readonly file: File;
  readonly isFolder: boolean;
}

interface Drops {
  readonly onOver: (isOver: boolean) => void;
  readonly onDrop: (given: readonly Given[]) => void;
}

/** While something is held over a page, `dragover` comes at least every 550 ms (HTML, 6.11.5); whoever gives up with Escape need not be told of. */
const GONE_MS = 900;

/** @returns what ends it */
export function watchDrops({ onOver, onDrop }: Drops): () => void {
  const end = new AbortController();
  const { signal } = end;
  let gone: ReturnType<typeof setTimeout> | undefined;
  const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  const leave = (): void => {
    clearTimeout(gone);
    onOver(false);
  };
  const over = (event: DragEvent): void => {
    if (!isFile(event)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    clearTimeout(gone);
    gone = setTimeout(leave, GONE_MS);
    onOver(true);
  };
  document.addEventListener('dragenter', over, { signal });
  document.addEventListener('dragover', over, { signal });
  document.addEventListener('dragleave', (event) => event.relatedTarget === null && leave(), { signal });
  document.addEventListener(
    'drop',
    (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      leave();
      onDrop(listGiven(event.dataTransfer));
    },
    { signal },
  );
  return () => {
    end.abort();
    clearTimeout(gone);
  };
}

/** A folder comes as a file that cannot be read; only its entry says what it is. */
function listGiven(transfer: DataTransfer | null): Given[] {
  return [...(transfer?.items ?? [])].flatMap((item) => {
    const file = item.getAsFile();
    return file === null ? [] : [{ file, isFolder: item.webkitGetAsEntry()?.isDirectory === true }];
  });
}
