/**
 * The prepared class: which block it is at, what happens in it, and one click to the next, which takes the class to the block's first exercise and
 * opens the exit ticket at the end. Where the class is in the plan is kept in this browser.
 */
import { useSignal } from '@preact/signals';
import type { Place } from '../../../server/domain/class-event.ts';
import { findLocalStorage, readJson, writeJson } from '../../keep/old-storage.ts';
import { isRecord } from '../../keep/unread.ts';
import { InlineText } from '../../kit/inline-text.tsx';
import type { Say } from '../../kit/say.ts';
import type { ClassData } from '../class-data.ts';
import type { Room, RoomView } from '../room.ts';
import { useClock } from '../use-clock.ts';
import { usePace } from '../use-pace.ts';
import { PLAN, PLAN_VOTES, type PlanBlock } from './plan.data.ts';
import { beginsAt, minutesLate } from './plan-clock.ts';

interface PlanPanelProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly data: ClassData;
  readonly classId: string;
  readonly say: Say;
}

interface PlanPlace {
  readonly block: number;
  /** milliseconds since 1970, the server's clock */
  readonly startedAt: number;
}

const MINUTE_MS = 60_000;

export function PlanPanel({ room, view, data, classId, say }: PlanPanelProps) {
  const backing = findLocalStorage();
  const key = `plan.${classId}`;
  const place = useSignal<PlanPlace | undefined>(parsePlace(readJson(backing, key)));
  const { pace, set: setPace } = usePace(room);
  const now = useClock(view.now, place.value !== undefined);

  function goTo(index: number): void {
    const block = PLAN[index];
    if (block === undefined) return;
    place.value = { block: index, startedAt: place.value?.startedAt ?? now };
    writeJson(backing, key, place.value);
    lead(block.exercises[0]);
    if (block.ticket === true && view.ticket?.open !== true) void room.act('PUT', '/ticket', { open: true });
  }
  /** Held stays held; who went their own way comes along. */
  function lead(id: string | undefined): void {
    const to = placeOf(data, id);
    if (to !== undefined) setPace(pace.mode === 'free' ? 'follow' : pace.mode, to);
  }

  const at = place.value?.block;
  const elapsed = place.value === undefined ? 0 : Math.floor((now - place.value.startedAt) / MINUTE_MS);
  const late = at === undefined ? 0 : minutesLate(PLAN, at, elapsed);
  return (
    <section class="lead-card plan">
      <h3>{say('plan.title')}</h3>
      {at === undefined ? (
        <>
          <p>{say('plan.about')}</p>
          <button type="button" class="button primary" data-plan="start" onClick={() => goTo(0)}>
            {say('plan.start')}
          </button>
        </>
      ) : (
        <>
          <p role="status">{say('plan.elapsed', { minutes: elapsed })}</p>
          {late > 0 && <p class="note">{say('plan.late', { count: late })}</p>}
          <Block block={PLAN[at] ?? ARRIVAL} data={data} say={say} onLead={lead} />
          <p class="entrance-buttons">
            <button type="button" class="button" aria-disabled={at === 0} onClick={() => at > 0 && goTo(at - 1)}>
              {say('plan.before')}
            </button>
            <button
              type="button"
              class="button primary"
              data-plan="next"
              aria-disabled={at === PLAN.length - 1}
              onClick={() => goTo(at + 1)}
            >
              {at === PLAN.length - 1 ? say('plan.last') : say('plan.next', { title: say(`plan.block.${PLAN[at + 1]?.id}.title`) })}
            </button>
          </p>
        </>
      )}
      <details>
        <summary>{say('plan.all')}</summary>
        <ol class="plan-blocks">
          {PLAN.map(({ id, minutes }, index) => (
            <li key={id} aria-current={index === at ? 'step' : undefined}>
              <button type="button" class="link-button" onClick={() => goTo(index)}>
                {say('plan.minutes', { from: beginsAt(PLAN, index), to: beginsAt(PLAN, index) + minutes })}{' '}
                {say(`plan.block.${id}.title`)}
              </button>
            </li>
          ))}
        </ol>
        <p>{say('plan.shortOfTime')}</p>
      </details>
    </section>
  );
}

const ARRIVAL: PlanBlock = { id: 'arrival', minutes: 5, exercises: [] };

interface BlockProps {
  readonly block: PlanBlock;
  readonly data: ClassData;
  readonly say: Say;
  readonly onLead: (exercise: string) => void;
}

function Block({ block: { id, minutes, exercises }, data, say, onLead }: BlockProps) {
  return (
    <div class="plan-block">
      <h4>
        {say(`plan.block.${id}.title`)} <small>{say('plan.length', { count: minutes })}</small>
      </h4>
      <p>
        <InlineText text={say(`plan.block.${id}.does`)} />
      </p>
      {exercises.map((exercise) => {
        const known = data.exercises.find(({ facts }) => facts.id === exercise);
        const vote = PLAN_VOTES.get(exercise);
        return (
          <div key={exercise} class="plan-exercise">
            <button type="button" class="button" onClick={() => onLead(exercise)}>
              {say('plan.goTo', { exercise: known === undefined ? exercise : `${known.number} ${known.title}` })}
            </button>
            {vote !== undefined && (
              <dl>
                <dt>{say('plan.debrief')}</dt>
                <dd>
                  <InlineText text={say(`plan.vote.${vote}.debrief`)} />
                </dd>
                <dt>{say('plan.twin')}</dt>
                <dd>
                  <InlineText text={say(`plan.vote.${vote}.twin`)} />
                </dd>
              </dl>
            )}
          </div>
        );
      })}
    </div>
  );
}

function placeOf(data: ClassData, id: string | undefined): Place | undefined {
  const exercise = data.exercises.find(({ facts }) => facts.id === id);
  return exercise === undefined ? undefined : { lesson: exercise.facts.lesson, exercise: exercise.facts.id };
}

function parsePlace(value: unknown): PlanPlace | undefined {
  if (!isRecord(value)) return undefined;
  const { block, startedAt } = value;
  if (typeof block !== 'number' || PLAN[block] === undefined || typeof startedAt !== 'number') return undefined;
  return { block, startedAt };
}
