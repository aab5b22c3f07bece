/** One answer as the instructor reads it: what it came to, what was not met, and what was written. */
import type { Answer, Exercise } from '../../exercise/index.ts';
import { Icon } from '../kit/icon.tsx';
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { ClassExercise } from './class-data.ts';

interface AnswerViewProps {
  readonly title: string;
  readonly exercise: ClassExercise;
  /** absent while it is on its way */
  readonly answer: Answer | undefined;
  /** the verdict as a word, where it is not seen from the rest */
  readonly state?: string;
  readonly nearMiss: string | undefined;
  readonly deadEnd: string | undefined;
  /** ids of goals */
  readonly unmet: readonly string[];
  readonly say: Say;
  readonly onClose: () => void;
}

export function AnswerView({ title, exercise, answer, state, nearMiss, deadEnd, unmet, say, onClose }: AnswerViewProps) {
  const { goals, nearMisses, deadEnds } = exercise.says;
  const told = (nearMiss !== undefined && nearMisses[nearMiss]) || (deadEnd !== undefined && deadEnds[deadEnd]) || undefined;
  return (
    <>
      <div class="dialog-head">
        <h2>{title}</h2>
        <button type="button" class="sheet-close always" aria-label={say('grade.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {state !== undefined && (
        <p>
          <strong>{state}</strong>
        </p>
      )}
      {told !== undefined && (
        <p>
          <InlineText text={told} />
        </p>
      )}
      {unmet.length > 0 && (
        <ul>
          {unmet.map((id) => (
            <li key={id}>
              <InlineText text={goals[id] ?? id} />
            </li>
          ))}
        </ul>
      )}
      {answer !== undefined && <pre class="printed">{answerText(answer, exercise.facts)}</pre>}
    </>
  );
}

/** What was written, as plain text: lines, then files under their names. Blocks are told by their texts. */
export function answerText(answer: Answer, exercise: Exercise): string {
  if ('prediction' in answer) {
    const { prediction } = answer;
    if (prediction.kind === 'ticks') return prediction.items.join('\n');
    return Object.entries(prediction.values)
      .map(([field, value]) => `${field}: ${value}`)
      .join('\n');
  }
  if ('blocks' in answer) {
    const blocks = 'blocks' in exercise ? exercise.blocks : [];
    return answer.blocks.map((id) => blocks.find((block) => block.id === id)?.text ?? id).join('\n');
  }
  const lines = 'lines' in answer ? [answer.lines.join('\n')] : [];
  const files = Object.entries(answer.files ?? {}).map(([path, text]) => `# ${path}\n${text}`);
  return [...lines, ...files].join('\n\n');
}
