/** The instructor's table of files: learner by exercise, each cell a sign and a word, and what stands behind it on request. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Icon, type IconName } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import { AnswerView } from './answer-view.tsx';
import type { ClassExercise } from './class-data.ts';
import type { Graded, GradeModel, LearnerRow } from './grade.model.ts';
import { saveFile } from './save-file.ts';

interface GradeProps {
  readonly model: GradeModel;
  readonly say: Say;
}

type CellState = 'passed' | 'near-miss' | 'dead-end' | 'not-yet' | 'waiting' | 'stopped' | 'misfit' | 'none';
const SIGNS: Readonly<Record<CellState, IconName | undefined>> = {
  passed: 'met',
  'near-miss': 'near',
  'dead-end': 'dead',
  'not-yet': 'unmet',
  waiting: 'open',
  stopped: 'stop',
  misfit: 'unmet',
  none: undefined,
};

interface Shown {
  readonly row: LearnerRow;
  readonly exercise: ClassExercise;
  readonly cell: Graded;
}

export function Grade({ model, say }: GradeProps) {
  const shown = useSignal<Shown | undefined>(undefined);
  const isOver = useSignal(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const { done, total } = model.progress.value;

  function take(files: FileList | null | undefined): void {
    if (files != null && files.length > 0) void model.add([...files]);
  }
  function open(next: Shown): void {
    shown.value = next;
    dialog.current?.showModal();
  }

  return (
    <div class="grade">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way; the field inside is the other, and the keyboard's */}
      <div
        class={`drop-zone${isOver.value ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          isOver.value = true;
        }}
        onDragLeave={() => {
          isOver.value = false;
        }}
        onDrop={(event) => {
          event.preventDefault();
          isOver.value = false;
          take(event.dataTransfer?.files);
        }}
      >
        <input
          id="grade-files"
          type="file"
          class="said"
          multiple
          accept=".json,application/json"
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        <label for="grade-files" class="button">
          {say('grade.drop')}
        </label>
      </div>
      <p role="status">{total === 0 ? '' : say(done < total ? 'grade.running' : 'grade.done', { done, total })}</p>
      <Problems model={model} say={say} />
      {model.rows.value.length > 0 && (
        <>
          <Table model={model} say={say} onOpen={open} />
          <Export model={model} say={say} />
        </>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes it; the keyboard has Escape */}
      <dialog
        class="dialog"
        ref={dialog}
        aria-label={say('grade.answer')}
        onClick={(event) => {
          if (event.target === dialog.current) dialog.current?.close();
        }}
      >
        {shown.value !== undefined && <AnswerDetail shown={shown.value} say={say} onClose={() => dialog.current?.close()} />}
      </dialog>
    </div>
  );
}

function Problems({ model, say }: GradeProps) {
  const problems = model.problems.value;
  if (problems.length === 0) return null;
  return (
    <ul class="grade-problems" aria-label={say('grade.problems')}>
      {problems.map(({ file, code, detail = '' }, index) => (
        <li key={index}>
          <strong>{file}</strong>: {say(`grade.problem.${camelCase(code)}`, { detail })}
        </li>
      ))}
    </ul>
  );
}

function Table({ model, say, onOpen }: GradeProps & { readonly onOpen: (shown: Shown) => void }) {
  const columns = model.columns.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard, too
    <section class="scroll" tabIndex={0} aria-label={say('grade.table')}>
      <table class="grade-table">
        <thead>
          <tr>
            <th scope="col">{say('grade.learner')}</th>
            {columns.map(({ facts, number, title }) => (
              <th key={facts.id} scope="col">
                <abbr title={title}>{number}</abbr>
              </th>
            ))}
            <th scope="col">{say('grade.passed')}</th>
          </tr>
        </thead>
        <tbody>
          {model.rows.value.map((row) => (
            <tr key={row.file}>
              <th scope="row">
                {row.name} <small>{row.file}</small>
              </th>
              {columns.map((exercise) => (
                <td key={exercise.facts.id}>
                  <Cell row={row} exercise={exercise} say={say} onOpen={onOpen} />
                </td>
              ))}
              <td>{[...row.cells.values()].filter(({ verdict }) => verdict?.kind === 'passed').length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly row: LearnerRow;
  readonly exercise: ClassExercise;
  readonly say: Say;
  readonly onOpen: (shown: Shown) => void;
}

function Cell({ row, exercise, say, onOpen }: CellProps) {
  const cell = row.cells.get(exercise.facts.id);
  const state = stateOf(cell);
  if (cell === undefined) return <span class="said">{say('grade.state.none')}</span>;
  const sign = SIGNS[state];
  const name = say('grade.cell', { learner: row.name, number: exercise.number, state: say(`grade.state.${camelCase(state)}`) });
  return (
    <button
      type="button"
      class={`grade-cell ${state}`}
      aria-label={name}
      title={name}
      onClick={() => onOpen({ row, exercise, cell })}
    >
      {sign !== undefined && <Icon name={sign} />}
      {cell.isOutdated && <span aria-hidden="true">*</span>}
    </button>
  );
}

function AnswerDetail({ shown: { row, exercise, cell }, say, onClose }: DetailProps) {
  const { verdict } = cell;
  return (
    <>
      <AnswerView
        title={`${row.name}: ${exercise.number} ${exercise.title}`}
        exercise={exercise}
        answer={cell.answer.answer}
        state={say(`grade.state.${camelCase(stateOf(cell))}`)}
        nearMiss={verdict?.nearMiss}
        deadEnd={verdict?.deadEnd?.id}
        unmet={(verdict?.goals ?? []).filter(({ met }) => !met).map(({ id }) => id)}
        say={say}
        onClose={onClose}
      />
      {cell.isOutdated && <p class="note">{say('grade.outdated')}</p>}
    </>
  );
}

interface DetailProps {
  readonly shown: Shown;
  readonly say: Say;
  readonly onClose: () => void;
}

function Export({ model, say }: GradeProps) {
  const separator = useSignal<',' | ';'>(say.locale === 'pt-BR' ? ';' : ',');
  function save(): void {
    const words = { name: say('grade.learner'), file: say('grade.file'), passed: say('grade.passed') };
    saveFile('camadas.csv', 'text/csv;charset=utf-8', model.csv(words, { separator: separator.value, withMark: true }));
  }
  return (
    <div class="grade-export">
      <label for="grade-separator">{say('grade.separator')}</label>
      <select
        id="grade-separator"
        value={separator.value}
        onChange={(event) => {
          separator.value = event.currentTarget.value === ';' ? ';' : ',';
        }}
      >
        <option value=";">{say('grade.semicolon')}</option>
        <option value=",">{say('grade.comma')}</option>
      </select>
      <button type="button" class="button primary" onClick={save}>
        {say('grade.csv')}
      </button>
      <button type="button" class="button" onClick={() => model.clear()}>
        {say('grade.clear')}
      </button>
    </div>
  );
}

function stateOf(cell: Graded | undefined): CellState {
  if (cell === undefined) return 'none';
  return cell.state === 'done' ? (cell.verdict?.kind ?? 'not-yet') : cell.state;
}

function camelCase(code: string): string {
  return code.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
