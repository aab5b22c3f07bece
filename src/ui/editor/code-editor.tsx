/**
 * A field for code: a textarea with see-through letters over the same text in colour. It works from the first moment, without Monaco
 * and without JavaScript; where there is a mouse and a keyboard, Monaco takes its place at the first touch.
 */
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Chips, wantsChips } from '../assist/chips.tsx';
import { ProblemList } from '../assist/problem-list.tsx';
import { applyFix, createProblems, type ShownProblem } from '../assist/problems.model.ts';
import type { WritingHelp } from '../assist/writing-help.ts';
import type { Say } from '../kit/say.ts';
import { trustColours } from '../kit/trusted-colours.ts';
import { wantsMonaco } from '../wake/fetch-ahead.ts';
import { noteMonacoUsed } from '../wake/monaco-used.ts';
import type { CodeLanguage, CodeEditor as Editor, Marker } from './editor.ts';
import { loadMonaco } from './load-monaco.ts';
import { unsaidMarkers } from './unsaid-markers.ts';

interface CodeEditorProps {
  readonly code: Signal<string>;
  readonly language: CodeLanguage;
  /** accessible name */
  readonly label: string;
  /** the code at first, coloured when the page was built */
  readonly startHtml: string;
  readonly markers: readonly Marker[];
  readonly onSubmit: () => void;
  readonly say: Say;
  readonly id: string;
  /** of the file that is edited; absent for commands */
  readonly path?: string;
  readonly help?: WritingHelp | undefined;
}

const NO_PROBLEMS: readonly ShownProblem[] = [];

export function CodeEditor({ code, language, label, startHtml, markers, onSubmit, say, id, path, help }: CodeEditorProps) {
  // the same object at each rendering: another one would bring the first text back
  const atFirst = useMemo(() => trustColours(startHtml), [startHtml]);
  const host = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const layer = useRef<HTMLElement>(null);
  const monaco = useRef<Editor | undefined>(undefined);
  const isLoading = useRef(false);
  const submit = useRef(onSubmit);
  // with the words, which are fetched when something is first written, too
  const loadWords = async () => (await import('../assist/help-words.ts')).loadHelpWords(say.locale);
  const problems = useMemo(() => (help === undefined ? undefined : createProblems({ text: code, help, loadWords, caret })), [help]);

  submit.current = () => {
    onSubmit();
    problems?.finish();
  };
  function caret(): number | undefined {
    if (monaco.current !== undefined) return monaco.current.caret();
    return document.activeElement === field.current ? field.current?.selectionStart : undefined;
  }

  async function wake(): Promise<void> {
    problems?.start();
    if (isLoading.current || host.current === null || field.current === null) return;
    isLoading.current = true;
    if (!wantsMonaco()) return;
    const loaded = await loadMonaco().catch(() => undefined);
    if (loaded === undefined) {
      // offline, and never used before: the field goes on
      isLoading.current = false;
      void colour(layer.current, code.peek(), language);
      return;
    }
    monaco.current = await loaded.openMonaco({
      host: host.current,
      field: field.current,
      layer: layer.current,
      language,
      label,
      ...(help === undefined ? {} : { help: { help, loadWords } }),
      events: {
        onChange(value) {
          code.value = value;
        },
        onSubmit: () => submit.current(),
      },
    });
    noteMonacoUsed();
    monaco.current.setMarkers(markers);
    monaco.current.setProblems(problems?.shown.peek() ?? NO_PROBLEMS);
  }
  useSignalEffect(() => {
    const text = code.value;
    if (field.current !== null && field.current.value !== text) field.current.value = text;
    if (monaco.current !== undefined && monaco.current.getValue() !== text) monaco.current.setValue(text);
    const isNew = paint(layer.current, text);
    // while Monaco is on its way, the line is for its scripts
    if (isNew && !(isLoading.current && wantsMonaco())) void colour(layer.current, text, language);
  });
  const hasChips = useSignal(false);
  const shown = problems?.shown.value ?? NO_PROBLEMS;
  useEffect(() => monaco.current?.setMarkers(markers), [markers]);
  useEffect(() => monaco.current?.setProblems(shown), [shown]);
  useEffect(() => {
    hasChips.value = wantsChips() && !wantsMonaco();
    // the touch that woke the page was before anybody listened here
    if (document.activeElement === field.current) void wake();
    return () => {
      problems?.dispose();
      monaco.current?.dispose();
    };
  }, []);

  const unsaid = unsaidMarkers(markers, shown);
  return (
    <div class="code-field">
      <div class="editor" ref={host} onFocusOut={() => problems?.leave()}>
        <pre class="code" aria-hidden="true">
          <code ref={layer} dangerouslySetInnerHTML={{ __html: atFirst }} />
        </pre>
        <textarea
          id={id}
          data-path={path}
          ref={field}
          class="needs-js"
          aria-label={label}
          defaultValue={code.peek()}
          wrap="off"
          autocomplete="off"
          autocapitalize="off"
          autocorrect="off"
          spellcheck={false}
          onFocus={() => void wake()}
          onInput={(event) => {
            code.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            submit.current();
          }}
        />
      </div>
      {help !== undefined && hasChips.value && <Chips field={field} text={code} complete={help.complete} say={say} />}
      <ProblemList
        problems={shown}
        onFix={(fix) => {
          code.value = applyFix(code.peek(), fix);
          (monaco.current ?? field.current)?.focus();
        }}
        say={say}
      />
      {unsaid.length > 0 && (
        <ul class="markers">
          {unsaid.map((marker) => (
            <li key={marker.line}>{say('editor.marker', { line: marker.line, message: marker.message })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/**
 * The letters at once, with the colours that lines had before; under Monaco they only give the box its height.
 *
 * @returns whether they are others than before
 */
function paint(layer: HTMLElement | null, text: string): boolean {
  if (layer === null || layer.textContent === text) return false;
  const known = new Map([...layer.querySelectorAll('.line')].map((line) => [line.textContent, line]));
  const lines = text.split('\n').map((line) => {
    const before = known.get(line)?.cloneNode(true);
    if (before !== undefined) return before;
    const span = document.createElement('span');
    span.className = 'line';
    span.textContent = line;
    return span;
  });
  layer.replaceChildren(...lines.flatMap((line, index) => (index === 0 ? [line] : ['\n', line])));
  return true;
}

async function colour(layer: HTMLElement | null, text: string, language: CodeLanguage): Promise<void> {
  if (layer === null) return;
  const { colourCode } = await import('./colour-code.ts');
  const html = await colourCode(text, language);
  if (layer.textContent === text) layer.innerHTML = trustColours(html);
}
