/** What several families of the daemon's words share. */

/** The client takes blanks off both ends of what the daemon says (docker/client `checkResponseErr`). */
export function daemonSays(problem: string): string {
  return `Error response from daemon: ${problem.trim()}`;
}

/** The daemon unpacks an archive into a folder with a random number; ours is always the same. */
export function importFolder(): string {
  return '/var/lib/docker/tmp/docker-import-1408517622';
}

/** Of `prune --filter until=x`. */
export function untilWords({ problem }: { readonly problem?: string }): string {
  return daemonSays(problem ?? 'more than one until filter specified');
}
