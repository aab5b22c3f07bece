/** Shiki in the browser, with the grammars of the course only and the engine that needs no WebAssembly (the page's policy). */
import { createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { EncodedTokenMetadata, INITIAL, type StateStack } from 'shiki/textmate';
import { classesInsteadOfStyles, codeTheme } from './code-theme.ts';
import type { CodeLanguage } from './editor.ts';
import type { GrammarTokens } from './monaco-colours.ts';

/** What is longer is no code, and is not coloured. */
const LONGEST_LINE = 20_000;
/** Milliseconds after which a line stays as it is. The first one compiles the grammar: on a slow machine Shiki's own half second is not enough. */
const PATIENCE = 5000;

let highlighter: Promise<HighlighterCore> | undefined;

function loadHighlighter(): Promise<HighlighterCore> {
  highlighter ??= createHighlighterCore({
    themes: [codeTheme('roles')],
    langs: [import('shiki/langs/shellscript.mjs'), import('shiki/langs/docker.mjs')],
    engine: createJavaScriptRegexEngine(),
  });
  return highlighter;
}

/** @returns the inside of a `<code>` */
export async function colourCode(text: string, lang: CodeLanguage): Promise<string> {
  const shiki = await loadHighlighter();
  const html = shiki.codeToHtml(text, {
    lang,
    theme: 'camadas-roles',
    structure: 'classic',
    tokenizeTimeLimit: PATIENCE,
    transformers: [classesInsteadOfStyles],
  });
  return html.replace(/^<pre[^>]*><code>|<\/code><\/pre>$/g, '');
}

/** The same colours, line by line, for Monaco. */
export async function loadGrammars(): Promise<(language: CodeLanguage) => GrammarTokens> {
  const shiki = await loadHighlighter();
  const { colorMap } = shiki.setTheme('camadas-roles');
  return (language) => ({
    start: INITIAL,
    line(text, stack) {
      if (text.length > LONGEST_LINE) return { parts: [{ from: 0 }], end: stack };
      const { tokens, ruleStack } = shiki.getLanguage(language).tokenizeLine2(text, stack as StateStack, PATIENCE);
      const parts = Array.from({ length: tokens.length / 2 }, (_, index) => ({
        from: tokens[2 * index] ?? 0,
        colour: colorMap[EncodedTokenMetadata.getForeground(tokens[2 * index + 1] ?? 0)],
      }));
      return { parts, end: ruleStack };
    },
  });
}
