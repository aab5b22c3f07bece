import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { offeredFlags } from '../../engine/assist/complete-docker.ts';
import { usualFlags } from '../../engine/assist/usual-first.ts';
import { listFlagNames } from '../../engine/build/dockerfile/flags.ts';
import type { InstructionKind } from '../../engine/build/dockerfile/instruction.ts';
import { ALL_COMMANDS } from '../../engine/cli/specs/all-commands.ts';
import type { CommandNode } from '../../engine/cli/specs/command-tree.ts';
import type { Locale } from '../../i18n/locales.ts';
import { createHelpWords } from './help-words.ts';

const read = (locale: Locale): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../../content/i18n/ui.${locale}.json`, import.meta.url), 'utf8'));
const source = (path: string): string => readFileSync(new URL(`../../engine/${path}`, import.meta.url), 'utf8');

const listNodes = (node: CommandNode): CommandNode[] => [node, ...[...node.children.values()].flatMap(listNodes)];

describe.each(['en', 'pt-BR'] satisfies Locale[])('in %s', (locale) => {
  const messages = read(locale);
  const words = createHelpWords(messages, locale);

  test('every code of a diagnosis has its sentence, and no sentence is idle', () => {
    const sources = source('assist/diagnosis.ts') + source('assist/dockerfile/course-rules.ts');
    const codes = [...sources.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code).sort();
    const worded = Object.keys(messages).filter((key) => key.startsWith('help.problem.'));
    expect(worded.map((key) => key.slice('help.problem.'.length)).sort()).toEqual(codes);
  });

  test('every command that is simulated has its sentence, every group, and every flag that is offered', () => {
    const silent = listNodes(ALL_COMMANDS.root).flatMap((node) => {
      const { spec } = node;
      const name = spec.paths[0] ?? '';
      if ((spec.simulated !== true && spec.group !== true) || name === '') return [];
      const own = words.item({ text: '', kind: 'command', help: name }) === undefined ? [name] : [];
      const bundles = usualFlags(name).first.filter((flag) => flag.startsWith('-'));
      const flags = offeredFlags(node).map((flag) => flag.name);
      const help = [...flags, ...bundles].map((flag) => `${name} --${flag.replace(/^-/, '')}`);
      return [...own, ...help.filter((one) => words.item({ text: '', kind: 'flag', help: one }) === undefined)];
    });
    expect(silent).toEqual([]);
  });

  test('a flag has the words of its command, or those that fit everywhere', () => {
    const [all = '', listed = ''] = ['container ls --all', 'container ls --quiet'].map((help) =>
      words.item({ text: '', kind: 'flag', help }),
    );
    expect(all).toBe(messages['help.flag-of.container-ls-all']);
    expect(listed).toBe(messages['help.flag.quiet']);
  });

  test('every instruction of a Dockerfile has its sentence, and its flags', () => {
    const names = [...source('build/dockerfile/read-instruction.ts').matchAll(/\['([A-Z]+)', /g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(10);
    for (const help of names) {
      expect(words.item({ text: help, kind: 'instruction', help }), help).toBeDefined();
      for (const flag of listFlagNames(help.toLowerCase() as InstructionKind, 'buildkit'))
        expect(words.item({ text: '', kind: 'flag', help: `${help} --${flag}` }), `${help} --${flag}`).toBeDefined();
    }
  });
});

test('says what a thing is, with its figures', () => {
  const words = createHelpWords(read('pt-BR'), 'pt-BR');
  const image = { kind: 'image', id: 'abc', names: ['loja:1.0'], layers: 2, size: 5_600_000, containers: 1 } as const;
  expect(words.hover(image)).toEqual(['Imagem abc: loja:1.0', '2 camadas, 5,6\u00a0MB', '1 contêiner feito dela']);
  expect(words.fix({ kind: 'insert', from: 0, to: 0, text: ' -f' })).toBe('Acrescentar -f');
});
