/** Monaco's side of the help while writing: its list of candidates and its hovers ask the engine, through the model's own `WritingHelp`. */
import { editor, type IMarkdownString, languages } from 'monaco-editor/editor';
import { StandaloneServices } from 'monaco-editor/editor/standalone/browser/standaloneServices';
import { IStorageService } from 'monaco-editor/platform/storage/common/storage';
import type { CompletionKind } from '../../engine/index.ts';
import type { HelpWords } from '../assist/help-words.ts';
import type { WritingHelp } from '../assist/writing-help.ts';
import type { CodeLanguage } from './editor.ts';

/** Of Monaco's inside: where its list looks up whether explanations stand beside it. */
interface Settings {
  store(key: string, value: boolean, scope: number, target: number): void;
}
const PROFILE = 0;
const USER = 0;

export interface ModelHelp {
  readonly help: WritingHelp;
  loadWords(): Promise<HelpWords>;
}

const helps = new WeakMap<editor.ITextModel, ModelHelp>();

export function giveHelp(model: editor.ITextModel, help: ModelHelp): void {
  helps.set(model, help);
}

const { CompletionItemKind: Kind } = languages;
const KINDS: Readonly<Record<CompletionKind, languages.CompletionItemKind>> = {
  command: Kind.Function,
  program: Kind.Function,
  flag: Kind.Property,
  value: Kind.Value,
  image: Kind.Class,
  container: Kind.Module,
  volume: Kind.Struct,
  network: Kind.Interface,
  file: Kind.File,
  folder: Kind.Folder,
  instruction: Kind.Keyword,
  stage: Kind.Class,
  variable: Kind.Variable,
};

/** letters of an explanation that have room in a candidate's row; a longer one stands beside the list, too, whole */
const MAX_BESIDE = 64;

/** Once per page. */
export function registerHelp(ids: readonly CodeLanguage[]): void {
  // else they would wait for a key that nobody here knows of
  StandaloneServices.get<Settings>(IStorageService).store('expandSuggestionDocs', true, PROFILE, USER);
  for (const id of ids) {
    languages.registerCompletionItemProvider(id, {
      triggerCharacters: [' ', '-', '/', ':', '=', '$'],
      provideCompletionItems: (model, position) => suggestions(model, model.getOffsetAt(position)),
    });
    languages.registerHoverProvider(id, {
      provideHover: (model, position) => hovered(model, model.getOffsetAt(position)),
    });
  }
}

async function suggestions(model: editor.ITextModel, caret: number): Promise<languages.CompletionList> {
  const given = helps.get(model);
  const version = model.getVersionId();
  const [found, words] = await Promise.all([
    given?.help.complete(model.getValue(), caret),
    given?.loadWords().catch(() => undefined),
  ]);
  // whoever has typed on asks again
  if (found === undefined || version !== model.getVersionId()) return { suggestions: [], incomplete: true };
  const from = model.getPositionAt(found.from);
  const to = model.getPositionAt(found.to);
  if (from.lineNumber !== to.lineNumber) return { suggestions: [] };
  const range = {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
  const typed = model.getValueInRange(range);
  return {
    // which spelling of a flag is taken depends on how many dashes are typed
    incomplete: found.items.length >= 200 || found.items.some(({ shown }) => shown !== undefined),
    suggestions: found.items
      .filter(({ text }) => text !== typed)
      .map((item, index) => {
        // Docker's own line, in English, where there is none of ours
        const about = (words?.item(item) ?? item.detail)?.replaceAll('`', '');
        const label = item.shown ?? item.text;
        return {
          // as a description and not as a detail, which Monaco shows of the chosen one alone
          label: about === undefined ? label : { label, description: about },
          ...(about !== undefined && about.length > MAX_BESIDE ? { documentation: about } : {}),
          filterText: item.text,
          kind: KINDS[item.kind],
          insertText: item.text,
          range,
          // the engine's own order
          sortText: String(index).padStart(4, '0'),
        };
      }),
  };
}

async function hovered(model: editor.ITextModel, caret: number): Promise<languages.Hover | null> {
  const given = helps.get(model);
  const position = model.getPositionAt(caret);
  const marks = editor
    .getModelMarkers({ resource: model.uri })
    .filter(
      (mark) =>
        (mark.startLineNumber < position.lineNumber ||
          (mark.startLineNumber === position.lineNumber && mark.startColumn <= position.column)) &&
        (mark.endLineNumber > position.lineNumber ||
          (mark.endLineNumber === position.lineNumber && mark.endColumn >= position.column)),
    )
    .map(({ message }): IMarkdownString => ({ value: escapeMarkdown(message) }));
  const [found, words] = await Promise.all([given?.help.hover(model.getValue(), caret), given?.loadWords().catch(() => undefined)]);
  const facts = found === undefined || words === undefined ? [] : words.hover(found.subject);
  const contents = [...marks, ...(facts.length === 0 ? [] : [{ value: facts.join('\n\n') }])];
  if (contents.length === 0) return null;
  if (found === undefined) return { contents };
  const from = model.getPositionAt(found.from);
  const to = model.getPositionAt(found.to);
  return {
    contents,
    range: { startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: to.lineNumber, endColumn: to.column },
  };
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\*_{}[\]()#+!<>|~]/g, '\\$&');
}
