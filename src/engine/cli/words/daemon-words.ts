/** What several families of the daemon's words share. */

export function daemonSays(problem: string): string {
  return `Error response from daemon: ${problem}`;
}

/** The daemon unpacks an archive into a folder with a random number; ours is always the same. */
export function importFolder(): string {
  return '/var/lib/docker/tmp/docker-import-1408517622';
}

/** Of `prune --filter until=x`. */
export function untilWords({ value }: { readonly value?: string }): string {
  return daemonSays(
    value === undefined ? 'more than one until filter specified' : `failed to parse value as time or duration: "${value}"`,
  );
}
