/** A Dockerfile value as text again: one line for each instruction, heredocs after it. Parsing the text gives the same instructions. */
import type { Instruction } from './instruction.ts';
import type { Dockerfile } from './parse-dockerfile.ts';

/** Comments stand before the instruction that they stood before, or inside of. */
export function formatDockerfile(dockerfile: Dockerfile): string {
  const comments = [...dockerfile.comments];
  let out = dockerfile.directives.map(({ name, value }) => `# ${name}=${value}\n`).join('');
  for (const instruction of dockerfile.instructions) {
    while (comments[0] !== undefined && comments[0].range.start.line <= instruction.range.end.line)
      out += formatComment(comments.shift()?.text ?? '');
    out += formatInstruction(instruction, dockerfile.escapeToken);
  }
  return out + comments.map(({ text }) => formatComment(text)).join('');
}

function formatInstruction(instruction: Instruction, escape: string): string {
  const { text } = instruction.argument;
  const flags = instruction.flags.map((flag) => flag.token.text);
  const words = [instruction.keyword.text.toUpperCase(), ...flags, text.startsWith('--') ? '--' : '', text];
  // one escape alone is the last letter only of what nothing follows: at the end of the text, before another that says that the line goes on
  if (text.endsWith(escape) && !text.endsWith(escape + escape)) words.push(escape);
  const line = words.filter((word) => word !== '').join(' ');
  return `${line}\n${instruction.heredocs.map(({ content, name }) => `${content}${name}\n`).join('')}`;
}

function formatComment(text: string): string {
  return text === '' ? '#\n' : `# ${text}\n`;
}
