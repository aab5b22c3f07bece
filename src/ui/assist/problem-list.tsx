/** What is wrong with a text, in words, and what would help as buttons: the same for a mouse, a finger and a screen reader. */
import { Icon, type IconName } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { ShownFix, ShownProblem } from './problems.model.ts';

interface ProblemListProps {
  readonly problems: readonly ShownProblem[];
  readonly onFix: (fix: ShownFix) => void;
  readonly say: Say;
}

const SIGNS = { error: 'unmet', warning: 'near', hint: 'open' } as const satisfies Record<ShownProblem['severity'], IconName>;
const RANK = { error: 0, warning: 1, hint: 2 } as const;
const MAX_SHOWN = 5;

export function ProblemList({ problems, onFix, say }: ProblemListProps) {
  if (problems.length === 0) return null;
  const more = problems.length - MAX_SHOWN;
  const shown = problems.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, MAX_SHOWN);
  return (
    <ul class="problems" aria-label={say('assist.problems')}>
      {shown.map((problem) => (
        <li key={`${problem.from} ${problem.message}`} class={problem.severity}>
          <Icon name={SIGNS[problem.severity]} />
          <span>
            <span class="said">{say(`assist.${problem.severity}`)}: </span>
            {say('editor.marker', { line: problem.line, message: problem.message })}
          </span>
          {problem.fixes.map((fix) => (
            <button key={fix.title} type="button" class="fix" onClick={() => onFix(fix)}>
              {fix.title}
            </button>
          ))}
        </li>
      ))}
      {more > 0 && <li class="more">{say('assist.more', { count: more })}</li>}
    </ul>
  );
}
