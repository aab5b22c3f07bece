import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeTheme, PALETTE, roleOf } from './code-theme.ts';
import { colourCode } from './colour-code.ts';

test('the style sheet has the same colours as the themes', () => {
  const css = readFileSync(new URL('../../styles/code.css', import.meta.url), 'utf8');
  const found = Object.fromEntries(
    [...css.matchAll(/--tok-(\w+): light-dark\((#\w+), (#\w+)\)/g)].map(([, role, light, dark]) => [role, { light, dark }]),
  );
  const roles = Object.keys(PALETTE.light) as (keyof typeof PALETTE.light)[];
  expect(found).toEqual(Object.fromEntries(roles.map((role) => [role, { light: PALETTE.light[role], dark: PALETTE.dark[role] }])));
});

test('the made-up colours of the theme of roles can be read back', () => {
  const settings = codeTheme('roles').settings ?? [];
  const roles = settings.map((setting) => roleOf(setting.settings.foreground));
  expect(roles).toEqual(['text', 'command', 'flag', 'string', 'variable', 'keyword', 'comment']);
  expect(roleOf(undefined)).toBe('text');
});

describe('colouring', () => {
  test.each([
    {
      code: 'docker rmi -f alpine:3.13 # x',
      html: '<span class="line"><span class="tok-command">docker</span><span> rmi</span><span class="tok-flag"> -f</span><span> alpine:3.13</span><span class="tok-comment"> # x</span></span>',
    },
    { code: '<b>', html: expect.stringContaining('&#x3C;') },
    { code: '', html: '<span class="line"></span>' },
  ])('$code', async ({ code, html }) => {
    expect(await colourCode(code, 'shellscript')).toEqual(html);
  });

  test('a line of code is a line of the page, and no style is inline', async () => {
    const html = await colourCode('a\n\nFROM b\n', 'docker');
    expect(html.match(/class="line"/g)).toHaveLength(4);
    expect(html).not.toContain('style');
  });
});
