/** Shiki in the browser, with the grammars of the course only and the engine that needs no WebAssembly (the page's policy). */
import { createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { classesInsteadOfStyles, codeTheme } from './code-theme.ts';
import type { CodeLanguage } from './editor.ts';

let highlighter: Promise<HighlighterCore> | undefined;

export function loadHighlighter(): Promise<HighlighterCore> {
  highlighter ??= createHighlighterCore({
    themes: [codeTheme('roles'), codeTheme('light'), codeTheme('dark')],
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
    transformers: [classesInsteadOfStyles],
  });
  return html.replace(/^<pre[^>]*><code>|<\/code><\/pre>$/g, '');
}
