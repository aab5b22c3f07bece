/** The files part of an X-ray: which kinds to show, the tree, its table, and the file that was opened. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { OpenFile } from '../files/open-file.tsx';
import type { Say } from '../kit/say.ts';
import type { FileText } from '../lab/files.ts';
import type { XrayFile, XrayFiles } from '../lab/xray-data.ts';
import { foldersOfNew, KINDS, type Kind, openAtFirst } from './file-rows.ts';
import { FileTable } from './file-table.tsx';
import { FileTree, type NoteOf, noteOf as noteInLayer, WORDS } from './file-tree.tsx';

export interface OpenedFile {
  readonly title: string;
  readonly text: FileText;
}

interface XrayFilesProps {
  readonly of: XrayFiles;
  /** of the whole, for the names of tree and table */
  readonly title: string;
  readonly say: Say;
  /** What is shown of a file that was chosen: it, or it at several times. */
  readonly readFile: (file: XrayFile) => Promise<readonly OpenedFile[]>;
  /** what is said of a file beside its sign: as of a layer's, where it is left out */
  readonly noteOf?: NoteOf;
}

export function XrayFilesPart({ of: { files, fileCount, counts }, title, say, readFile, noteOf = noteInLayer }: XrayFilesProps) {
  const kinds = useSignal<ReadonlySet<Kind>>(new Set(KINDS));
  const open = useSignal<ReadonlySet<string>>(openAtFirst(files));
  const opened = useSignal<readonly OpenedFile[]>([]);
  useLayoutEffect(() => {
    // what comes while it is open is not folded away
    open.value = new Set([...open.value, ...openAtFirst(files), ...foldersOfNew(files)]);
  }, [files]);
  const label = say('xray.files.of', { title });

  async function choose(file: XrayFile): Promise<void> {
    if (file.kind === 'file') opened.value = await readFile(file);
  }
  if (fileCount === 0) return <p class="empty">{say('xray.files.empty')}</p>;
  return (
    <div class="xray-files">
      <fieldset class="kinds">
        <legend class="said">{say('xray.files.kinds')}</legend>
        {KINDS.map((kind) => (
          <label key={kind} class="check">
            <input
              type="checkbox"
              checked={kinds.value.has(kind)}
              onChange={(event) => {
                const next = new Set(kinds.value);
                if (event.currentTarget.checked) next.add(kind);
                else next.delete(kind);
                kinds.value = next;
              }}
            />
            <span>
              <b class="letter">{kind}</b> {say(`files.changed.${WORDS[kind]}`)} ({counts[kind]})
            </span>
          </label>
        ))}
      </fieldset>
      <FileTree
        files={files}
        kinds={kinds.value}
        open={open}
        label={label}
        say={say}
        noteOf={noteOf}
        onChoose={(file) => void choose(file)}
      />
      {fileCount > files.length && <p class="empty">{say('xray.files.cut', { shown: files.length, count: fileCount })}</p>}
      {opened.value.map(({ title: path, text }) => (
        <OpenFile key={path} path={path} file={text} say={say} />
      ))}
      <details class="twin-box">
        <summary>{say('layers.asTable')}</summary>
        <FileTable files={files} kinds={kinds.value} label={label} say={say} noteOf={noteOf} />
      </details>
    </div>
  );
}
