/** What somebody needs who types at a terminal in a container: the terminal, and the shell's way of asking for lines. */
import { createPart } from '../../part.ts';

export const TYPED = createPart(async () => {
  const [{ openTyped }, { runTypedLines }] = await Promise.all([import('../kernel/typed-input.ts'), import('./typed-lines.ts')]);
  return { openTyped, runTypedLines };
});
