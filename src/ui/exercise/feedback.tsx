/** What a check said. The four kinds differ in sign, word and colour; the box is there from the start, so that it is read aloud. */
import type { Verdict } from '../../exercise/index.ts';
import { Icon, type IconName } from '../kit/icon.tsx';
import { inlineText, Paragraphs } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { ExerciseTexts } from './exercise-texts.ts';
import { Stars } from './stars.tsx';

interface FeedbackProps {
  readonly verdict: Verdict | undefined;
  /** the check did not come to its end */
  readonly isLost?: boolean;
  /** nothing was run at all */
  readonly isEmpty?: boolean;
  /** the bonus was reached, now or earlier */
  readonly hasBonus?: boolean;
  readonly texts: ExerciseTexts;
  readonly say: Say;
  readonly next: Next | undefined;
  readonly onGoBack: (line: number) => void;
}

/** What comes after this exercise. */
export interface Next {
  readonly href: string;
  /** title of the lesson that it leads to; absent for an exercise of the same page */
  readonly lesson?: string;
}

const SIGNS = {
  passed: 'met',
  'near-miss': 'near',
  'dead-end': 'dead',
  'not-yet': 'open',
} as const satisfies Record<Verdict['kind'], IconName>;

const WORDS = {
  passed: 'exercise.feedback.passed',
  'near-miss': 'exercise.feedback.nearMiss',
  'dead-end': 'exercise.feedback.deadEnd',
  'not-yet': 'exercise.feedback.notYet',
} as const satisfies Record<Verdict['kind'], string>;

export function Feedback({
  verdict,
  isLost = false,
  isEmpty = false,
  hasBonus = false,
  texts,
  say,
  next,
  onGoBack,
}: FeedbackProps) {
  return (
    <div class="feedback-place" role="status">
      {isLost && <p class="feedback lost">{say('exercise.feedback.lost')}</p>}
      {verdict !== undefined && !isLost && (
        <div class={`feedback ${verdict.kind}`}>
          <p class="feedback-word">
            <Icon name={SIGNS[verdict.kind]} />
            {say(WORDS[verdict.kind])}
          </p>
          <div class="feedback-text">
            {isEmpty && verdict.kind === 'not-yet' ? (
              <p>{say('exercise.feedback.empty')}</p>
            ) : (
              <FeedbackText verdict={verdict} texts={texts} say={say} />
            )}
            {verdict.bonus !== undefined && <Bonus isNow={verdict.bonus} hasBonus={hasBonus || verdict.bonus} say={say} />}
            {verdict.deadEnd !== undefined && <GoBack line={verdict.deadEnd.beforeLine} say={say} onGoBack={onGoBack} />}
            {verdict.kind === 'passed' && next !== undefined && (
              <p>
                <a href={next.href}>
                  {next.lesson === undefined ? say('exercise.next') : say('exercise.nextLesson', { title: next.lesson })}
                </a>
              </p>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

function Bonus({ isNow, hasBonus, say }: { readonly isNow: boolean; readonly hasBonus: boolean; readonly say: Say }) {
  const word = isNow ? 'bonus' : hasBonus ? 'bonusEarlier' : 'noBonus';
  return (
    <>
      <Stars hasBonus={hasBonus} say={say} />
      <p>{say(`exercise.feedback.${word}`)}</p>
    </>
  );
}

function FeedbackText({ verdict, texts, say }: Pick<FeedbackProps, 'texts' | 'say'> & { readonly verdict: Verdict }) {
  if (verdict.kind === 'passed')
    return (
      <>
        <p class="to-remember">{say('exercise.feedback.remember')}</p>
        <Paragraphs text={texts.passed} />
      </>
    );
  const known = texts.nearMisses[verdict.nearMiss ?? ''] ?? texts.deadEnds[verdict.deadEnd?.id ?? ''];
  if (known !== undefined) return <Paragraphs text={known} />;
  if (verdict.items.length > 0) {
    const wrong = verdict.items.filter(({ met }) => !met).length;
    return <p>{say('exercise.feedback.wrongItems', { count: wrong })}</p>;
  }
  const open = verdict.goals.find(({ met }) => !met);
  return (
    <p>
      {say('exercise.feedback.firstUnmet')} <q>{inlineText(texts.goals[open?.id ?? ''] ?? '')}</q>
    </p>
  );
}

function GoBack({ line, say, onGoBack }: { readonly line: number; readonly say: Say; readonly onGoBack: (line: number) => void }) {
  return (
    <p>
      <button type="button" class="button" onClick={() => onGoBack(line)}>
        <Icon name="undo" />
        {say('exercise.feedback.goBack', { line })}
      </button>
    </p>
  );
}
