/** The parser and all that only its trees need. `language.ts` is loaded with the first text that is more than plain words. */
import { InvariantError } from '../../errors.ts';
import { createPart } from '../../part.ts';

export const LANGUAGE = createPart(() => import('./language.ts'));

/** For what only a parsed text leads to. */
export function loadedLanguage(): NonNullable<typeof LANGUAGE.loaded> {
  if (LANGUAGE.loaded === undefined) throw new InvariantError('nothing has been parsed');
  return LANGUAGE.loaded;
}
