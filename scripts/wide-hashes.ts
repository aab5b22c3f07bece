/**
 * SHA-512 as a module of its own. The package has all of SHA-2 in one file, and a file goes whole to the part of a worker that needs it
 * first: the engine's first file would carry 80 constants of 64 bits for `sha512sum` (docs/decisions/0008).
 */

/** What is used of the bundler. */
interface Resolver {
  resolve(source: string, importer: string, options: object): Promise<{ readonly id: string } | null>;
}

const PACKAGE = '@noble/hashes/sha2.js';
const USER = /\/engine\/shell\/applets\/sums\.ts$/;

export function wideHashesApart() {
  return {
    name: 'camadas:wide-hashes-apart',
    enforce: 'pre' as const,
    async resolveId(this: Resolver, source: string, importer: string | undefined, options: object) {
      if (source !== PACKAGE || importer === undefined || !USER.test(importer)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found === null ? null : { ...found, id: `${found.id}?wide` };
    },
  };
}
