/** The islands awake: models from the page's data and from what was kept, and the engine's worker when it is first needed. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import type { StartState } from '../../exercise/index.ts';
import { HANDED_IN_EVENT, tellChecked } from '../classroom/checked-event.ts';
import type { CardModel } from '../exercise/card.model.ts';
import { Card } from '../exercise/card.tsx';
import { fetchSolutionsFile } from '../exercise/solutions.model.ts';
import { askToPersist } from '../keep/ask-to-persist.ts';
import { openKeeper } from '../keep/open-keeper.ts';
import { showTrouble } from '../keep/show-trouble.ts';
import type { BegunSession } from '../lab/begin-session.ts';
import type { LabModel } from '../lab/lab.model.ts';
import { createLabClient, type WorkerLike } from '../lab/lab-client.ts';
import { lightHashes } from '../lab/light.ts';
import { Machine } from '../lab/machine.tsx';
import type { SessionModel } from '../lab/session.model.ts';
import { attachSheet } from '../lab/sheet.ts';
import { findNext, type LessonData } from './lesson-data.ts';
import { createLessonModels } from './lesson-models.ts';

export interface Awake {
  readonly lab: LabModel;
  openSheet(): void;
  /** Runs the commands of an example in the prose on a machine of its own. */
  play(example: HTMLElement): void;
  /** On the machine that is shown. */
  run(line: string): void;
}

/** @param begun what somebody ran already, with the engine on which it ran */
export async function wakeLesson(
  islands: readonly HTMLElement[],
  data: LessonData,
  spawn: () => WorkerLike,
  begun: BegunSession | undefined,
): Promise<Awake> {
  const keeper = await openKeeper();
  const client = begun?.client ?? createLabClient({ spawn });
  const { say, lab, cards } = createLessonModels(data, {
    client,
    storage: keeper,
    fetchSolutions: fetchSolutionsFile,
    onChecked: (exercise, answer) => tellChecked({ exercise: exercise.id, answer }),
    ...(begun === undefined ? {} : { begun }),
  });
  const trial = islands.some(({ dataset }) => dataset['island'] === 'trial') ? await import('../lab/trial.tsx') : undefined;
  lightHashes(lab.lit, () => lab.active.value.snapshot.value);
  const unfolded = islands.flatMap((island) => [...island.querySelectorAll('details[open]')]);
  for (const island of touchedFirst(islands)) {
    await breathe();
    const id = island.dataset['id'] ?? '';
    const card = cards.get(id);
    const item = data.exercises.find(({ exercise }) => exercise.id === id);
    if (island.dataset['island'] === 'machine') {
      const choice = island.querySelector<HTMLSelectElement>('#machine-place');
      if (choice !== null && choice.selectedIndex > 0) lab.activate(choice.value);
      render(<Machine lab={lab} say={say} draft={fieldText(island, '[name=command]')} />, island);
    } else if (island.dataset['island'] === 'trial' && trial !== undefined) {
      const draft = fieldText(island, '[name=command]');
      render(<trial.Trial session={lab.active.value} lines={data.free?.lines ?? []} say={say} draft={draft} />, island);
    } else if (island.dataset['island'] === 'open-image') {
      const { OpenImage } = await import('../open-image/open-image.tsx');
      const openSheet = (): void => {
        lab.isSheetOpen.value = true;
      };
      client.request<'expect-archive'>({ kind: 'expect-archive' }).catch(() => undefined);
      render(<OpenImage session={lab.active.value} say={say} openSheet={openSheet} />, island);
    } else if (card !== undefined && item !== undefined) {
      keepWhatWasDone(island, card);
      keepSelection(() => render(<Card card={card} data={item} next={findNext(data, id)} say={say} />, island));
      const place = island.closest('[data-exercise]');
      for (const touch of ['focusin', 'pointerdown']) place?.addEventListener(touch, () => lab.activate(id));
      if (place?.matches(':focus-within')) lab.activate(id);
    }
    island.dataset['awake'] = '';
    if (island.matches(':focus-within')) void lab.active.peek().open();
  }
  for (const details of unfolded) details.setAttribute('open', '');
  effect(() => {
    if ([...cards.values()].some((card) => card.isSolved.value)) askToPersist();
  });
  addEventListener(HANDED_IN_EVENT, ({ detail }) => cards.get(detail)?.versions.refresh());
  showTrouble(keeper);
  for (const { id } of lab.places.peek()) {
    const session = lab.session(id);
    if (session.hasPast) void session.open();
  }
  const { openSheet } = attachSheet(lab.isSheetOpen);
  return {
    lab,
    openSheet,
    play(example) {
      const { id, title, start, run } = readExample(example);
      lab.addPlace({ id, title, start: { files: {}, commands: start, movedTags: [] } satisfies StartState });
      lab.activate(id);
      openSheet();
      void playAll(lab.session(id), run);
    },
    run: (line) => void lab.active.peek().run(line),
  };
}

/** The one that somebody is in, then the others in their order. */
function touchedFirst(islands: readonly HTMLElement[]): readonly HTMLElement[] {
  const rank = (island: HTMLElement): number => (island.matches(':focus-within') ? 0 : island.matches(':hover') ? 1 : 2);
  return islands.toSorted((a, b) => rank(a) - rank(b));
}

/** Lets the browser paint, and hear who types: all islands at once are a long task on a slow machine. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** What was typed and ticked before the island woke; earlier work, where there is some, comes first. */
function keepWhatWasDone(island: HTMLElement, { draft }: CardModel): void {
  if (!draft.isUntouched.peek()) return;
  for (const { value, dataset } of island.querySelectorAll<HTMLTextAreaElement>('.editor textarea')) {
    const text = dataset['path'] === undefined ? draft.code : draft.files.get(dataset['path']);
    if (text !== undefined && value !== text.peek()) text.value = value;
  }
  const filled = [...island.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-field]')].filter(
    ({ value }) => value !== '',
  );
  if (filled.length > 0) draft.fields.value = Object.fromEntries(filled.map(({ value, dataset }) => [dataset['field'], value]));
  const ticked = [...island.querySelectorAll<HTMLInputElement>('[type=checkbox]:checked')].map(({ value }) => value);
  if (ticked.length > 0) draft.ticks.value = ticked;
}

/** A field that is filled anew, even with the same text, puts its cursor at the end: whoever is in it stays where they were. */
function keepSelection(change: () => void): void {
  const field = document.activeElement;
  const selection = field instanceof HTMLTextAreaElement ? ([field.selectionStart, field.selectionEnd] as const) : undefined;
  change();
  if (selection !== undefined && field === document.activeElement) (field as HTMLTextAreaElement).setSelectionRange(...selection);
}

async function playAll(session: SessionModel, lines: readonly string[]): Promise<void> {
  await session.reset();
  for (const line of lines) await session.run(line);
}

interface Example {
  readonly id: string;
  readonly title: string;
  readonly start: readonly string[];
  readonly run: readonly string[];
}

/** As `site/components/console.astro` wrote it. */
function readExample({ dataset }: HTMLElement): Example {
  return JSON.parse(dataset['example'] ?? '') as Example;
}

/** What stands in a field that was there before the island woke. */
function fieldText(island: HTMLElement, selector: string): string {
  return island.querySelector<HTMLTextAreaElement>(selector)?.value ?? '';
}
