/** Handing in without a server: what this browser has answered, and a button that saves it as a file for the instructor. */
import { useSignal } from '@preact/signals';
import { formatAnswerBundle, MAX_NAME_LENGTH } from '../../exercise/index.ts';
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import { type CollectedAnswer, toAnswerFile } from './collect-answers.ts';
import { drawId, saveFile } from './save-file.ts';

interface HandInProps {
  readonly answers: readonly CollectedAnswer[];
  readonly say: Say;
  /** Called when they have been saved as a file. */
  readonly onSaved: (answers: readonly CollectedAnswer[]) => void;
}

export function HandIn({ answers, say, onSaved }: HandInProps) {
  const name = useSignal('');
  const isMissing = useSignal(false);
  const saved = useSignal<string | undefined>(undefined);
  if (answers.length === 0) return <p class="note">{say('handIn.nothing')}</p>;

  function save(): void {
    const given = name.value.trim();
    isMissing.value = given === '';
    if (given === '') return;
    const files = answers.map((answer) => toAnswerFile(answer, say.locale, drawId));
    const fileName = `camadas-${given.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'respostas'}.json`;
    saveFile(fileName, 'application/json', formatAnswerBundle({ name: given, answers: files }));
    saved.value = fileName;
    onSaved(answers);
  }

  return (
    <form
      class="hand-in"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label for="hand-in-name">{say('handIn.name')}</label>
      <input
        id="hand-in-name"
        autocomplete="name"
        maxLength={MAX_NAME_LENGTH}
        value={name.value}
        aria-invalid={isMissing.value}
        aria-describedby="hand-in-problem"
        onInput={(event) => {
          name.value = event.currentTarget.value;
        }}
      />
      <p class="problem" id="hand-in-problem" role="alert">
        {isMissing.value ? say('handIn.nameMissing') : ''}
      </p>
      <h2>{say('handIn.answers', { count: answers.length })}</h2>
      <ul class="answer-list">
        {answers.map(({ exercise, hasPassed }) => (
          <li key={exercise.facts.id} class={hasPassed ? 'is-passed' : 'is-open'}>
            <Icon name={hasPassed ? 'met' : 'open'} />
            <span>
              {exercise.number} {exercise.title}
            </span>
            <span class="answer-state">{say(hasPassed ? 'handIn.passed' : 'handIn.tried')}</span>
          </li>
        ))}
      </ul>
      <button type="submit" class="button primary">
        {say('handIn.save')}
      </button>
      <p role="status">{saved.value === undefined ? '' : say('handIn.saved', { file: saved.value })}</p>
    </form>
  );
}
