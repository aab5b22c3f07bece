/** The machine that is shown: picture, table, and what its terminal says. To look at; the way on from it is a machine of one's own. */
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { ShownMachine } from '../../../server/domain/shown-machine.ts';
import type { Say } from '../../kit/say.ts';
import { createLabClient } from '../../lab/lab-client.ts';
import { LayersPanel } from '../../lab/machine.tsx';
import { formatPermalink, PermalinkError } from '../../share/permalink.ts';
import { Log } from '../../terminal/terminal.tsx';
import { startEngine } from '../../wake/spawn-engine.ts';
import type { ClassData } from '../class-data.ts';
import { createShowReplay } from './show-replay.ts';

export interface ShowViewProps {
  readonly shown: ShownMachine;
  readonly data: ClassData;
  /** with the words of machines */
  readonly say: Say;
  /** for learners: a way on, on their own machine */
  readonly goesOn?: boolean;
}

export function ShowView({ shown, data, say, goesOn = false }: ShowViewProps) {
  const replay = useMemo(() => {
    let worker: Worker | undefined;
    const spawn = (): Worker => {
      worker = startEngine();
      return worker;
    };
    return { ...createShowReplay(createLabClient({ spawn }), data.exercises), end: () => worker?.terminate() };
  }, []);
  useEffect(() => () => replay.end(), []);
  const key = JSON.stringify(shown);
  useEffect(() => void replay.follow(shown), [key]);
  const log = useRef<HTMLElement>(null);
  const session = replay.session.value;
  const at = session?.at.value;
  const isPlaying = replay.state.value === 'playing';
  useLayoutEffect(() => {
    const last = [...(log.current?.querySelectorAll<HTMLElement>('.entry:not(.ahead)') ?? [])].at(-1);
    // the box alone, never the page
    if (last !== undefined && log.current !== null)
      log.current.scrollTop = last.offsetTop + last.offsetHeight - log.current.clientHeight + ROOM_PX;
  }, [at, isPlaying, session]);
  const exercise = data.exercises.find(({ facts }) => facts.id === shown.exercise);
  const path = goesOn ? wayOn(shown, data) : undefined;
  return (
    <div class="shown">
      <p class="shown-head">
        <strong>{exercise === undefined ? say('class.show.noExercise') : `${exercise.number} ${exercise.title}`}</strong>{' '}
        <span role="status">
          {replay.state.value === 'failed'
            ? say('class.show.failed')
            : say('class.show.at', { at: shown.at, count: shown.steps.length })}
        </span>
      </p>
      {session !== undefined && (
        <div class="shown-machine" aria-busy={isPlaying}>
          <div class="shown-picture">
            <LayersPanel session={session} say={say} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section class="terminal" ref={log} tabIndex={0} aria-label={say('class.show.terminal')}>
            <Log session={session} prepared={exercise?.facts.start.commands ?? []} say={say} />
          </section>
        </div>
      )}
      {path !== undefined && (
        <p>
          <a href={path}>{say('class.show.goOn')}</a>
        </p>
      )}
    </div>
  );
}

/** below the last line */
const ROOM_PX = 12;

/** A link with the steps up to here, for the machine of the exercise; it asks before anything runs. */
function wayOn({ exercise, steps, at }: ShownMachine, { exercises, lessons }: ClassData): string | undefined {
  const known = exercises.find(({ facts }) => facts.id === exercise);
  const lesson = lessons.find(({ id }) => id === known?.facts.lesson);
  if (known === undefined || lesson === undefined) return undefined;
  try {
    return `${lesson.path}${formatPermalink({ place: known.facts.id, steps: steps.slice(0, at) })}`;
  } catch (error) {
    if (!(error instanceof PermalinkError)) throw error;
    return undefined;
  }
}
