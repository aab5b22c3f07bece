/** The files of a layer as a tree: arrows move and fold, Enter opens a file. The table beside it (file-table.tsx) says the same. */
import { type Signal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Icon, type IconName } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { XrayFile } from '../lab/xray-data.ts';
import { type FileTreeRow, findParent, type Kind, listRows } from './file-rows.ts';

interface FileTreeProps {
  readonly files: readonly XrayFile[];
  readonly kinds: ReadonlySet<Kind>;
  readonly open: Signal<ReadonlySet<string>>;
  readonly label: string;
  readonly say: Say;
  readonly noteOf: NoteOf;
  readonly onChoose: (file: XrayFile) => void;
}

const MORE = 500;
const ICONS: Readonly<Record<string, IconName>> = { dir: 'folder', symlink: 'link' };

export function FileTree({ files, kinds, open, label, say, noteOf: note, onChoose }: FileTreeProps) {
  const box = useRef<HTMLDivElement>(null);
  const current = useSignal<string | undefined>(undefined);
  const limit = useSignal(MORE);
  const all = listRows(files, kinds, open.value);
  const rows = all.slice(0, limit.value);
  const reachable = rows.find(({ file }) => file.path === current.value) ?? rows[0];

  function goTo(row: FileTreeRow | undefined): void {
    if (row === undefined) return;
    current.value = row.file.path;
    box.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(row.file.path)}"]`)?.focus();
  }
  function fold(row: FileTreeRow, isOpen: boolean): void {
    const next = new Set(open.value);
    if (isOpen) next.add(row.file.path);
    else next.delete(row.file.path);
    open.value = next;
  }
  function choose(row: FileTreeRow): void {
    current.value = row.file.path;
    if (row.isOpen !== undefined) fold(row, !row.isOpen);
    else onChoose(row.file);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (reachable === undefined) return;
    const at = rows.indexOf(reachable);
    const inside = reachable.isOpen === true ? rows[at + 1] : undefined;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(rows[at + 1]),
      ArrowUp: () => goTo(rows[at - 1]),
      Home: () => goTo(rows[0]),
      End: () => goTo(rows.at(-1)),
      ArrowRight: () => (reachable.isOpen === false ? fold(reachable, true) : goTo(inside)),
      ArrowLeft: () => (reachable.isOpen === true ? fold(reachable, false) : goTo(findParent(rows, reachable))),
      Enter: () => choose(reachable),
      ' ': () => choose(reachable),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  if (rows.length === 0) return <p class="empty">{say('xray.files.none')}</p>;
  return (
    <>
      <div class="file-tree" role="tree" aria-label={label} ref={box} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <TreeRow
            key={row.file.path}
            row={row}
            isReachable={row === reachable}
            note={note(row.file, say)}
            say={say}
            onClick={() => choose(row)}
          />
        ))}
      </div>
      {all.length > rows.length && (
        <button
          type="button"
          class="button plain"
          onClick={() => {
            limit.value += MORE;
          }}
        >
          {say('xray.files.more', { count: all.length - rows.length })}
        </button>
      )}
    </>
  );
}

interface TreeRowProps {
  readonly row: FileTreeRow;
  readonly isReachable: boolean;
  readonly note: string;
  readonly say: Say;
  readonly onClick: () => void;
}

function TreeRow({ row: { file, name, level, isOpen }, isReachable, note, say, onClick }: TreeRowProps) {
  const { change } = file;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys
    <div
      class={`tree-row level-${Math.min(level, 12)}${change === undefined ? '' : ` change-${change}`}${file.isNew ? ' is-new' : ''}`}
      role="treeitem"
      aria-level={level}
      aria-expanded={isOpen}
      aria-selected={isReachable}
      tabIndex={isReachable ? 0 : -1}
      data-path={file.path}
      onClick={onClick}
    >
      <span class="twist">{isOpen !== undefined && <Icon name={isOpen ? 'down' : 'forward'} />}</span>
      <span class="letter" aria-hidden="true">
        {change ?? ''}
      </span>
      {change !== undefined && <span class="said">{say(`files.changed.${WORDS[change]}`)}</span>}
      <Icon name={ICONS[file.kind] ?? 'file'} />
      <span class="tree-name">{file.target === undefined ? name : `${name} → ${file.target}`}</span>
      <span class="tree-note">{note}</span>
      <span class="tree-size">{file.change === 'D' ? '' : say.bytes(file.size)}</span>
      <span class="tree-hidden">{file.hidden === 0 ? '' : say('xray.files.hides', { size: say.bytes(file.hidden) })}</span>
    </div>
  );
}

export const WORDS = { A: 'added', C: 'changed', D: 'deleted' } as const;

export type NoteOf = (file: XrayFile, say: Say) => string;

/** What happened to it beyond the letter, in a layer. */
export function noteOf(file: XrayFile, say: Say): string {
  const { isNew, opaque, inside, change, was, kind } = file;
  const notes: string[] = [];
  if (isNew) notes.push(say('xray.note.new'));
  if (opaque) notes.push(say('xray.note.opaque'));
  if (change === 'D') notes.push(say(inside ? 'xray.note.inside' : 'xray.note.whiteout'));
  if (was !== undefined && kind === 'file' && was.kind === 'file') notes.push(say('xray.note.copied'));
  return [...notes, plainNoteOf(file, say)].filter((note) => note !== '').join(' · ');
}

/** The same where no layer is looked at, but one tree at two times. */
export function plainNoteOf({ was, mode, owner, bytes }: XrayFile, say: Say): string {
  const notes: string[] = [];
  if (bytes === 'same') notes.push(say('xray.note.same'));
  if (was !== undefined && was.mode !== mode) notes.push(say('xray.note.was', { was: was.mode, now: mode }));
  if (was !== undefined && was.owner !== owner) notes.push(say('xray.note.was', { was: was.owner, now: owner }));
  return notes.join(' · ');
}
