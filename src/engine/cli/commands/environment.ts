/** Variables for a container: from files, then from `-e`; a name alone takes the value that it has here; without one a file's is left out, and `-e`'s takes the image's away. */
import { variableName } from '../../oci/variable-name.ts';
import { createPart } from '../../part.ts';
import { type Soon, wait } from '../../soon.ts';
import type { CommandCall } from '../command-call.ts';

const ENV_FILES = createPart(() => import('./env-file.ts'));

export function* resolveVariables(call: CommandCall, files: readonly string[], given: readonly string[]): Soon<string[]> {
  const lines =
    files.length === 0 ? [] : yield* wait((ENV_FILES.loaded ?? (yield* wait(ENV_FILES.load()))).readEnvFiles(call, files));
  const filed = lines.map((entry) => resolve(call, entry));
  // one that `-e` names twice keeps its first place and has its last value; a file's lines are passed on as they are
  const named = new Map(given.map((entry) => [variableName(entry), resolve(call, entry)]));
  return [...filed.filter((entry) => entry.includes('=')), ...named.values()];
}

function resolve({ io }: CommandCall, entry: string): string {
  if (entry.includes('=')) return entry;
  const value = io.env.get(entry);
  return value === undefined ? entry : `${entry}=${value}`;
}
