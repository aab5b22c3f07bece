/** What the learner writes: commands, files, or both. Several editors are tabs; each keeps its cursor and its undo while another is shown. */
import { useSignal } from '@preact/signals';
import { CodeEditor } from '../editor/code-editor.tsx';
import { languageOf, type Marker } from '../editor/editor.ts';
import type { Say } from '../kit/say.ts';
import { TabList } from '../lab/tab-list.tsx';
import type { CardModel } from './card.model.ts';

interface WorkbenchProps {
  readonly card: CardModel;
  /** accessible name of what is written */
  readonly label: string;
  readonly startHtml: string;
  readonly filesHtml: Readonly<Record<string, string>>;
  /** of the commands */
  readonly markers: readonly Marker[];
  readonly markersOf: (path: string) => readonly Marker[];
  readonly onSubmit: () => void;
  readonly say: Say;
}

const COMMANDS = '';

export function Workbench({ card, label, startHtml, filesHtml, markers, markersOf, onSubmit, say }: WorkbenchProps) {
  const { exercise, draft } = card;
  const paths = [...('given' in exercise ? [COMMANDS] : []), ...draft.files.keys()];
  const shown = useSignal(paths[0] ?? COMMANDS);
  const titleOf = (path: string): string => (path === COMMANDS ? say('editor.commands') : path);
  const idOf = (path: string): string => (path === COMMANDS ? `code-${exercise.id}` : `file-${exercise.id}-${paths.indexOf(path)}`);
  const isAlone = paths.length === 1;
  return (
    <div class="workbench">
      {!isAlone && <TabList tabs={paths} active={shown} prefix={exercise.id} label={say('editor.tabs')} titleOf={titleOf} />}
      {isAlone && paths[0] !== COMMANDS && <p class="file-name">{paths[0]}</p>}
      {paths.map((path) => (
        <div
          key={path}
          class={path === shown.value ? 'sheet-of-code' : 'sheet-of-code other'}
          {...(isAlone
            ? {}
            : { role: 'tabpanel', id: `${exercise.id}-panel-${path}`, 'aria-labelledby': `${exercise.id}-tab-${path}` })}
        >
          <CodeEditor
            id={idOf(path)}
            code={draft.files.get(path) ?? draft.code}
            language={path === COMMANDS ? 'shellscript' : languageOf(path)}
            label={path === COMMANDS ? label : say('editor.file', { path })}
            startHtml={path === COMMANDS ? startHtml : (filesHtml[path] ?? '')}
            markers={path === COMMANDS ? markers : markersOf(path)}
            onSubmit={onSubmit}
            say={say}
            {...(path === COMMANDS ? {} : { path })}
          />
        </div>
      ))}
    </div>
  );
}
