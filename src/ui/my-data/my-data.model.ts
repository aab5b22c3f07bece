/** The page "My data": what is kept, a file of it out and in, everything deleted, and the course for offline. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { exportKept, type FileProblem, type ImportPlan, importKept, MAX_FILE, planImport, readKeptFile } from '../keep/exchange.ts';
import type { Keeper, Trouble } from '../keep/keeper.ts';
import { type KeptCard, type KeptSession, kindOf, subjectOf } from '../keep/kept.ts';
import type { Say } from '../kit/say.ts';
import type { OfflineState } from '../offline/offline-list.ts';

export interface Summary {
  /** exercises */
  readonly solved: number;
  readonly begun: number;
  /** answers put aside */
  readonly answers: number;
  readonly commands: number;
  /** as JSON */
  readonly bytes: number;
}

export type ImportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly why: FileProblem }
  | { readonly kind: 'planned' | 'done'; readonly plan: ImportPlan; readonly unreadable: number };

export type OfflineView = OfflineState | 'unknown' | 'impossible';

export interface MyDataModel {
  readonly summary: ReadonlySignal<Summary>;
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  readonly imported: ReadonlySignal<ImportState>;
  readonly deletion: Signal<'none' | 'asked' | 'done'>;
  readonly offline: ReadonlySignal<OfflineView>;
  /** @returns the text of the file */
  exportFile(): string;
  readFile(file: Pick<File, 'size' | 'text'>): Promise<void>;
  doImport(): Promise<void>;
  dropImport(): void;
  deleteAll(): Promise<void>;
  fetchCourse(): void;
}

/** Of the page's parts. */
export interface MyDataProps {
  readonly model: MyDataModel;
  /** of exercises, by id */
  readonly titles: Readonly<Record<string, string>>;
  readonly say: Say;
}

export interface MyDataPorts {
  readonly keeper: Keeper;
  readonly now: () => number;
  /** what else lies in the browser: the files of the site */
  readonly deleteRest: () => Promise<void>;
  readonly fetchCourse: () => Promise<void>;
  /** resolves to false where the browser cannot work offline */
  readonly watchOffline: (onState: (state: OfflineState) => void) => Promise<boolean>;
}

export function createMyDataModel({ keeper, now, deleteRest, fetchCourse, watchOffline }: MyDataPorts): MyDataModel {
  const summary = signal(summarise(keeper));
  const trouble = signal(keeper.trouble);
  const imported = signal<ImportState>({ kind: 'none' });
  const deletion = signal<'none' | 'asked' | 'done'>('none');
  const offline = signal<OfflineView>('unknown');
  keeper.onChange(() => {
    summary.value = summarise(keeper);
    trouble.value = keeper.trouble;
  });
  void watchOffline((state) => {
    offline.value = state;
  }).then((isPossible) => {
    if (!isPossible) offline.value = 'impossible';
  });
  return {
    summary,
    trouble,
    imported,
    deletion,
    offline,
    exportFile: () => `${JSON.stringify(exportKept(keeper, now()), undefined, 2)}\n`,
    async readFile(file) {
      const read = file.size > MAX_FILE ? 'large' : readKeptFile(await file.text());
      if (typeof read === 'string') imported.value = { kind: 'refused', why: read };
      else imported.value = { kind: 'planned', plan: planImport(keeper, read.file), unreadable: read.unreadable };
    },
    async doImport() {
      const state = imported.peek();
      if (state.kind !== 'planned') return;
      await importKept(keeper, state.plan);
      imported.value = { ...state, kind: 'done' };
    },
    dropImport() {
      imported.value = { kind: 'none' };
    },
    async deleteAll() {
      await keeper.deleteAll();
      await deleteRest();
      imported.value = { kind: 'none' };
      deletion.value = 'done';
    },
    fetchCourse() {
      if (typeof offline.peek() === 'object') offline.value = { ...(offline.peek() as OfflineState), isFilling: true };
      void fetchCourse();
    },
  };
}

function summarise(keeper: Pick<Keeper, 'list'>): Summary {
  const records = keeper.list();
  const of = (kind: string) => records.filter(({ key }) => kindOf(key) === kind);
  const begun = new Set([...of('card'), ...of('session')].map(({ key }) => subjectOf(key)));
  return {
    solved: of('card').filter(({ value }) => (value as KeptCard).isSolved).length,
    begun: begun.size,
    answers: of('answer').length,
    commands: of('session').reduce((sum, { value }) => sum + (value as KeptSession).steps.length, 0),
    bytes: records.length === 0 ? 0 : new TextEncoder().encode(JSON.stringify(records)).length,
  };
}
