import type { RegexProblem } from '../regex/parse-regex.ts';

const GNU: Readonly<Record<RegexProblem, string>> = {
  bracket: 'Unmatched [, [^, [:, [., or [=',
  paren: 'Unmatched ( or \\(',
  closeParen: 'Unmatched ) or \\)',
  brace: 'Unmatched { or \\{',
  bounds: 'Invalid content of \\{\\}',
  range: 'Invalid range end',
  repeat: 'Invalid preceding regular expression',
  backslash: 'Trailing backslash',
  backref: 'Invalid back reference',
  class: 'Invalid character class name',
  size: 'Regular expression too big',
};
const MUSL: Readonly<Record<RegexProblem, string>> = {
  bracket: "Missing ']'",
  paren: "Missing ')'",
  closeParen: "Missing ')'",
  brace: 'Invalid contents of {}',
  bounds: 'Invalid contents of {}',
  range: 'Invalid character range',
  repeat: 'Repetition not preceded by valid expression',
  backslash: 'Trailing backslash',
  backref: 'Invalid back reference',
  class: 'Unknown character class name',
  size: 'Out of memory',
};

/** What glibc's and musl's regcomp(3) say. */
export function regexWords(problem: RegexProblem, flavour: 'gnu' | 'busybox', isExtended: boolean): string {
  if (flavour === 'busybox') return MUSL[problem];
  return problem === 'bracket' && !isExtended ? GNU.bracket : GNU[problem];
}
