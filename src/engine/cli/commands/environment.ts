/** Variables for a container: from files, then from `-e`; a name alone takes the value that it has here; without one a file's is left out, and `-e`'s takes the image's away. */

import { readContent } from '../../bytes/content.ts';
import { text } from '../../bytes/utf8.ts';
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { readHostFile } from './host-files.ts';

export function* resolveVariables(call: CommandCall, files: readonly string[], given: readonly string[]): Soon<string[]> {
  const lines = files.length === 0 ? [] : yield* wait(Promise.all(files.map((path) => readLines(call, path))));
  const filed = lines.flat().map((entry) => resolve(call, entry));
  // one that `-e` names twice keeps its first place and has its last value; a file's lines are passed on as they are
  const named = new Map(given.map((entry) => [nameOf(entry), resolve(call, entry)]));
  return [...filed.filter((entry) => entry.includes('=')), ...named.values()];
}

function nameOf(entry: string): string {
  return entry.split('=', 1)[0] ?? '';
}

function resolve({ io }: CommandCall, entry: string): string {
  if (entry.includes('=')) return entry;
  const value = io.env.get(entry);
  return value === undefined ? entry : `${entry}=${value}`;
}

/** docker/cli `pkg/kvfile`. @throws CommandFailure */
async function readLines(call: CommandCall, path: string): Promise<string[]> {
  const lines = text(await readContent(readHostFile(call, path)))
    .split('\n')
    .map((line) => line.replace(/\r$/, '').trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines) {
    const name = nameOf(line);
    const problem =
      name === ''
        ? `no variable name on line '${line}'`
        : /[ \t]/.test(name)
          ? `variable '${name}' contains whitespaces`
          : undefined;
    if (problem !== undefined) throw new CommandFailure(`invalid env file (${path}): ${problem}`);
  }
  return lines;
}
