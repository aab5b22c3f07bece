/** What can be wrong with a gzip; the unpacker itself is fetched when it is needed. */

/** `truncated`: it ends early; `checksum`: what came out does not fit its sum or its size; `corrupt`: it is no gzip. */
export type GzipDamage = 'truncated' | 'checksum' | 'corrupt';

export class GzipError extends Error {
  readonly damage: GzipDamage;

  constructor(damage: GzipDamage, cause?: unknown) {
    super(`gzip: ${damage}`, { cause });
    this.damage = damage;
  }
}
