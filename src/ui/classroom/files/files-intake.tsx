/** Where files are dropped, how far their grading is, and what there is to say of them. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { watchDrops } from '../../kit/drops.ts';
import type { Say } from '../../kit/say.ts';
import type { ClassExercise } from '../class-data.ts';
import type { FilesModel } from './files.model.ts';

interface FilesIntakeProps {
  readonly model: FilesModel;
  readonly exercises: readonly ClassExercise[];
  readonly say: Say;
}

/** More are counted. */
const SHOWN_PROBLEMS = 40;

export function FilesIntake({ model, exercises, say }: FilesIntakeProps) {
  const isOver = useSignal(false);
  function take(files: readonly File[]): void {
    if (files.length > 0) void model.add([...files]);
  }
  /** On all of the page: a file that misses its place would be opened instead of the page, and the table be gone. */
  useEffect(
    () =>
      watchDrops({
        onOver(isNow) {
          isOver.value = isNow;
        },
        onDrop: (given) => take(given.map(({ file }) => file)),
      }),
    [],
  );
  return (
    <>
      <label class={`drop-zone${isOver.value ? ' over' : ''}`}>
        <span class="button">{say('grade.choose')}</span>
        <input
          id="grade-files"
          type="file"
          class="said"
          multiple
          accept=".json,.zip,application/json,application/zip"
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <small>{say('grade.drop')}</small>
      </label>
      <Running model={model} say={say} />
      <Notes model={model} exercises={exercises} say={say} />
    </>
  );
}

function Running({ model, say }: Omit<FilesIntakeProps, 'exercises'>) {
  const { phase, unread, done, total, failed } = model.progress.value;
  const isRunning = phase === 'reading' || phase === 'grading';
  const canGoOn = phase === 'stopped' || failed > 0;
  return (
    <div class="grade-running">
      <p role="status">{phase === 'none' ? '' : say(`grade.phase.${phase}`, { done, total, unread })}</p>
      {isRunning && total > 0 && <progress max={total} value={done} aria-label={say('grade.progress')} />}
      {failed > 0 && <p role="alert">{say('grade.failed', { count: failed })}</p>}
      <p class="entrance-buttons">
        {isRunning && (
          <button type="button" class="button" onClick={() => model.stop()}>
            {say('grade.stop')}
          </button>
        )}
        {canGoOn && !isRunning && (
          <button type="button" class="button primary" onClick={() => void model.goOn()}>
            {say('grade.goOn')}
          </button>
        )}
        {!isRunning && phase !== 'none' && (
          <button type="button" class="button" onClick={() => model.clear()}>
            {say('grade.clear')}
          </button>
        )}
      </p>
    </div>
  );
}

function Notes({ model, exercises, say }: FilesIntakeProps) {
  const problems = model.problems.value;
  const outdated = [...model.outdated.value];
  const more = problems.length - SHOWN_PROBLEMS;
  if (problems.length === 0 && outdated.length === 0) return null;
  const titleOf = (id: string): string => {
    const exercise = exercises.find(({ facts }) => facts.id === id);
    return exercise === undefined ? id : `${exercise.number} ${exercise.title}`;
  };
  return (
    <ul class="grade-problems" aria-label={say('grade.problems')}>
      {outdated.map(([exercise, count]) => (
        <li key={exercise}>
          <strong>{titleOf(exercise)}</strong>: {say('grade.outdated', { count })}
        </li>
      ))}
      {problems.slice(0, SHOWN_PROBLEMS).map(({ file, code, detail = '' }, index) => (
        <li key={index}>
          <strong>{file}</strong>: {say(`grade.problem.${camelCase(code)}`, { detail })}
        </li>
      ))}
      {more > 0 && <li>{say('grade.moreProblems', { count: more })}</li>}
    </ul>
  );
}

function camelCase(code: string): string {
  return code.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
