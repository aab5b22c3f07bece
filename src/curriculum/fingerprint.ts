/** A short hash of a text. `en.mdx` carries that of the Portuguese body it translates, so an edited original marks its translation. */
import { createHash } from 'node:crypto';

export function fingerprint(text: string): string {
  return createHash('sha256').update(text.trim()).digest('hex').slice(0, 10);
}
