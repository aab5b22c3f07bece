/** The part of an exercise card that answers: goals, the answer's place, the buttons, hints and what a check said. */
import { CodeEditor } from '../editor/code-editor.tsx';
import type { Say } from '../kit/say.ts';
import type { CardModel } from './card.model.ts';
import type { ExerciseTexts } from './exercise-texts.ts';
import { failedLines } from './failed-lines.ts';
import { Feedback } from './feedback.tsx';
import { GoalList } from './goal-list.tsx';
import { Hints } from './hints.tsx';
import { PredictionForm, PredictionTable } from './prediction.tsx';

export interface CardProps {
  readonly card: CardModel;
  readonly texts: ExerciseTexts;
  /** the given code, coloured */
  readonly startHtml: string;
  readonly next: string | undefined;
  readonly say: Say;
}

export function Card({ card, texts, startHtml, next, say }: CardProps) {
  const { exercise } = card;
  const isBusy = card.isChecking.value;
  const question = 'question' in exercise ? exercise.question : undefined;
  const verdict = card.verdict.value;
  const check = (): void => {
    if (!card.isChecking.peek()) void card.check();
  };
  const markers = failedLines(card.code.value, card.session.entries.value).map(({ line, status }) => ({
    line,
    message: say('terminal.status', { status: String(status) }),
  }));
  return (
    <form
      class="card-body"
      onFocusCapture={() => void card.session.open()}
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      {question === undefined ? (
        <>
          <GoalList goals={card.goals.value} texts={texts.goals} say={say} />
          <CodeEditor
            id={`code-${exercise.id}`}
            code={card.code}
            language="shellscript"
            label={texts.ask}
            startHtml={startHtml}
            markers={verdict === undefined ? [] : markers}
            onSubmit={check}
            say={say}
          />
        </>
      ) : (
        <PredictionForm card={card} question={question} texts={texts} say={say} />
      )}
      <div class="card-bar needs-js">
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          {say(question === undefined ? 'exercise.check' : 'exercise.prediction.check')}
        </button>
        {card.hintsShown.value < texts.hints.length && (
          <button type="button" class="button" onClick={() => card.showHint()}>
            {say('exercise.hint.next', { number: card.hintsShown.value + 1, count: texts.hints.length })}
          </button>
        )}
        <button type="button" class="button quiet" onClick={() => void card.reset()}>
          {say('exercise.reset')}
        </button>
        {question === undefined && <kbd class="shortcut">Ctrl + Enter</kbd>}
        {card.attempts.value > 0 && <span class="attempts">{say('exercise.attempts', { count: card.attempts.value })}</span>}
      </div>
      <Hints hints={texts.hints} shown={card.hintsShown.value} say={say} />
      <Feedback
        isLost={card.isLost.value}
        verdict={verdict}
        texts={texts}
        say={say}
        next={next}
        onGoBack={(line) => void card.goBackTo(line)}
      />
      {question !== undefined && <PredictionTable card={card} question={question} texts={texts} say={say} />}
    </form>
  );
}
