/** `NAME=value` lists, as images and containers keep them. */
import { variableName } from '../../oci/variable-name.ts';
import type { Environment } from '../dockerfile/expand.ts';

export const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Of two with one name the first counts. */
export function environmentOf(list: readonly string[]): Environment {
  const environment = new Map<string, string>();
  for (const variable of list) {
    const name = variableName(variable);
    if (!environment.has(name)) environment.set(name, variable.slice(name.length + 1));
  }
  return environment;
}

/** With a PATH, which every image gets that has none. */
export function withDefaultPath(list: readonly string[] | null | undefined): readonly string[] {
  const env = list ?? [];
  return env.some((variable) => variableName(variable) === 'PATH') ? env : [...env, DEFAULT_PATH];
}
