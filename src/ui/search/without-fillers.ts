/**
 * Words that stand on every page say nothing of where to look, and Pagefind counts each of them: "marca de remoção" found every "de" before
 * what was meant. In capitals a word is an instruction (`FROM`), not one of them.
 */
const FILLERS: Readonly<Record<string, ReadonlySet<string>>> = {
  pt: new Set('a à ao aos as às com da das de do dos e em na nas no nos o os ou para pela pelo por que se um uma'.split(' ')),
  en: new Set('a an and are at by for from in is of on or that the to with'.split(' ')),
};

/** @param language of the page, as `pt-BR` */
export function withoutFillers(query: string, language: string): string {
  const fillers = FILLERS[language.slice(0, 2)];
  const words = query.split(/\s+/);
  const telling = words.filter((word) => word !== '' && fillers?.has(word) !== true);
  return telling.length === 0 ? query : telling.join(' ');
}
