/** The files that a learner writes. Each keeps its cursor and its undo while another is shown. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { createWritingHelp, type WritingHelp } from '../assist/writing-help.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import { languageOf, type Marker } from '../editor/editor.ts';
import type { Say } from '../kit/say.ts';
import { TabList } from '../lab/tab-list.tsx';
import type { CardModel } from './card.model.ts';

export interface FileEditorsProps {
  readonly card: CardModel;
  readonly filesHtml: Readonly<Record<string, string>>;
  readonly markersOf: (path: string) => readonly Marker[];
  readonly onSubmit: () => void;
  readonly say: Say;
}

export function FileEditors({ card, filesHtml, markersOf, onSubmit, say }: FileEditorsProps) {
  const { exercise, draft } = card;
  const paths = [...draft.files.keys()];
  const shown = useSignal(paths[0] ?? '');
  const help = useMemo(() => new Map(paths.map((path) => [path, helpWith(card, path)])), [card]);
  const isAlone = paths.length === 1;
  const panel = (path: string) =>
    isAlone
      ? {}
      : { role: 'tabpanel' as const, id: `${exercise.id}-panel-${path}`, 'aria-labelledby': `${exercise.id}-tab-${path}` };
  return (
    <>
      {isAlone ? (
        <p class="file-name">{paths[0]}</p>
      ) : (
        <TabList tabs={paths} active={shown} prefix={exercise.id} label={say('editor.tabs')} titleOf={(path) => path} />
      )}
      {[...draft.files].map(([path, text], index) => (
        <div
          key={path}
          class={path === shown.value ? 'sheet-of-code' : 'sheet-of-code other'}
          {...panel(path)}
          data-path={isAlone ? undefined : path}
        >
          <CodeEditor
            id={`file-${exercise.id}-${index}`}
            path={path}
            code={text}
            language={languageOf(path)}
            label={say('editor.file', { path })}
            startHtml={filesHtml[path] ?? ''}
            markers={markersOf(path)}
            onSubmit={onSubmit}
            say={say}
            help={help.get(path)}
          />
        </div>
      ))}
    </>
  );
}

/** There is none for plain texts. */
function helpWith({ session, draft }: CardModel, path: string): WritingHelp | undefined {
  const language = languageOf(path);
  return language === 'text' ? undefined : createWritingHelp({ session, language, path, files: () => draft.written.peek() });
}
