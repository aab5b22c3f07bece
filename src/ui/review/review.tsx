/** One answer, played step by step beside what the check said, with the ways to the others. Every part of it works by keyboard. */
import { useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Locale } from '../../i18n/locales.ts';
import { Icon, type IconName } from '../kit/icon.tsx';
import { createSay, type Say } from '../kit/say.ts';
import { createLabClient } from '../lab/lab-client.ts';
import { spawnEngine } from '../wake/spawn-engine.ts';
import type { Attempt } from './attempts.ts';
import { createReplayModel, type Replayed } from './replay.model.ts';
import { ReplayView } from './replay-view.tsx';
import type { ReviewModel, ReviewPlace } from './review.model.ts';
import type { ReviewData } from './review-data.ts';
import { VerdictView } from './verdict-view.tsx';

interface ReviewProps {
  readonly model: ReviewModel;
  readonly data: ReviewData;
  readonly locale: Locale;
  readonly tools?: (place: ReviewPlace, attempt: Attempt | undefined) => ComponentChildren;
}

export function Review({ model, data, locale, tools }: ReviewProps) {
  const say = useMemo(() => createSay(data.messages, locale), [data, locale]);
  const replay = useMemo(() => createReplayModel(createLabClient({ spawn: spawnEngine() })), []);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const dialog = body.current?.closest('dialog');
    const press = (event: KeyboardEvent): void => onKey(event, model, replay.replayed.peek());
    dialog?.addEventListener('keydown', press);
    return () => dialog?.removeEventListener('keydown', press);
  }, []);
  useSignalEffect(() => {
    const exercise = model.place.value?.exercise;
    const attempt = model.attempt.value;
    if (exercise === undefined || attempt === undefined) return;
    const shown = replay.replayed.peek();
    if (shown?.attempt.id !== attempt.id || shown.attempt.answer !== attempt.answer) void replay.play(exercise.facts, attempt);
  });

  const place = model.place.value;
  const isProjected = model.isProjected.value;
  // what had the focus may be gone: the keys would go to nobody
  useEffect(() => {
    if (body.current?.contains(document.activeElement) === false) body.current.querySelector('h2')?.focus();
  }, [isProjected, place?.learner.id, place?.exercise.facts.id]);
  if (place === undefined) return null;
  const attempt = model.attempt.value;
  const { value } = replay.replayed;
  const replayed = value?.attempt.id === attempt?.id && value?.exercise.id === place.exercise.facts.id ? value : undefined;
  const texts = data.texts[place.exercise.facts.id];

  return (
    <div class="review-body" ref={body}>
      <Head model={model} place={place} say={say} />
      {model.isFailed.value && <p role="alert">{say('review.failed')}</p>}
      {attempt === undefined && !model.isFailed.value && (
        <p role="status">{say(model.attempts.value === undefined ? 'review.loading' : 'review.none')}</p>
      )}
      {attempt !== undefined && replayed !== undefined && texts !== undefined && (
        <div class="review-columns">
          <ReplayView key={attempt.id} replayed={replayed} say={say} />
          <div class="review-side">
            <VerdictView replayed={replayed} place={place} texts={texts} say={say} />
            {!isProjected && <ProjectButton model={model} place={place} attempt={attempt} say={say} />}
            {!isProjected && tools?.(place, attempt)}
          </div>
        </div>
      )}
      <p class="note review-keys">{say('review.keys')}</p>
    </div>
  );
}

interface PartProps {
  readonly model: ReviewModel;
  readonly place: ReviewPlace;
  readonly say: Say;
}

function Head({ model, place: { learner, exercise }, say }: PartProps) {
  const isProjected = model.isProjected.value;
  const title = `${exercise.number} ${exercise.title}`;
  const attempts = model.attempts.value ?? [];
  return (
    <header class="review-head">
      <h2 tabIndex={-1}>
        {isProjected ? say('review.anonymous') : learner.name}
        <span>{title}</span>
      </h2>
      <nav aria-label={say('review.ways')}>
        <Way word={say('review.previousLearner')} icon="up" to={model.previousLearner.value} onGo={(to) => model.goToLearner(to)} />
        <Way word={say('review.nextLearner')} icon="down" to={model.nextLearner.value} onGo={(to) => model.goToLearner(to)} />
        <Way
          word={say('review.previousExercise')}
          icon="back"
          to={model.previousExercise.value}
          onGo={(to) => model.goToExercise(to)}
        />
        <Way word={say('review.nextExercise')} icon="forward" to={model.nextExercise.value} onGo={(to) => model.goToExercise(to)} />
      </nav>
      {attempts.length > 1 && (
        <select
          aria-label={say('review.attempt')}
          value={model.attempt.value?.id}
          onChange={(event) => model.show(event.currentTarget.value)}
        >
          {attempts.map((attempt, index) => (
            <option key={attempt.id} value={attempt.id}>
              {attemptName(attempt, index, attempts.length, say)}
            </option>
          ))}
        </select>
      )}
      {isProjected && (
        <button
          type="button"
          class="button"
          onClick={() => {
            model.isProjected.value = false;
          }}
        >
          {say('review.unproject')}
        </button>
      )}
      <button type="button" class="sheet-close always" aria-label={say('grade.close')} onClick={() => model.close()}>
        <Icon name="close" />
      </button>
    </header>
  );
}

function attemptName({ at, grade }: Attempt, index: number, count: number, say: Say): string {
  const name = say('review.attemptOf', { index: index + 1, count });
  const time = at === undefined ? [] : [new Date(at).toLocaleTimeString(say.locale, { hour: '2-digit', minute: '2-digit' })];
  const state = grade === undefined || grade === null ? [] : [say(`grade.state.${stateWord(grade.kind)}`)];
  return [name, ...time, ...state].join(' · ');
}

function stateWord(kind: string): string {
  return kind.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

interface WayProps {
  readonly word: string;
  readonly icon: IconName;
  readonly to: string | undefined;
  readonly onGo: (to: string) => void;
}

function Way({ word, icon, to, onGo }: WayProps) {
  return (
    // not disabled: it would lose the focus to the page behind, and the keys with it
    <button type="button" class="button" aria-disabled={to === undefined} onClick={() => to !== undefined && onGo(to)}>
      <Icon name={icon} />
      {word}
    </button>
  );
}

/** An answer may say who wrote it: a tag or a file with the nickname in it. Whoever projects it is told before. */
function ProjectButton({ model, place: { learner }, attempt, say }: PartProps & { readonly attempt: Attempt }) {
  const saysName = learner.name.length > 1 && JSON.stringify(attempt.answer).toLowerCase().includes(learner.name.toLowerCase());
  return (
    <p>
      <button
        type="button"
        class="button"
        onClick={() => {
          model.isProjected.value = true;
        }}
      >
        {say('review.project')}
      </button>
      {saysName && <span class="note"> {say('review.saysName')}</span>}
    </p>
  );
}

const STEPS: ReadonlyMap<string, 1 | -1> = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
]);

/** What has its own use for a key has taken it already: the picture, fields, lists. */
function onKey(event: KeyboardEvent, model: ReviewModel, replayed: Replayed | undefined): void {
  const isField = event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
  if (event.defaultPrevented || isField || event.ctrlKey || event.altKey || event.metaKey) return;
  const step = STEPS.get(event.key);
  if (event.shiftKey) {
    if (event.key === 'ArrowUp') model.goToLearner(model.previousLearner.peek());
    else if (event.key === 'ArrowDown') model.goToLearner(model.nextLearner.peek());
    else if (step === -1) model.goToExercise(model.previousExercise.peek());
    else if (step === 1) model.goToExercise(model.nextExercise.peek());
    else return;
  } else if (step !== undefined && replayed !== undefined) {
    const { session } = replayed;
    const at = session.at.peek() + step;
    if (session.busy.peek() === 'idle' && at >= 0 && at <= session.stepCount.peek()) void session.goto(at);
  } else return;
  event.preventDefault();
}
