/** The file that `edit` has opened: the page's editor, and what becomes of the text. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { CodeEditor } from '../editor/code-editor.tsx';
import { languageOf } from '../editor/editor.ts';
import type { Say } from '../kit/say.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { writeCommand } from './edit-command.ts';

interface FileEditProps {
  readonly session: SessionModel;
  /** as it was typed */
  readonly path: string;
  /** undefined for a file that is not there yet */
  readonly before: string | undefined;
  /** the file is in the container whose terminal is open */
  readonly isInside: boolean;
  readonly onClose: () => void;
  readonly say: Say;
}

export function FileEdit({ session, path, before, isInside, onClose, say }: FileEditProps) {
  const code = useSignal(before ?? '');
  const hasMoved = useSignal(false);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.querySelector('textarea')?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  async function save(): Promise<void> {
    const text = withNewline(code.peek(), before);
    if (isInside !== (session.visit.peek() !== undefined)) {
      hasMoved.value = true;
      return;
    }
    onClose();
    if (text === before) return;
    const command = writeCommand(path, text);
    await (isInside ? session.type(command) : session.run(command));
  }
  return (
    <section class="file-edit" aria-label={say('terminal.edit.label', { path })} ref={box}>
      <p class="file-name">
        {path}
        {before === undefined && <span> {say('terminal.edit.new')}</span>}
      </p>
      <CodeEditor
        id={`edit-${session.id}`}
        path={path}
        code={code}
        language={languageOf(path)}
        label={say('editor.file', { path })}
        startHtml=""
        markers={[]}
        onSubmit={() => void save()}
        say={say}
      />
      <p class="file-edit-bar">
        <button type="button" class="term-button" onClick={() => void save()}>
          {say('terminal.edit.save')}
        </button>
        <button type="button" class="term-button" onClick={onClose}>
          {say('terminal.edit.discard')}
        </button>
        <kbd class="shortcut">Ctrl + Enter</kbd>
        <span role="status">{hasMoved.value && say('terminal.edit.moved')}</span>
      </p>
    </section>
  );
}

/** As editors do; a file that ended without one goes on so. */
function withNewline(text: string, before: string | undefined): string {
  const hadNone = before !== undefined && before !== '' && !before.endsWith('\n');
  return text === '' || text.endsWith('\n') || hadNone ? text : `${text}\n`;
}
