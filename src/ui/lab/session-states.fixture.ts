/** Machines in states that take work or luck to reach, each with a session that answers as it is told: there to be looked at. */
import { signal } from '@preact/signals';
import type { KeptSession } from '../keep/kept.ts';
import { createStorage, type Storage } from '../kit/storage.ts';
import { EMPTY_VIEW, SCALE_VIEW, SHARED_VIEW } from '../layers/machine-view.fixture.ts';
import type { LabModel } from './lab.model.ts';
import { EngineGone, type LabClient } from './lab-client.ts';
import type { Row } from './output-rows.ts';
import type { Snapshot, StepInput } from './protocol.ts';
import { createSessionModel, type SessionModel } from './session.model.ts';

export const SESSION_STATES = ['empty', 'opening', 'running', 'lost', 'back', 'long', 'full'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

interface Told {
  readonly steps: readonly (StepInput & { readonly status: number; readonly rows: readonly Row[] })[];
  readonly at: number;
  readonly view: Snapshot['view'];
  /** the line that is run last, and how it goes */
  readonly last?: { readonly line: string; readonly rows: readonly Row[]; readonly lost?: EngineGone['why'] };
  readonly branches?: readonly (readonly StepInput[])[];
}

const out = (...lines: string[]): Row[] => lines.map((text) => ({ fd: 1, text }));
const err = (...lines: string[]): Row[] => lines.map((text) => ({ fd: 2, text }));
const DIGEST = '540db60ca938'.padEnd(64, '0');

const STEPS: Told['steps'] = [
  {
    line: 'docker images',
    status: 0,
    rows: out(
      'REPOSITORY   TAG       IMAGE ID       CREATED        SIZE',
      'alpine       3.13      540db60ca938   2 years ago    5.61MB',
    ),
  },
  { line: 'docker rm velho', status: 0, rows: out('velho') },
  {
    line: 'docker rmi alpine:3.13',
    status: 1,
    rows: err(
      'Error response from daemon: conflict: unable to remove repository reference "alpine:3.13" (must force) - container c5e003f8a699 is using its referenced image 540db60ca938',
    ),
  },
  { line: 'docker ps -aq', status: 0, rows: [] },
];

const LONG: Told['steps'] = [
  {
    line: `docker inspect --format '{{json .RootFS.Layers}}' node:alpine3.13 alpine:3.13 registry.example/equipe/um-nome-de-imagem-que-nao-cabe:2026-11-28`,
    status: 0,
    rows: out(`["sha256:${DIGEST}","sha256:${'8f0e21c4a7d3'.padEnd(64, '0')}","sha256:${'c13d7f6be90a'.padEnd(64, '0')}"]`),
  },
  {
    line: 'docker history --no-trunc node:alpine3.13',
    status: 0,
    rows: out(
      'IMAGE          CREATED       CREATED BY                                                      SIZE      COMMENT',
      `${DIGEST.slice(0, 12)}   2 years ago   /bin/sh -c apk add --no-cache curl git openssh                 7.6MB     um comentário`,
      '<missing>      2 years ago   /bin/sh -c #(nop) ADD file:540db60ca938 in /                    5.61MB    ',
    ),
  },
  {
    line: 'for i in $(seq 1 40); do echo linha $i; done',
    status: 0,
    rows: out(...Array.from({ length: 40 }, (_, index) => `linha ${index + 1}`)),
  },
  { line: 'cat nada', status: 1, rows: err('cat: nada: No such file or directory') },
];

const TOLD: Readonly<Record<Exclude<SessionState, 'opening'>, Told>> = {
  empty: { steps: [], at: 0, view: EMPTY_VIEW },
  running: {
    steps: STEPS.slice(0, 1),
    at: 1,
    view: SHARED_VIEW,
    last: {
      line: 'docker pull node:alpine3.13',
      rows: out(
        'alpine3.13: Pulling from library/node',
        '540db60ca938: Already exists',
        '8f0e21c4a7d3: Downloading [====>      ]  41.94MB/104MB',
      ),
    },
  },
  lost: { steps: STEPS.slice(0, 2), at: 2, view: SHARED_VIEW, last: { line: 'docker images', rows: [], lost: 'stuck' } },
  back: {
    steps: STEPS,
    at: 2,
    view: SHARED_VIEW,
    branches: [
      [...STEPS.slice(0, 1), { line: 'docker rmi -f alpine:3.13' }],
      [
        ...STEPS.slice(0, 2),
        {
          line: 'docker run --rm registry.example/equipe/um-nome-de-imagem-que-nao-cabe:2026-11-28 sh -c "apk add curl && curl example.com"',
        },
        { line: 'docker ps' },
      ],
    ],
  },
  long: { steps: LONG, at: LONG.length, view: SHARED_VIEW },
  full: { steps: STEPS, at: STEPS.length, view: SCALE_VIEW },
};

const never = new Promise<never>(() => undefined);

function snapshotOf({ view, at }: Pick<Told, 'view' | 'at'>): Snapshot {
  const names = Object.fromEntries(view.layers.map(({ diffId }) => [diffId.slice(7, 19), diffId.slice(7, 19)]));
  return { view, names, cwd: '/root/lab', at, goals: [], usage: { commands: 0, downloads: 0, layers: 0, disk: 0 } };
}

function tellingClient(told: Told | undefined): LabClient {
  return {
    generation: 1,
    stop: () => undefined,
    async request(request, onOutput) {
      if (told === undefined) return never;
      if (request.kind === 'open') return { snapshot: snapshotOf(told), steps: told.steps } as never;
      if (request.kind !== 'run' || told.last === undefined) return never;
      onOutput?.({ from: 0, rows: told.last.rows });
      if (told.last.lost !== undefined) throw new EngineGone(told.last.lost);
      return never;
    },
  };
}

/** Kept from a visit before, where there are branches. */
function storageWith(id: string, { branches = [], steps, at }: Told): Storage {
  const storage = createStorage();
  const plain = steps.map(({ line }) => ({ line }));
  storage.write<KeptSession>(`session.${id}`, { version: 2, steps: plain, at, branches });
  return storage;
}

export async function sessionInState(state: SessionState): Promise<SessionModel> {
  const told = state === 'opening' ? undefined : TOLD[state];
  const id = `state-${state}`;
  const place = {
    id,
    title: state,
    start: { files: {}, commands: [], movedTags: [] },
    snapshot: snapshotOf(told ?? { view: SHARED_VIEW, at: 0 }),
  };
  const session = createSessionModel({
    place,
    client: tellingClient(told),
    storage: told === undefined ? createStorage() : storageWith(id, told),
  });
  const opened = session.open();
  if (told === undefined) return session;
  await opened;
  if (told.last !== undefined) {
    const ran = session.run(told.last.line);
    await (told.last.lost === undefined ? new Promise((later) => setTimeout(later)) : ran);
  }
  return session;
}

/** A page's model that knows nothing but this machine. */
export function labShowing(session: SessionModel): LabModel {
  const nothing = (): void => undefined;
  return {
    places: signal([{ id: session.id, title: session.id, start: { files: {}, commands: [], movedTags: [] } }]),
    active: signal(session),
    lit: signal(undefined),
    isSheetOpen: signal(false),
    activate: nothing,
    session: () => session,
    addPlace: nothing,
  };
}
