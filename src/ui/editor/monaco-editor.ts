/**
 * Monaco in place of the plain field: loaded at the first touch, built slim (only the features named here), with the same colours and set with
 * the same metrics, so that the swap is not seen. Tab leaves the editor; Ctrl+M makes it indent. What helps while writing, and the grammars,
 * come when it stands there (`monaco-features.ts`). There is no worker of Monaco's: all that would want one (words of the text as candidates,
 * links, diffs) is left out or switched off.
 */
import { editor, KeyCode, KeyMod, languages, MarkerSeverity } from 'monaco-editor/editor';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordOperations/register';
import type { ShownProblem } from '../assist/problems.model.ts';
import { type CodeEditor, type CodeLanguage, type EditorEvents, METRICS } from './editor.ts';
import { defineThemes, keepColours, themeNow } from './monaco-colours.ts';
import type { ModelHelp } from './monaco-help.ts';

interface MonacoOptions {
  /** the box that holds the plain field; Monaco is laid over it */
  readonly host: HTMLElement;
  readonly field: HTMLTextAreaElement;
  /** the text of the field in colour */
  readonly layer: HTMLElement | null;
  readonly language: CodeLanguage;
  readonly label: string;
  readonly events: EditorEvents;
  readonly help?: ModelHelp;
}

let prepared: Promise<void> | undefined;

/** The list is as wide as what it explains, at most as the editor. Monaco's own types do not know of it yet. */
const FIT = { fitWidthToDetails: true };

function settings(): editor.IStandaloneEditorConstructionOptions {
  return {
    theme: themeNow(),
    fontFamily: METRICS.fontFamily,
    fontSize: METRICS.fontSize,
    lineHeight: METRICS.lineHeight,
    fontLigatures: false,
    padding: { top: METRICS.padding, bottom: METRICS.padding },
    lineNumbersMinChars: METRICS.lineNumbersMinChars,
    lineDecorationsWidth: METRICS.lineDecorationsWidth,
    glyphMargin: false,
    folding: false,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    scrollBeyondLastColumn: 2,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    overviewRulerBorder: false,
    renderLineHighlight: 'none',
    scrollbar: { vertical: 'hidden', alwaysConsumeMouseWheel: false, horizontalScrollbarSize: 8 },
    fixedOverflowWidgets: true,
    automaticLayout: true,
    contextmenu: false,
    tabFocusMode: true,
    accessibilitySupport: 'auto',
    // Enter always ends the line; Tab takes what is chosen in the list
    acceptSuggestionOnEnter: 'off',
    acceptSuggestionOnCommitCharacter: false,
    wordBasedSuggestions: 'off',
    quickSuggestions: { other: true, comments: false, strings: true },
    suggest: { showStatusBar: false, showIcons: true, ...FIT },
    hover: { above: false },
  };
}

/** Once per page. */
function prepare(): Promise<void> {
  prepared ??= (async () => {
    for (const id of ['shellscript', 'docker', 'text'] satisfies CodeLanguage[]) {
      languages.register({ id });
      languages.setLanguageConfiguration(id, {
        comments: { lineComment: '#' },
        brackets: [
          ['{', '}'],
          ['[', ']'],
          ['(', ')'],
        ],
        autoClosingPairs: [],
      });
    }
    defineThemes();
    // before there is a style sheet to be written anew
    editor.setTheme(themeNow());
    await document.fonts.load(`${METRICS.fontSize}px "Next Mono"`);
    new MutationObserver(() => editor.setTheme(themeNow())).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  })();
  return prepared;
}

/**
 * An editor that nobody sees, made as the first one will be and thrown away.
 *
 * @param rest ends when the page is idle; gives false when there is no more need
 */
export async function rehearse(rest: () => Promise<boolean>): Promise<void> {
  await prepare();
  if (!(await rest())) return;
  const box = document.createElement('div');
  box.className = 'monaco-rehearsal';
  box.inert = true;
  document.body.append(box);
  const instance = editor.create(box, { ...settings(), model: null });
  const model = editor.createModel('docker images', 'shellscript');
  if (await rest()) {
    instance.setModel(model);
    if (await rest()) instance.render(true);
  }
  instance.dispose();
  model.dispose();
  box.remove();
}

export async function openMonaco({ host, field, layer, language, label, events, help }: MonacoOptions): Promise<CodeEditor> {
  await prepare();
  if (layer !== null) keepColours(layer);
  const box = document.createElement('div');
  box.className = 'monaco-host arriving';
  host.append(box);
  const instance = editor.create(box, { ...settings(), value: field.value, language, ariaLabel: label });
  const model = instance.getModel();
  let problems: readonly ShownProblem[] = [];
  let isOurs = false;
  instance.onDidChangeModelContent(() => {
    if (!isOurs) events.onChange(instance.getValue());
  });
  // an action and not a command: a command's key belongs to the editor that was made last, whichever has the focus
  instance.addAction({ id: 'camadas.submit', label, keybindings: [KeyMod.CtrlCmd | KeyCode.Enter], run: () => events.onSubmit() });
  instance.addAction({
    id: 'camadas.fix',
    label,
    keybindings: [KeyMod.CtrlCmd | KeyCode.Period],
    run() {
      const at = caretOf(instance) ?? 0;
      const fixable = problems.filter(({ fixes }) => fixes.length > 0);
      const here = fixable.find(({ from, to }) => from <= at && at <= to);
      const inLine = fixable.find(({ line }) => line === instance.getPosition()?.lineNumber);
      const fix = (here ?? inLine)?.fixes[0];
      if (fix === undefined || model === null) return;
      const from = model.getPositionAt(fix.from);
      const to = model.getPositionAt(fix.to);
      const range = {
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      };
      instance.executeEdits('camadas.fix', [{ range, text: fix.text }]);
    },
  });
  instance.render(true);
  takeOver(instance, field);
  host.classList.add('has-monaco');
  box.classList.remove('arriving');
  void import('./monaco-features.ts').then(({ addFeatures }) => addFeatures(instance, help)).catch(() => undefined);
  return {
    getValue: () => instance.getValue(),
    setValue(value) {
      isOurs = true;
      instance.setValue(value);
      isOurs = false;
    },
    setMarkers(markers) {
      if (model === null) return;
      editor.setModelMarkers(
        model,
        'camadas',
        markers.map(({ line, message }) => ({
          message,
          severity: MarkerSeverity.Warning,
          startLineNumber: line,
          endLineNumber: line,
          startColumn: model.getLineFirstNonWhitespaceColumn(line),
          endColumn: model.getLineMaxColumn(line),
        })),
      );
    },
    setProblems(found) {
      problems = found;
      if (model === null) return;
      editor.setModelMarkers(
        model,
        'camadas-help',
        found.map(({ from, to, severity, message }) => {
          const start = model.getPositionAt(from);
          const end = model.getPositionAt(to);
          return {
            message,
            severity: SEVERITIES[severity],
            startLineNumber: start.lineNumber,
            startColumn: start.column,
            endLineNumber: end.lineNumber,
            endColumn: end.column,
          };
        }),
      );
    },
    caret: () => (instance.hasTextFocus() ? caretOf(instance) : undefined),
    focus: () => instance.focus(),
    dispose() {
      instance.dispose();
      box.remove();
      host.classList.remove('has-monaco');
    },
  };
}

const SEVERITIES = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, hint: MarkerSeverity.Info } as const;

/** offset in the text */
function caretOf(instance: editor.IStandaloneCodeEditor): number | undefined {
  const position = instance.getPosition();
  return position === null ? undefined : instance.getModel()?.getOffsetAt(position);
}

/** What was typed while Monaco was on its way, the cursor, and the focus if the field still has it. */
function takeOver(instance: editor.IStandaloneCodeEditor, field: HTMLTextAreaElement): void {
  if (instance.getValue() !== field.value) instance.setValue(field.value);
  const model = instance.getModel();
  if (model !== null) {
    const from = model.getPositionAt(field.selectionStart);
    const to = model.getPositionAt(field.selectionEnd);
    instance.setSelection({
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    });
  }
  if (document.activeElement === field) instance.focus();
  field.tabIndex = -1;
}
