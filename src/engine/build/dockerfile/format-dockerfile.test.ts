import { expect, test } from 'vitest';
import { formatDockerfile } from './format-dockerfile.ts';
import { parseDockerfile } from './parse-dockerfile.ts';

const argumentsOf = (text: string) => parseDockerfile(text, 'buildkit').instructions.map(({ argument }) => argument.text);

test.each([
  ['one instruction a line', 'FROM scratch\nCOPY a \\\n  b\n', 'FROM scratch\nCOPY a   b\n'],
  ['an escape at the end of the text stays one', 'FROM scratch\nCOPY ! \\ \\\n \n', 'FROM scratch\nCOPY ! \\ \\\n'],
  ['the same with another escape', '# escape=`\nFROM scratch\nCOPY ! ` `\n \n', '# escape=`\nFROM scratch\nCOPY ! ` `\n'],
])('%s', (_, text, formatted) => {
  expect(formatDockerfile(parseDockerfile(text, 'buildkit'))).toBe(formatted);
  expect(argumentsOf(formatted)).toEqual(argumentsOf(text));
});
