/** Which two steps are compared: each of the two may be any step, also the start. */
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { StepsXray } from '../lab/xray-data.ts';

type TwoSteps = Pick<StepsXray, 'kind' | 'from' | 'to'>;

interface StepPickerProps {
  /** of all steps that have been taken */
  readonly lines: readonly string[];
  readonly chosen: TwoSteps;
  readonly onChoose: (steps: TwoSteps) => void;
  readonly say: Say;
}

const ENDS = ['from', 'to'] as const;
/** characters of a command in the list */
const MAX_WORDS = 60;

export function StepPicker({ lines, chosen, onChoose, say }: StepPickerProps) {
  const words = [say('machine.steps.start'), ...lines].map((line, step) => `${step}: ${line.slice(0, MAX_WORDS)}`);
  return (
    <fieldset class="step-picker">
      <legend class="said">{say('xray.steps.choose')}</legend>
      {ENDS.map((end) => (
        <label key={end} class="field">
          <span>{say(`xray.steps.${end}`)}</span>
          <select
            value={String(chosen[end])}
            onChange={(event) => onChoose({ ...chosen, [end]: Number(event.currentTarget.value) })}
          >
            {words.map((word, step) => (
              <option key={step} value={String(step)}>
                {word}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button
        type="button"
        class="icon-button"
        aria-label={say('xray.steps.swap')}
        title={say('xray.steps.swap')}
        onClick={() => onChoose({ kind: 'steps', from: chosen.to, to: chosen.from })}
      >
        <Icon name="swap" />
      </button>
    </fieldset>
  );
}
