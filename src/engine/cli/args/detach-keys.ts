/** `--detach-keys` as the daemon reads it (moby/term `ascii.go` ToBytes): keys with commas between. */
export function areDetachKeys(text: string): boolean {
  return text === '' || text.split(',').every((key) => [...key].length === 1 || /^ctrl-[a-z@[\\\]^_]$/.test(key));
}
