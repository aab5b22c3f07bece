/** `--env-file`. */
import { readContent } from '../../bytes/content.ts';
import { text } from '../../bytes/utf8.ts';
import { variableName } from '../../oci/variable-name.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { readHostFile } from './host-files.ts';

/** The lines of all files, in order. @throws CommandFailure */
export async function readEnvFiles(call: CommandCall, paths: readonly string[]): Promise<string[]> {
  const lines = await Promise.all(paths.map((path) => readLines(call, path)));
  return lines.flat();
}

/** docker/cli `pkg/kvfile`. @throws CommandFailure */
async function readLines(call: CommandCall, path: string): Promise<string[]> {
  const lines = text(await readContent(readHostFile(call, path)))
    .split('\n')
    .map((line) => line.replace(/\r$/, '').trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines) {
    const name = variableName(line);
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
