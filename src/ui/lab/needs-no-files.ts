/** A call of docker and nothing around it: plain words, as `engine/shell/lang/plain-words.ts` has them. */
const PLAIN = /^docker(?: (?:[\w./:@%+,=-]+|'[^'\n]*'|"[^"$`\\!\n]*"))*$/;

/** By their first words. What they read and change is told by a machine's outline. */
const COMMANDS =
  /^docker(?:$| (?:(?:images|ps|tag|rmi|rm|history|inspect|version|info|help|--version|--help)|(?:image|container|network|volume) (?:ls|list|inspect|rm)|image (?:tag|history)|container ps|system (?:df|info))(?: |$))/;

/**
 * Whether the line can be tried before the files of a start are there (docs/decisions/0018). One that looks into a file all the same is
 * stopped there and runs again later; so here stands nothing that fetches, prints little by little, or asks which bytes are in the store.
 */
export function needsNoFiles(line: string): boolean {
  return PLAIN.test(line) && (COMMANDS.test(line) || line.endsWith(' --help'));
}
