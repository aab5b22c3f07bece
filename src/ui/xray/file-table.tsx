/** The tree of files in words: every row with what happened to it, as a table. */
import type { Say } from '../kit/say.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import type { XrayFile } from '../lab/xray-data.ts';
import type { Kind } from './file-rows.ts';
import { type NoteOf, WORDS } from './file-tree.tsx';

const MAX_ROWS = 500;

interface FileTableProps {
  readonly files: readonly XrayFile[];
  readonly kinds: ReadonlySet<Kind>;
  readonly label: string;
  readonly say: Say;
  readonly noteOf: NoteOf;
}

export function FileTable({ files, kinds, label, say, noteOf }: FileTableProps) {
  const rows = files.filter(({ change }) => change !== undefined && kinds.has(change));
  return (
    <ScrollRegion label={label}>
      <table class="twin">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{say('files.name')}</th>
            <th scope="col">{say('files.change')}</th>
            <th scope="col">{say('files.size')}</th>
            <th scope="col">{say('xray.size.hidden')}</th>
            <th scope="col">{say('xray.files.note')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MAX_ROWS).map((file) => (
            <tr key={file.path}>
              <th scope="row">{file.path}</th>
              <td>{file.change !== undefined && say(`files.changed.${WORDS[file.change]}`)}</td>
              <td>{file.change === 'D' ? '' : say.bytes(file.size)}</td>
              <td>{file.hidden === 0 ? '' : say.bytes(file.hidden)}</td>
              <td>{noteOf(file, say)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MAX_ROWS && <p class="empty">{say('xray.files.moreRows', { count: rows.length - MAX_ROWS })}</p>}
    </ScrollRegion>
  );
}
