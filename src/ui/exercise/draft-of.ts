import type { Answer } from '../../exercise/index.ts';
import type { DraftContent } from './draft.ts';

/** A draft that says the same as an answer, which may have been typed in the terminal. @param beside what the answer does not speak of */
export function draftOf(answer: Answer, beside: DraftContent): DraftContent {
  if ('blocks' in answer) return { ...beside, blocks: answer.blocks };
  if ('prediction' in answer) {
    const { prediction } = answer;
    return prediction.kind === 'ticks' ? { ...beside, ticks: prediction.items } : { ...beside, fields: prediction.values };
  }
  const code = 'lines' in answer ? answer.lines.join('\n') : beside.code;
  const files = answer.files === undefined ? beside.files : { ...beside.files, ...answer.files };
  return { ...beside, code, files };
}
