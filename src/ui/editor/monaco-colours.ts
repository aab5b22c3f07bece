/**
 * Monaco's colours: the same roles as on the page (`code-theme.ts`). The grammars come after the editor is there; until then the colours that
 * the plain field had are Monaco's, so that nothing changes its colour when one takes the other's place.
 */
import { editor, languages } from 'monaco-editor/editor';
import { type CodeRole, type CodeTheme, codeTheme, PALETTE, roleOf } from './code-theme.ts';
import type { CodeLanguage } from './editor.ts';

type Tokens = languages.ILineTokens['tokens'];
/** colour by its place in the theme's list */
type TokenizeLine = (line: string, state: languages.IState) => { readonly tokens: Tokens; readonly endState: languages.IState };

const LANGUAGES: readonly CodeLanguage[] = ['shellscript', 'docker'];

export function defineThemes(): void {
  for (const kind of ['light', 'dark'] as const) {
    const { colors = {} } = codeTheme(kind);
    editor.defineTheme(themeName(kind), {
      base: kind === 'dark' ? 'vs-dark' : 'vs',
      inherit: false,
      colors,
      rules: Object.entries(PALETTE[kind]).map(([token, colour]) => ({
        token: token === 'text' ? '' : token,
        foreground: colour.slice(1),
        ...(token === 'command' ? { fontStyle: 'bold' } : {}),
      })),
    });
  }
}

export function themeNow(): string {
  return themeName(document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light');
}

function themeName(kind: Exclude<CodeTheme, 'roles'>): string {
  return `camadas-${kind}`;
}

const START: languages.IState = { clone: () => START, equals: (other) => other === START };
/** Lines that were coloured on the page, by their text. */
const seen = new Map<string, Tokens>();
let hasGrammars = false;

/** @param layer the coloured text under a plain field */
export function keepColours(layer: HTMLElement): void {
  if (hasGrammars) return;
  for (const line of layer.querySelectorAll('.line')) {
    const tokens: Tokens = [];
    let startIndex = 0;
    for (const part of line.childNodes) {
      const role = part instanceof HTMLElement ? part.className.replace('tok-', '') : '';
      tokens.push({ startIndex, scopes: role });
      startIndex += part.textContent?.length ?? 0;
    }
    seen.set(line.textContent ?? '', tokens);
  }
  for (const id of LANGUAGES) languages.setTokensProvider(id, { getInitialState: () => START, tokenize: seenLine });
}

const seenLine: TokenizeLine = (line, endState) => ({ endState, tokens: seen.get(line) ?? [{ startIndex: 0, scopes: '' }] });

/** Colours everything by its grammar from here on. */
export function colourBy(tokenize: (language: CodeLanguage) => GrammarTokens): void {
  hasGrammars = true;
  seen.clear();
  for (const id of LANGUAGES) {
    const grammar = tokenize(id);
    languages.setTokensProvider(id, {
      getInitialState: () => new GrammarState(grammar.start),
      tokenize(line, state) {
        const { parts, end } = grammar.line(line, (state as GrammarState).stack);
        const tokens = parts.map(({ from, colour }) => ({ startIndex: from, scopes: scopeOf(roleOf(colour)) }));
        return { tokens, endState: new GrammarState(end) };
      },
    });
  }
}

const scopeOf = (role: CodeRole): string => (role === 'text' ? '' : role);

/** Where a grammar stands between two lines. */
export interface GrammarStack {
  equals(other: GrammarStack): boolean;
}
export interface GrammarTokens {
  readonly start: GrammarStack;
  /** `colour` as the theme `roles` has it */
  line(
    text: string,
    stack: GrammarStack,
  ): { readonly parts: readonly { readonly from: number; readonly colour?: string | undefined }[]; readonly end: GrammarStack };
}

class GrammarState implements languages.IState {
  readonly stack: GrammarStack;
  constructor(stack: GrammarStack) {
    this.stack = stack;
  }
  clone(): GrammarState {
    return this;
  }
  equals(other: languages.IState): boolean {
    return other instanceof GrammarState && this.stack.equals(other.stack);
  }
}
