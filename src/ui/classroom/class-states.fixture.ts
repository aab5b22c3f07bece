/** A class in the middle of an exercise, written by hand: every sign of its grid, a vote in two rounds, long names. No clock. */
import type { Histogram } from '../../server/domain/class-event.ts';
import type { ExerciseSummary, GridCell, GridRow, Stuck } from '../../server/domain/grid.ts';
import type { ExerciseReport } from '../../server/domain/report.ts';
import type { Presence } from './now-of.ts';
import type { RoomView } from './room.ts';

/** The server's clock, milliseconds since 1970. */
export const NOW = Date.UTC(2026, 10, 28, 19, 30);
const SECOND = 1000;

type Said = Pick<GridCell, 'status' | 'attempts'> & Partial<GridCell>;

function row(
  name: string,
  exercise: string | undefined,
  cells: Readonly<Record<string, Said>>,
  secondsAgo: number,
  handAt?: number,
): GridRow {
  const lastAt = NOW - secondsAgo * SECOND;
  const whole = Object.entries(cells).map(([id, cell]): [string, GridCell] => [
    id,
    { startedAt: lastAt - 60 * SECOND, lastAt, sameNearMiss: 0, ...cell },
  ]);
  return {
    learner: name,
    name,
    locale: 'pt-BR',
    removed: false,
    ...(exercise === undefined ? {} : { exercise }),
    ...(handAt === undefined ? {} : { handAt }),
    lastAt,
    cells: Object.fromEntries(whole),
  };
}

const passed = (attempts: number): Said => ({ status: 'passed', attempts });
const waiting: Said = { status: 'waiting', attempts: 1 };
const tried = (attempts: number): Said => ({ status: 'tried', attempts });
const near = (attempts: number, sameNearMiss = 1): Said => ({
  status: 'tried',
  attempts,
  sameNearMiss,
  grade: { kind: 'near-miss', nearMiss: 'carried-all', unmet: ['small'], end: 'a', content: 'lab' },
});

/** Ids of `forms.fixture.ts`. */
const [FILE, ORDER, LAYER] = ['lab-dockerfile', 'lab-order', 'lab-find-layer'];

export const ROWS: readonly GridRow[] = [
  row('Ana', LAYER, { [FILE]: passed(1), [ORDER]: passed(3), [LAYER]: waiting }, 8),
  row('Bia', FILE, { [FILE]: near(4, 3) }, 40),
  row('Caio', ORDER, { [FILE]: passed(12), [ORDER]: tried(2) }, 15, NOW - 90 * SECOND),
  row('Maria Eduarda de Albuquerque', ORDER, { [FILE]: passed(2), [ORDER]: { status: 'open', attempts: 0 } }, 20),
  row('Zé', FILE, { [FILE]: tried(1) }, 11 * 60),
  row('Nina', undefined, {}, 300),
];

export const STUCK: ReadonlyMap<string, Stuck> = new Map([
  ['Bia', 'same-near-miss'],
  ['Zé', 'idle'],
]);

export const PRESENCE: ReadonlyMap<string, Presence> = new Map(
  (['Ana', 'Maria Eduarda de Albuquerque'] as const).map((learner, index) => [
    learner,
    { learner, doing: index === 0 ? 'typing' : 'hint-2', at: NOW - SECOND },
  ]),
);

export const SUMMARY: ExerciseSummary = {
  exercise: 'lab-dockerfile',
  opened: 5,
  tried: 5,
  passed: 3,
  passRate: 3 / 5,
  medianAttempts: 2,
  medianTime: 190 * SECOND,
  nearMisses: [
    { nearMiss: 'carried-all', learners: 4 },
    { nearMiss: 'base-layer', learners: 1 },
  ],
  clusters: [],
  stuck: [...STUCK].map(([learner, why]) => ({ learner, why })),
};

export const REPORTS: readonly ExerciseReport[] = [
  {
    exercise: 'lab-dockerfile',
    opened: 24,
    tried: 22,
    passed: 20,
    difficulty: 20 / 22,
    discrimination: 0.31,
    dropOff: 0.04,
    medianAttempts: 2,
    medianTime: 190 * SECOND,
    byLocale: { 'pt-BR': { tried: 15, passed: 14 }, en: { tried: 7, passed: 6 } },
  },
  {
    exercise: 'lab-find-layer',
    opened: 9,
    tried: 0,
    passed: 0,
    difficulty: undefined,
    discrimination: undefined,
    dropOff: undefined,
    medianAttempts: undefined,
    medianTime: undefined,
    byLocale: {},
  },
];

const choice = (layer: string, seen: string): string => JSON.stringify({ values: { layer, size: '138.4', seen, base: 'COPY' } });
const ROUNDS: readonly Histogram[] = [
  [
    { choice: choice('3', 'yes'), count: 4 },
    { choice: choice('3', 'no'), count: 9 },
    { choice: choice('1', 'no'), count: 7 },
    { choice: choice('2', 'no'), count: 2 },
    { choice: choice('138.4', 'yes'), count: 1 },
  ],
  [
    { choice: choice('3', 'yes'), count: 17 },
    { choice: choice('3', 'no'), count: 5 },
    { choice: choice('1', 'no'), count: 1 },
  ],
];

/** With a vote that has been shown, and what is right. */
export const VIEW: RoomView = {
  role: 'instructor',
  seq: 1,
  now: NOW,
  settings: { title: 'Recife, segunda', cap: 40, locked: false, expiresAt: NOW },
  pace: { mode: 'free' },
  isPaused: false,
  windows: {},
  announcements: [],
  hints: [],
  votes: [
    {
      id: 'v',
      exercise: 'lab-find-layer',
      round: 2,
      open: false,
      published: true,
      rounds: ROUNDS,
      answer: { layer: 3, size: 138.4, seen: 'yes', base: 'COPY' },
      cast: 23,
    },
  ],
  rows: ROWS,
  code: 'K7Q-2MX',
};
