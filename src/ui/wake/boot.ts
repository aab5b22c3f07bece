/**
 * The only script that every page loads: progress marks, the theme switch, and the moment at which a lesson's islands wake. They are
 * complete HTML before that; they wake when a learner touches one, or at once where there is earlier work to show. What is clicked or
 * typed while they are on their way is done again when they are there.
 */
import { isAnythingKept } from '../keep/anything-kept.ts';
import { MARKS_EVENT, MARKS_KEY, type Marks, readMarks } from '../keep/marks.ts';
import { findLocalStorage, PREFIX, readJson } from '../keep/old-storage.ts';
import { allowOwnScripts } from '../kit/trusted-types.ts';
import { needsNoFiles } from '../lab/needs-no-files.ts';
import type { Awake } from './awake.tsx';
import { dress } from './dress.ts';
import { fetchEditorNow, fetchLessonData, fetchLessonDataAhead, fetchStart, wantsMonaco } from './fetch-ahead.ts';
import { type FirstConsole, openFirstConsole } from './first-console.ts';
import type { FirstSession } from './first-session.ts';
import { wasMonacoUsed } from './monaco-used.ts';
import { FIRST_SESSION_ID } from './page-data-ids.ts';
import { attachShortcuts } from './shortcuts.ts';
import { spawnEngine } from './spawn-engine.ts';

allowOwnScripts();
const backing = findLocalStorage();
/** Milliseconds after which it is done even if the page was never idle, as in windows that draw nothing. */
const LATEST_MS = 5000;

function later(run: () => void): void {
  if (globalThis.requestIdleCallback === undefined) setTimeout(run);
  else requestIdleCallback(run, { timeout: LATEST_MS });
}

function markProgress(marks: Marks | undefined): void {
  const done = new Set(marks?.solved);
  for (const element of document.querySelectorAll<HTMLElement>('[data-progress]')) {
    const ids = (element.dataset['progress'] ?? '').split(' ').filter((id) => id !== '');
    const solved = ids.filter((id) => done.has(id)).length;
    element.dataset['state'] = solved === 0 ? 'none' : solved === ids.length ? 'all' : 'some';
    const tick = element.querySelector<HTMLElement>('.tick');
    const sentence = element.closest<HTMLElement>('[data-solved]')?.dataset['solved'] ?? '';
    if (tick === null) continue;
    tick.role = 'img';
    tick.ariaHidden = `${solved === 0}`;
    tick.ariaLabel = sentence.replace('{solved}', `${solved}`).replace('{total}', `${ids.length}`);
  }
}

/** The way into the course leads to the first lesson that is not done, for whoever has begun. */
function offerNextLesson(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-continue]');
  const lessons = [...document.querySelectorAll<HTMLAnchorElement>('.lesson-list [data-progress]')];
  const next = lessons.find(({ dataset }) => dataset['state'] !== 'all');
  const hasBegun = lessons.some(({ dataset }) => dataset['state'] !== 'none');
  const title = next?.querySelector('.title')?.firstChild?.textContent?.trim();
  if (link === null || next === undefined || title === undefined || !hasBegun) return;
  link.href = next.href;
  link.textContent = (link.dataset['continue'] ?? '').replace('{title}', title);
}

function switchTheme(): void {
  const root = document.documentElement;
  const theme = root.dataset['theme'] === 'dark' ? 'light' : 'dark';
  root.dataset['theme'] = theme;
  try {
    backing?.setItem(`${PREFIX}theme`, theme);
  } catch {
    // the choice lives as long as the page
  }
}

const islands = [...document.querySelectorAll<HTMLElement>('[data-island]')];
const marks = readMarks(backing);
let awake: Promise<Awake> | undefined;
let isAwake = false;
/** one for whoever asks first, however often waking is tried */
let spawn: ReturnType<typeof spawnEngine> | undefined;
/** there once a machine was touched; it comes to nothing where there is earlier work, which has to be brought back first */
let firstConsole: Promise<FirstConsole | undefined> | undefined;

/**
 * Whoever begins with writing waits for the editor, and the engine for its scripts: until something is to run. Whoever begins at a machine
 * waits for the engine, and the islands' scripts come behind it.
 *
 * @param touched what made it wake
 */
function wake(touched?: Element | null): Promise<Awake> {
  if (awake === undefined) {
    const isWriting = touched?.closest('.editor') != null && wantsMonaco();
    const turn = isWriting ? fetchEditorNow() : Promise.resolve();
    spawn ??= spawnEngine(turn);
    const machine = touched?.closest('[data-island=machine], [data-island=trial]');
    if (machine != null) firstConsole ??= beginAt(machine, spawn).catch(() => undefined);
    awake = wakeWith(spawn);
    // without a network now, perhaps; the next touch tries again
    awake.catch(() => {
      awake = undefined;
    });
    void turn.then(() => fetchStart(islands));
  }
  return awake;
}

async function beginAt(machine: Element, spawn: ReturnType<typeof spawnEngine>): Promise<FirstConsole | undefined> {
  const text = document.getElementById(FIRST_SESSION_ID)?.textContent;
  if (text == null) return undefined;
  const first = JSON.parse(text) as FirstSession;
  const hasPast = marks?.begun.includes(first.session) ?? (await isAnythingKept(backing, globalThis.indexedDB));
  return hasPast ? undefined : openFirstConsole(machine, first, spawn);
}

/** Milliseconds that the islands leave the line to the engine and to what is asked of it. */
const AHEAD_MS = 3000;

async function wakeWith(spawn: ReturnType<typeof spawnEngine>): Promise<Awake> {
  const begun = (await firstConsole)?.begun;
  if (begun !== undefined) await Promise.race([begun.settled(), new Promise((resolve) => setTimeout(resolve, AHEAD_MS))]);
  const data = fetchLessonData();
  const [{ wakeLesson }] = await Promise.all([import('./awake.tsx'), data, dress()]);
  const page = await wakeLesson(islands, await data, spawn, begun);
  isAwake = true;
  return page;
}

/** Once what was touched is there: that no command runs, for one that pulls needs the line. @throws where it does not come */
const isLineFree = async (): Promise<boolean> => ((await awake)?.lab.active.value.busy.value ?? 'idle') === 'idle';

/** Lets nothing of what a learner does be lost while the islands are on their way. */
function hold(event: Event): void {
  // islands wake one after the other
  const isHere = event.currentTarget instanceof HTMLElement && event.currentTarget.dataset['awake'] !== undefined;
  if (isAwake || isHere || !(event.target instanceof Element)) return;
  const { target } = event;
  const button = target.closest('button');
  const isSubmit = event instanceof KeyboardEvent && event.key === 'Enter' && (target.matches('[name=command]') || event.ctrlKey);
  const isClick = event.type === 'click' && button !== null;
  if (isSubmit || isClick) event.preventDefault();
  const page = wake(target);
  const field = isSubmit ? target : isClick && button.type === 'submit' ? button.form?.querySelector('[name=command]') : undefined;
  if (field instanceof HTMLTextAreaElement && runAtOnce(field)) return;
  void page.then(() => {
    if (isClick) button.click();
    if (isSubmit)
      target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: event.ctrlKey, bubbles: true, cancelable: true }));
  });
}

/** @returns whether the line in the field is one that need not wait for the islands: it has then left the field */
function runAtOnce(field: HTMLTextAreaElement): boolean {
  const line = field.value.trim();
  const place = field.closest('[data-island]')?.querySelector<HTMLSelectElement>('select');
  // another machine was chosen: only the islands know it
  if (place != null && place.selectedIndex > 0) return false;
  if (field.name !== 'command' || firstConsole === undefined || !needsNoFiles(line)) return false;
  field.value = '';
  void firstConsole.then((first) => {
    if (first !== undefined) first.run(line);
    else void wake().then((page) => page.run(line));
  });
  return true;
}

/** On a slow line a field can be touched, and Enter be pressed in it, before this script is there. */
function takeWhatWasTyped(): void {
  const field = document.activeElement;
  if (!islands.some((island) => island.contains(field))) return;
  void wake(field);
  if (field instanceof HTMLTextAreaElement && field.name === 'command' && field.value.endsWith('\n')) runAtOnce(field);
}

for (const island of islands)
  for (const type of ['pointerover', 'focusin', 'click', 'keydown']) island.addEventListener(type, hold);
takeWhatWasTyped();
attachShortcuts();
/**
 * Where islands sleep, the line and the thread are for whoever touches one; elsewhere what needs these styles is there at once. Where Monaco
 * was used they lie in the cache, and the page's first idle second is for making Monaco ready.
 */
if (islands.length === 0 || wasMonacoUsed()) void dress();
document.querySelector('[data-theme-switch]')?.addEventListener('click', switchTheme);
for (const opener of document.querySelectorAll('[data-open-machine]')) {
  opener.addEventListener('click', () => void wake().then((page) => page.openSheet()));
}
for (const button of document.querySelectorAll('[data-play]')) {
  const example = button.closest<HTMLElement>('[data-example]');
  if (example !== null) button.addEventListener('click', () => void wake().then((page) => page.play(example)));
}

/** For what was pressed before (`site/first-look.js`). */
dispatchEvent(new Event('listening'));

function show(marks: Marks | undefined): void {
  markProgress(marks);
  offerNextLesson();
  const begun = new Set(marks?.begun);
  if (islands.some(({ dataset }) => begun.has(dataset['id'] ?? ''))) void wake();
}

const STEPS = '#steps=';
const has = (name: string): boolean => islands.some(({ dataset }) => dataset['island'] === name);
function takeSteps(): void {
  if (location.hash.startsWith(STEPS) && has('machine')) void wake();
}
/** The class sends such links to whoever is on the page already. */
addEventListener('hashchange', takeSteps);
takeSteps();
if (has('open-image')) void wake();
/** Commands that a link brought, and a class that is led, are the same in the other language. */
for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a')) {
  link.addEventListener('click', () => {
    if (location.hash.startsWith(STEPS) || document.getElementById('class') !== null) link.hash = location.hash;
  });
}
const classBar = document.querySelector<HTMLElement>('[data-class-bar]');
if (classBar !== null && readJson(backing, 'class') !== undefined) {
  void Promise.all([import('../classroom/in-lesson.tsx'), dress()]).then(([{ attachToClass }]) => attachToClass(classBar));
}

/** Whoever leads a class shows it what they do on this page's machine: in this window alone, by a link from the class's page. */
const SHOW = '#show=';
function showToClass(): void {
  if (classBar === null || !(location.hash.startsWith(SHOW) || isShowing())) return;
  void Promise.all([import('../classroom/show/attach-show.tsx'), dress()]).then(([{ attachShow }]) =>
    attachShow(classBar, async () => (await wake()).lab),
  );
}
function isShowing(): boolean {
  try {
    return sessionStorage.getItem(`${PREFIX}show`) !== null;
  } catch {
    return false;
  }
}
showToClass();
addEventListener('hashchange', showToClass);

/** On paper nobody opens a list, so what can be chosen is printed as one. */
function listChoices(isOnPaper: boolean): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>('.answer-input select')) {
    if (!isOnPaper || select.value === '') select.size = isOnPaper ? select.length : 0;
  }
}
addEventListener('beforeprint', () => listChoices(true));
addEventListener('afterprint', () => listChoices(false));

show(marks);
addEventListener(MARKS_EVENT, ({ detail }) => show(detail));
addEventListener('storage', ({ key }) => {
  if (key === PREFIX + MARKS_KEY) show(readMarks(backing));
});
/** Nobody has looked into the database yet, or it is the only place where anything is kept. */
async function lookIntoDatabase(): Promise<void> {
  if (await isAnythingKept(backing, globalThis.indexedDB)) await (await import('../keep/open-keeper.ts')).openKeeper();
}
if (marks === undefined) later(() => void lookIntoDatabase());

/** For what most learners will want in a while, a megabyte of it: the page has long been there, and nobody waits for anything else. */
const LONG_THERE_MS = 5000;
addEventListener('load', () => setTimeout(() => later(() => void dress()), 1000));
/** Working offline is for later, and not for authors, who want to see what they have just written. */
if (import.meta.env.PROD) {
  addEventListener('load', () => {
    // whoever types at once has the line to themselves
    setTimeout(() => {
      later(fetchLessonDataAhead);
      later(() => void import('../offline/offline.ts').then(({ attachOffline }) => attachOffline(isLineFree)));
    }, 1000);
    if (document.querySelector('.plain-letters') !== null)
      setTimeout(() => later(() => void import('./fetch-letters.ts').then(({ fetchLetters }) => fetchLetters())), LONG_THERE_MS);
    if (document.querySelector('.editor') === null) return;
    const isUsed = wasMonacoUsed();
    setTimeout(
      () => later(() => void import('./fetch-editor.ts').then(({ fetchEditor }) => fetchEditor(isUsed, isLineFree))),
      isUsed ? 0 : LONG_THERE_MS,
    );
  });
}
