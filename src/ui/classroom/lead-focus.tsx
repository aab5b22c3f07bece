/** The figures of the exercise that the class is at, and its most frequent near misses. */
import type { ExerciseSummary } from '../../server/domain/grid.ts';
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { ClassExercise } from './class-data.ts';
import { splitSentence } from './cluster-groups.ts';
import { formatSpan } from './now-of.ts';

interface FocusProps {
  readonly exercise: ClassExercise;
  /** that somebody has opened */
  readonly used: readonly ClassExercise[];
  readonly summary: ExerciseSummary | undefined;
  readonly say: Say;
  /** answers from files tell of no times, and of nobody who is stuck */
  readonly isLive?: boolean;
  /** undefined: goes where the class goes */
  readonly chosen: string | undefined;
  readonly onChoose: (exercise: string | undefined) => void;
}

export function Focus({ exercise, used, summary, say, isLive = true, chosen, onChoose }: FocusProps) {
  return (
    <section class="focus" aria-label={say('class.numbers')}>
      <div class="focus-choice">
        <label for="class-focus">{say('class.focus')}</label>
        <select id="class-focus" value={chosen ?? ''} onChange={(event) => onChoose(event.currentTarget.value || undefined)}>
          <option value="">{say('class.focusAuto', { exercise: `${exercise.number} ${exercise.title}` })}</option>
          {used.map(({ facts, number, title }) => (
            <option key={facts.id} value={facts.id}>
              {number} {title}
            </option>
          ))}
        </select>
      </div>
      {summary !== undefined && (
        <dl class="focus-figures">
          <Figure value={`${summary.passed}`} word={say('class.figurePassed', { tried: summary.tried, number: exercise.number })} />
          <Figure value={`${Math.round(summary.passRate * 100)}\u00a0%`} word={say('class.figureRate')} />
          {isLive && <Figure value={`${summary.stuck.length}`} word={say('class.figureStuck', { count: summary.stuck.length })} />}
          <Figure value={numberOrDash(summary.medianAttempts, say)} word={say('class.figureAttempts')} />
          {isLive && (
            <Figure
              value={summary.medianTime === undefined ? '–' : formatSpan(summary.medianTime)}
              word={say('class.figureTime')}
            />
          )}
        </dl>
      )}
    </section>
  );
}

function numberOrDash(value: number | undefined, say: Say): string {
  return value === undefined ? '–' : value.toLocaleString(say.locale, { maximumFractionDigits: 1 });
}

function Figure({ value, word }: { readonly value: string; readonly word: string }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{value}</dd>
    </div>
  );
}

export function NearMisses({
  exercise,
  summary,
  say,
}: Pick<FocusProps, 'exercise' | 'say'> & { readonly summary: ExerciseSummary }) {
  const { nearMisses } = summary;
  if (nearMisses.length === 0) return null;
  const most = nearMisses[0]?.learners ?? 1;
  return (
    <section class="lead-card near-misses">
      <h3>{say('class.misses', { number: exercise.number })}</h3>
      <ul>
        {nearMisses.slice(0, 6).map(({ nearMiss, learners }) => (
          <li key={nearMiss}>
            <span>
              <InlineText text={splitSentence(exercise.says.nearMisses[nearMiss] ?? nearMiss)[0]} />
            </span>
            <strong>{learners}</strong>
            <meter min={0} max={Math.max(most, 1)} value={learners} aria-label={say('class.countPeople', { count: learners })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
