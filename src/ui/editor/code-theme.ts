/**
 * The colours of code. The same grammar and the same roles serve the static page (as classes: no inline styles), the plain field
 * and Monaco (as colours), so nothing jumps when one takes the other's place.
 *
 * `tok-*` in styles/code.css holds the values of `PALETTE` again; code-theme.test.ts compares them.
 */
import type { ShikiTransformer, ThemeRegistrationRaw } from 'shiki';

export type CodeRole = 'text' | 'command' | 'flag' | 'string' | 'variable' | 'keyword' | 'comment';
export type CodeTheme = 'roles' | 'light' | 'dark';

const ROLES: readonly CodeRole[] = ['text', 'command', 'flag', 'string', 'variable', 'keyword', 'comment'];

export const PALETTE: Readonly<Record<'light' | 'dark', Readonly<Record<CodeRole, string>>>> = {
  light: {
    text: '#1f1d2e',
    command: '#4338ca',
    flag: '#0f6674',
    string: '#1d6b3a',
    variable: '#8a3ea8',
    keyword: '#4338ca',
    comment: '#5d5b6b',
  },
  dark: {
    text: '#efece6',
    command: '#a9b1ff',
    flag: '#7cd0dd',
    string: '#86d99f',
    variable: '#deabf2',
    keyword: '#a9b1ff',
    comment: '#b0aebd',
  },
};

const SCOPES: Readonly<Record<Exclude<CodeRole, 'text'>, readonly string[]>> = {
  command: ['entity.name.function.call', 'entity.name.command', 'support.function.builtin'],
  flag: ['constant.other.option', 'string.unquoted.argument constant.other.option'],
  string: ['string.quoted', 'string.unquoted.heredoc', 'string.interpolated'],
  variable: ['variable', 'punctuation.definition.variable', 'variable.other.assignment'],
  keyword: ['keyword', 'storage', 'keyword.other.special-method'],
  comment: ['comment', 'punctuation.definition.comment'],
};

/** `roles` has one made-up colour per role, which `roleOf` reads back. */
export function codeTheme(kind: CodeTheme): ThemeRegistrationRaw {
  const colour = (role: CodeRole): string => (kind === 'roles' ? sentinel(role) : PALETTE[kind][role]);
  const tokenColors = Object.entries(SCOPES).map(([role, scope]) => ({
    scope: [...scope],
    settings: { foreground: colour(role as CodeRole), ...(role === 'command' ? { fontStyle: 'bold' } : {}) },
  }));
  return {
    name: `camadas-${kind}`,
    type: kind === 'dark' ? 'dark' : 'light',
    colors: {
      'editor.foreground': colour('text'),
      'editor.background': kind === 'dark' ? '#15141f' : '#fdfcf8',
      'editorLineNumber.foreground': colour('comment'),
      'editorLineNumber.activeForeground': colour('text'),
      'editorWarning.foreground': kind === 'dark' ? '#e0b13c' : '#8a6100',
    },
    settings: [{ settings: { foreground: colour('text') } }, ...tokenColors],
    tokenColors,
  };
}

function sentinel(role: CodeRole): string {
  return `#C0DE0${ROLES.indexOf(role)}`;
}

/** @param colour as a theme of kind `roles` gave it */
export function roleOf(colour: string | undefined): CodeRole {
  const role = colour === undefined ? undefined : ROLES[Number.parseInt(colour.slice(-1), 16)];
  return role ?? 'text';
}

/** Shiki writes `style="color:…"`; the page's policy wants classes. */
export const classesInsteadOfStyles: ShikiTransformer = {
  name: 'camadas:classes',
  pre(node) {
    const { style: _style, tabindex, ...rest } = node.properties;
    node.properties = { ...rest, class: 'code', tabindex: tabindex ?? '0' };
  },
  span(node) {
    const { style, ...rest } = node.properties;
    const colour = /color:\s*(#[0-9a-f]{6})/i.exec(String(style ?? ''))?.[1];
    const role = roleOf(colour);
    node.properties = role === 'text' ? rest : { ...rest, class: `tok-${role}` };
  },
};
