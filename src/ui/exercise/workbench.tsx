/** What the learner writes: files, several of them in tabs, and below them the commands where there are some. */
import { useMemo } from 'preact/hooks';
import { createWritingHelp } from '../assist/writing-help.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import type { Marker } from '../editor/editor.ts';
import { FileEditors, type FileEditorsProps } from './file-editors.tsx';

interface WorkbenchProps extends FileEditorsProps {
  /** accessible name of the commands */
  readonly label: string;
  readonly startHtml: string;
  /** of the commands */
  readonly markers: readonly Marker[];
}

export function Workbench(props: WorkbenchProps) {
  const { card, label, startHtml, markers, onSubmit, say } = props;
  const { exercise, draft } = card;
  const hasFiles = draft.files.size > 0;
  const help = useMemo(
    () => createWritingHelp({ session: card.session, language: 'shellscript', files: () => draft.written.peek() }),
    [card],
  );
  return (
    <div class="workbench">
      {hasFiles && <FileEditors {...props} />}
      {'given' in exercise && (
        <>
          {hasFiles && <p class="file-name">{say('editor.commands')}</p>}
          <CodeEditor
            id={`code-${exercise.id}`}
            code={draft.code}
            language="shellscript"
            label={label}
            startHtml={startHtml}
            markers={markers}
            onSubmit={onSubmit}
            say={say}
            help={help}
          />
        </>
      )}
    </div>
  );
}
