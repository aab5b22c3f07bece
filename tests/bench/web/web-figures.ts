/** What a run comes to: medians of ours beside those of the peer that the budget names. */
import type { Figure, Target } from '../figure.ts';
import { MARKS } from './lighthouse.ts';
import { AUDITED, type AuditedPage, type ReadPage, type Taken, type UsedPage, type WebMeasurements } from './measure-web.ts';
import { blockingTime } from './observe-page.ts';
import type { Fetched, Kind, Load } from './visit.ts';

const KB = 1000;
const LEAST_PERFORMANCE = 95;
/** What rounds to 0.00. */
const NO_SHIFT = 0.005;
const OURS = ['home', 'lesson'] as const;
/** Their own and what they bring with them: everything that is fetched only when the editor is. */
const EDITOR_KB = 750;

export function webFigures(measured: WebMeasurements): Figure[] {
  return [
    ...OURS.flatMap((page) => readFigures(measured, page)),
    ...useFigures(measured),
    ...AUDITED.flatMap((page) => (page === 'starlight' ? [] : auditFigures(measured, page))),
  ];
}

function readFigures({ loads }: WebMeasurements, page: 'home' | 'lesson'): Figure[] {
  const figure = (name: string, unit: string, of: (load: Load) => number, target: 'as the peer' | Target): Figure => {
    const value = (each: ReadPage): number => median(loads[each].map(({ result }) => of(result)));
    const reference = { name: 'Starlight', value: value('starlight') };
    return {
      name: `${page}.${name}`,
      value: value(page),
      unit,
      reference,
      target: target === 'as the peer' ? { atMost: reference.value } : target,
    };
  };
  const ahead = (load: Load): number => size(load.fetched.filter(({ isAhead }) => isAhead));
  return [
    figure('js', 'kB', (load) => before(load, ['js']), { atMost: 15 }),
    figure('total', 'kB', (load) => before(load, ['html', 'css', 'js', 'other']), { atMost: 80 }),
    withoutTarget(figure('html', 'kB', (load) => before(load, ['html']), 'as the peer')),
    withoutTarget(figure('css', 'kB', (load) => before(load, ['css']), 'as the peer')),
    withoutTarget(figure('fonts', 'kB', (load) => before(load, ['font']), 'as the peer')),
    withoutTarget(figure('ahead', 'kB', ahead, 'as the peer')),
    figure('first-paint', 'ms', ({ observed }) => observed.firstPaint, 'as the peer'),
    figure('largest-paint', 'ms', ({ observed }) => observed.largestPaint, 'as the peer'),
    figure('blocking-time', 'ms', ({ observed }) => blockingTime(observed), 'as the peer'),
    figure('layout-shift', '', ({ observed }) => observed.layoutShift, { atMost: NO_SHIFT }),
  ];
}

function useFigures({ uses, warm, loads }: WebMeasurements): Figure[] {
  const answered = (page: UsedPage): number => median(uses[page].map(({ result }) => result.answered ?? Number.NaN));
  const shown = (page: UsedPage): number => median(uses[page].map(({ result }) => result.shown ?? Number.NaN));
  const longest = (page: UsedPage): number => median(uses[page].map(({ result }) => result.longestTask));
  const [docusaurus, codeMirror, monaco] = [answered('docusaurus'), answered('codemirror'), shown('monaco')];
  // what a page has that nobody wrote on, or only in the plain field; what was fetched ahead is the editor's all the same
  const others = [...loads.lesson, ...uses['lesson.command']].flatMap(({ result }) => result.fetched);
  const read = new Set(others.filter(({ isAhead }) => !isAhead).map(({ url }) => url));
  const editorSize = median(uses['lesson.monaco'].map(({ result }) => size(editorFiles(result.fetched, read))));
  const peerSize = median(uses.monaco.map(({ result }) => size(result.fetched)));
  return [
    ...(['home.command', 'lesson.command'] as const).flatMap((page): Figure[] => [
      {
        name: page,
        value: answered(page),
        unit: 'ms',
        reference: { name: 'Docusaurus', value: docusaurus },
        target: { atMost: docusaurus / 2 },
      },
      {
        name: page,
        value: answered(page),
        unit: 'ms',
        reference: { name: 'CodeMirror', value: codeMirror },
        target: { atMost: codeMirror },
      },
      {
        name: `${page}.longest-task`,
        value: longest(page),
        unit: 'ms',
        reference: { name: 'CodeMirror', value: longest('codemirror') },
        target: { atMost: 200 },
      },
    ]),
    {
      name: 'lesson.monaco',
      value: shown('lesson.monaco'),
      unit: 'ms',
      reference: { name: 'Monaco core', value: monaco },
      target: { atMost: monaco },
    },
    {
      name: 'lesson.monaco.warm',
      value: median(warm.map(({ result }) => result.shown ?? Number.NaN)),
      unit: 'ms',
      reference: { name: 'Monaco core', value: monaco },
      target: { atMost: 500 },
    },
    {
      name: 'lesson.monaco.other-task',
      value: longest('lesson.monaco'),
      unit: 'ms',
      reference: { name: 'CodeMirror', value: longest('codemirror') },
      target: { atMost: 200 },
    },
    {
      name: 'lesson.monaco.size',
      value: editorSize,
      unit: 'kB',
      reference: { name: 'Monaco core', value: peerSize },
      target: { atMost: EDITOR_KB },
    },
  ];
}

function auditFigures({ audits }: WebMeasurements, page: Exclude<AuditedPage, 'starlight'>): Figure[] {
  if (audits[page].length === 0) return [];
  return MARKS.map((mark) => ({
    name: `${page}.lighthouse.${mark}`,
    value: median(audits[page].map(({ marks }) => marks[mark])),
    unit: '',
    reference: { name: 'Starlight', value: median(audits.starlight.map(({ marks }) => marks[mark])) },
    target: { atLeast: mark === 'performance' ? LEAST_PERFORMANCE : 100 },
  }));
}

/** Of a page that nobody touched, in kB. */
function before({ fetched }: Load, kinds: readonly Kind[]): number {
  return size(fetched.filter(({ kind, isAhead }) => !isAhead && kinds.includes(kind)));
}

/** Scripts, styles, fonts and words that are there for Monaco alone: the engine and the islands are there for every touch. */
function editorFiles(fetched: readonly Fetched[], read: ReadonlySet<string>): Fetched[] {
  return fetched.filter(({ url, kind }) => !read.has(url) && kind !== 'html' && !new URL(url).pathname.startsWith('/v2/'));
}

function size(files: readonly Fetched[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0) / KB;
}

function withoutTarget({ name, value, unit, reference }: Figure): Figure {
  return { name, value, unit, reference };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2;
}

/** Shares of the machine that others had, of every measurement. */
export function otherShares({ loads, uses, warm }: WebMeasurements): number[] {
  const taken: readonly Taken<unknown>[] = [...Object.values(loads).flat(), ...Object.values(uses).flat(), ...warm];
  return taken.map(({ others }) => others);
}
