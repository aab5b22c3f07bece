/** `mapfile` and `readarray`: the lines of the input as the items of an array. */
import { readText } from '../../kernel/io.ts';
import type { Sys } from '../../kernel/system.ts';
import { assign } from '../assign.ts';
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';

const WITH_VALUE = 'dnOsu';

export function* mapfile(shell: Shell, args: readonly string[]): Sys<number> {
  const name = shell.builtin ?? 'mapfile';
  const given = new Map<string, string>();
  const rest = [...args];
  while (rest[0]?.startsWith('-') === true && rest[0] !== '-') {
    const word = rest.shift() ?? '';
    if (word === '--') break;
    const letter = word[1] ?? '';
    if (letter === 't') {
      given.set('t', '');
      if (word.length > 2) rest.unshift(`-${word.slice(2)}`);
    } else if (WITH_VALUE.includes(letter)) given.set(letter, word.slice(2) || (rest.shift() ?? ''));
    else {
      yield* shell.complain(`${name}: -${letter}: invalid option`);
      yield* shell.say(
        `${name}: usage: ${name} [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]\n`,
      );
      return 2;
    }
  }
  const [array = 'MAPFILE'] = rest;
  if (!isName(array)) {
    yield* shell.complain(`${name}: \`${array}': not a valid identifier`);
    return 1;
  }
  const file = shell.self.fds.get(Number(given.get('u') ?? 0));
  if (file === undefined) {
    yield* shell.complain(`${name}: ${given.get('u') ?? 0}: invalid file descriptor: Bad file descriptor`);
    return 1;
  }
  const end = (given.get('d') ?? '\n').slice(0, 1) || '\0';
  const parts = (yield* readText(shell.self, file)).split(end);
  const lines = parts.map((part, at) => (at < parts.length - 1 && !given.has('t') ? part + end : part));
  if (lines.at(-1) === '') lines.pop();
  const skipped = Number(given.get('s') ?? 0) || 0;
  const count = Number(given.get('n') ?? 0) || lines.length;
  const origin = Number(given.get('O') ?? 0) || 0;
  const items = lines.slice(skipped, skipped + count).map((line, at) => [origin + at, line] as const);
  yield* assign(shell, array, new Map(items));
  return 0;
}
