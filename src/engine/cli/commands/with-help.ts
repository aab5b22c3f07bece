/** How `run` and `create` end what they refuse: the client's name in front, where to read more behind. */
export function withHelp(problem: string, command: 'run' | 'create'): string {
  return `docker: ${problem}\n\nRun 'docker ${command} --help' for more information`;
}
