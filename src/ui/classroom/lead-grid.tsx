/** Learner × exercise, live: each cell a sign, a number of tries and a word for those who do not see it. */
import { nearMissOf } from '../../server/domain/cell.ts';
import type { GridCell, GridRow, Stuck } from '../../server/domain/grid.ts';
import { Icon, type IconName } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { ClassExercise } from './class-data.ts';
import { splitSentence } from './cluster-groups.ts';
import { nowOf, type Presence } from './now-of.ts';

export interface LeadGridProps {
  readonly rows: readonly GridRow[];
  readonly exercises: readonly ClassExercise[];
  readonly say: Say;
  readonly onOpen: (row: GridRow, exercise: ClassExercise) => void;
  /** absent where nobody is there: answers from files */
  readonly live?: LiveGrid;
}

export interface LiveGrid {
  /** learners who are stuck, and why */
  readonly stuck: ReadonlyMap<string, Stuck>;
  readonly presence: ReadonlyMap<string, Presence>;
  /** the server's clock */
  readonly now: number;
  readonly onRemove: (row: GridRow) => void;
  readonly onLowerHand: (row: GridRow) => void;
}

export function LeadGrid({ rows, exercises, say, onOpen, live }: LeadGridProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard, too
    <section class="scroll" tabIndex={0} aria-label={say('class.grid')}>
      <table class={`grade-table lead-grid${live === undefined ? '' : ' live'}`}>
        <thead>
          <tr>
            <th scope="col">{say('grade.learner')}</th>
            {exercises.map(({ facts, number, title }) => (
              <th key={facts.id} scope="col">
                <abbr title={title}>{number}</abbr>
              </th>
            ))}
            {live !== undefined && (
              <>
                <th scope="col">{say('class.now')}</th>
                <th scope="col">
                  <span class="said">{say('class.remove')}</span>
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.learner} class={live?.stuck.has(row.learner) ? 'is-stuck' : undefined}>
              {/* on a phone the words on the hand, in the last columns, are out of sight */}
              <th scope="row">
                {live !== undefined && row.handAt !== undefined && <Icon name="hand" />}
                {row.name}
              </th>
              {exercises.map((exercise) => (
                <td key={exercise.facts.id}>
                  <Cell
                    row={row}
                    exercise={exercise}
                    isHere={live !== undefined && row.exercise === exercise.facts.id}
                    say={say}
                    onOpen={onOpen}
                  />
                </td>
              ))}
              {live !== undefined && <LiveCells row={row} exercises={exercises} live={live} say={say} />}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface LiveCellsProps extends Pick<LeadGridProps, 'exercises' | 'say'> {
  readonly row: GridRow;
  readonly live: LiveGrid;
}

function LiveCells({ row, exercises, live, say }: LiveCellsProps) {
  return (
    <>
      <td>
        {row.handAt !== undefined && (
          <button type="button" class="button hand" onClick={() => live.onLowerHand(row)}>
            {say('class.handIsUp')}
          </button>
        )}{' '}
        <Now row={row} exercises={exercises} live={live} say={say} />
      </td>
      <td>
        <button
          type="button"
          class="sheet-close always"
          aria-label={say('class.removeNamed', { name: row.name })}
          onClick={() => live.onRemove(row)}
        >
          <Icon name="close" />
        </button>
      </td>
    </>
  );
}

function Now({ row, exercises, live: { stuck, presence, now }, say }: LiveCellsProps) {
  const number = exercises.find(({ facts }) => facts.id === row.exercise)?.number;
  const words = nowOf(row, presence.get(row.learner), stuck.get(row.learner), now);
  return (
    <span class="now">
      {number !== undefined && <b>{number}</b>} {words !== undefined && say(`class.${words.key}`, words.params)}
    </span>
  );
}

function Cell({
  row,
  exercise,
  isHere,
  say,
  onOpen,
}: Pick<LeadGridProps, 'say' | 'onOpen'> & {
  readonly row: GridRow;
  readonly exercise: ClassExercise;
  readonly isHere: boolean;
}) {
  const cell = row.cells[exercise.facts.id];
  const state = stateOf(cell);
  const nearMiss = state === 'near' ? nearMissOf(cell?.grade) : undefined;
  const told = nearMiss === undefined ? undefined : exercise.says.nearMisses[nearMiss];
  const title = told === undefined ? undefined : splitSentence(told)[0].replaceAll(/[`*]/g, '');
  const count = say(`class.cell.${state}`, { count: cell?.attempts ?? 0 });
  const word = title === undefined ? count : `${count}. ${title}`;
  const name = say('grade.cell', { learner: row.name, number: exercise.number, state: word });
  if (cell === undefined || cell.attempts === 0)
    return <span class={`grid-empty${isHere ? ' here' : ''}`} role="img" aria-label={name} />;
  return (
    <button
      type="button"
      class={`grade-cell ${SIGNS[state].look}${isHere ? ' here' : ''}`}
      aria-label={name}
      title={title}
      onClick={() => onOpen(row, exercise)}
    >
      <Icon name={SIGNS[state].icon} />
      {/* nothing is seen that the name does not say */}
      {(state === 'passed' ? cell.attempts > 1 : state !== 'waiting') && <span aria-hidden="true">{cell.attempts}</span>}
    </button>
  );
}

type State = 'none' | 'waiting' | 'passed' | 'near' | 'tried';
const SIGNS: Readonly<Record<State, { readonly icon: IconName; readonly look: string }>> = {
  none: { icon: 'open', look: 'none' },
  waiting: { icon: 'open', look: 'waiting' },
  passed: { icon: 'met', look: 'passed' },
  near: { icon: 'near', look: 'near-miss' },
  tried: { icon: 'unmet', look: 'not-yet' },
};

function stateOf(cell: GridCell | undefined): State {
  if (cell === undefined || cell.status === 'open') return 'none';
  if (cell.status !== 'tried') return cell.status;
  return cell.grade !== undefined && 'nearMiss' in cell.grade && cell.grade.nearMiss !== undefined ? 'near' : 'tried';
}
