/**
 * The prepared class: which block it is at, what happens in it, and one click to the next, which takes the class to the block's first exercise and
 * opens the exit ticket at the end. Where the class is in the plan is kept with the class: any device of those who lead goes on from there.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Place } from '../../../server/domain/class-event.ts';
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
  readonly say: Say;
}

const MINUTE_MS = 60_000;

export function PlanPanel({ room, view, data, say }: PlanPanelProps) {
  /** gone to here, until the class says so too */
  const asked = useSignal<string | undefined>(undefined);
  const { pace, set: setPace } = usePace(room);
  const now = useClock(view.now, view.plan !== undefined);
  useEffect(() => {
    asked.value = undefined;
  }, [view.plan?.block]);

  function goTo(index: number): void {
    const block = PLAN[index];
    if (block === undefined) return;
    asked.value = block.id;
    void room.act('PUT', '/plan', { block: block.id }).then((done) => {
      if (done === undefined) asked.value = undefined;
    });
    lead(block.exercises[0]);
    if (block.ticket === true && view.ticket?.open !== true) void room.act('PUT', '/ticket', { open: true });
  }
  /** Held stays held; who went their own way comes along. */
  function lead(id: string | undefined): void {
    const to = placeOf(data, id);
    if (to !== undefined) setPace(pace.mode === 'free' ? 'follow' : pace.mode, to);
  }

  const at = indexOfBlock(asked.value ?? view.plan?.block);
  const elapsed = view.plan === undefined ? 0 : Math.max(0, Math.floor((now - view.plan.startedAt) / MINUTE_MS));
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

/** Undefined also for a block that another version of these pages had. */
function indexOfBlock(id: string | undefined): number | undefined {
  const index = PLAN.findIndex((block) => block.id === id);
  return index < 0 ? undefined : index;
}
