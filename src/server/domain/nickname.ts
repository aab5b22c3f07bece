/**
 * What may stand on a projector as a name. Letters of any script, digits, a few signs; nothing invisible, nothing that turns the
 * direction of writing or climbs over the lines, no name that passes for the teacher, none that is plainly an insult. The rest is the
 * instructor's: rename, remove, lock.
 */
export const MAX_NAME_LENGTH = 24;

const ALLOWED = /^[\p{L}\p{M}\p{N} .'’_-]+$/u;
const MARK_PILE = /\p{M}{3,}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Compared with the skeleton. */
const RESERVED = new Set([
  ...[
    'admin',
    'administrador',
    'administrator',
    'assistant',
    'assistente',
    'camadas',
    'host',
    'instructor',
    'instrutor',
    'instrutora',
  ],
  ...['moderador', 'moderator', 'monitor', 'monitora', 'prof', 'professor', 'professora', 'root', 'sistema', 'system', 'teacher'],
]);
/** Stems in both languages; a name whose skeleton has one in it is refused. Short: it stops the easy ones only. */
const INSULTS = [
  ...[
    'arrombad',
    'babaca',
    'boceta',
    'buceta',
    'caralho',
    'cuzao',
    'desgracad',
    'fdp',
    'foder',
    'macaco',
    'merda',
    'otario',
    'piranha',
  ],
  ...['piroca', 'porra', 'putaria', 'retardad', 'vagabund', 'viado', 'xoxota'],
  ...[
    'asshole',
    'bastard',
    'bitch',
    'cunt',
    'faggot',
    'fuck',
    'hitler',
    'nazi',
    'nigger',
    'nigga',
    'pussy',
    'rapist',
    'retard',
    'shit',
  ],
  ...['slut', 'whore'],
];
/** Whole words only: they stand inside of harmless names. */
const INSULT_WORDS = new Set(['cu', 'puta', 'puto', 'cock', 'dick', 'penis', 'bosta', 'corno']);
const LEET: ReadonlyMap<string, string> = new Map(Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }));

export type NameProblem = 'empty' | 'too-long' | 'signs' | 'reserved' | 'insult';

/** @returns the name as it is kept, or why it is not taken */
export function parseNickname(typed: string): { readonly name: string } | { readonly problem: NameProblem } {
  if (typed.length > 200) return { problem: 'too-long' };
  const name = typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name === '') return { problem: 'empty' };
  if ([...name].length > MAX_NAME_LENGTH) return { problem: 'too-long' };
  if (!ALLOWED.test(name) || MARK_PILE.test(name.normalize('NFD')) || !LETTER_OR_DIGIT.test(name)) return { problem: 'signs' };
  const skeleton = nameSkeleton(name);
  if (RESERVED.has(skeleton)) return { problem: 'reserved' };
  const unmasked = [...skeleton].map((sign) => LEET.get(sign) ?? sign).join('');
  const words = name
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(nameSkeleton);
  if (INSULTS.some((stem) => skeleton.includes(stem) || unmasked.includes(stem)) || words.some((word) => INSULT_WORDS.has(word)))
    return { problem: 'insult' };
  return { name };
}

/** Two names with the same skeleton would be taken for one another: `João S.`, `joao s`. */
export function nameSkeleton(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return letters === '' ? name.toLowerCase() : letters;
}
