/** An answer as plain text. */
import type { Answer, Exercise } from '../../exercise/index.ts';

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
