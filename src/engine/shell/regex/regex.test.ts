import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchRegex, parseRegex, RegexSyntaxError } from './regex.ts';

const free = () => {};
function find(source: string, text: string, isExtended = true): readonly string[] | undefined {
  const match = matchRegex(parseRegex(source, { isExtended }), text, 0, free);
  return match?.groups.map((group) => (group === undefined ? '-' : text.slice(group[0], group[1])));
}

test.each([
  { regex: 'a|ab', text: 'xab', groups: ['ab'] },
  { regex: '(a|ab)(c|bcd)', text: 'abcd', groups: ['abcd', 'a', 'bcd'] },
  { regex: 'x*', text: 'aaa', groups: [''] },
  { regex: '[0-9]+', text: 'ab123c45', groups: ['123'] },
  { regex: '^(b+)$', text: 'bbb', groups: ['bbb', 'bbb'] },
  { regex: 'a{2,3}', text: 'aaaa', groups: ['aaa'] },
  { regex: '(ab)*c', text: 'ababc', groups: ['ababc', 'ab'] },
  { regex: '[[:upper:]][^a-c]', text: 'aBd', groups: ['Bd'] },
  { regex: '[]x]+', text: 'a]x]', groups: [']x]'] },
  { regex: '\\bfoo\\b', text: 'xfoo foo', groups: ['foo'] },
  { regex: '(.)\\1', text: 'abccd', groups: ['cc', 'c'] },
  { regex: 'é.', text: 'aé🙂b', groups: ['é🙂'] },
  { regex: 'nope', text: 'x', groups: undefined },
])('extended $regex on $text', ({ regex, text, groups }) => {
  expect(find(regex, text)).toEqual(groups);
});

test.each([
  { regex: 'a\\{2\\}', text: 'caaa', groups: ['aa'] },
  { regex: 'a+', text: 'aa+', groups: ['a+'] },
  { regex: '\\(a\\)\\|b', text: 'b', groups: ['b', '-'] },
  { regex: '*a', text: 'x*a', groups: ['*a'] },
  { regex: 'a^b$c', text: 'a^b$c', groups: ['a^b$c'] },
])('basic $regex on $text', ({ regex, text, groups }) => {
  expect(find(regex, text, false)).toEqual(groups);
});

test.each([
  { regex: '[a', problem: 'bracket' },
  { regex: '(a', problem: 'paren' },
  { regex: 'a{3,2}', problem: 'bounds' },
  { regex: 'a\\', problem: 'backslash' },
  { regex: '[z-a]', problem: 'range' },
])('$regex is refused: $problem', ({ regex, problem }) => {
  expect(() => parseRegex(regex, { isExtended: true })).toThrow(new RegexSyntaxError(problem as 'range'));
});

test('a pattern that would hang by backtracking', () => {
  expect(find('(a*)*b', 'a'.repeat(5000))).toBe(undefined);
});

test('agrees with JavaScript on patterns without alternatives', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', 'a*', 'b+', 'a?', '(ab)', '(b*)');
  fc.assert(
    fc.property(fc.array(atom, { minLength: 1, maxLength: 6 }), fc.stringMatching(/^[abc]{0,12}$/), (atoms, text) => {
      const source = atoms.join('');
      const ours = find(source, text);
      const theirs = new RegExp(source, 's').exec(text);
      expect(ours?.[0]).toBe(theirs?.[0]);
    }),
  );
});
