/** What is in a file, or its beginning. */
import type { Say } from '../kit/say.ts';
import type { FileText } from '../lab/files.ts';

export function OpenFile({ path, file, say }: { readonly path: string; readonly file: FileText; readonly say: Say }) {
  return (
    <figure class="open-file">
      <figcaption>
        <code>{path}</code> {say.bytes(file.size)}
      </figcaption>
      {file.text === undefined ? (
        <p class="empty">{say('files.binary')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <pre tabIndex={0}>{file.text}</pre>
      )}
      {file.cut && <p class="empty">{say('files.cut')}</p>}
    </figure>
  );
}
