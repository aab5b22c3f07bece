/** One call of docker in plain words (as in `engine/shell/lang/plain-words.ts`): no pipe, no redirection, nothing to expand. */
const PLAIN = /^docker(?: (?:[\w./:@%+,=-]+|'[^'\n]*'|"[^"$`\\!\n]*"))*$/;

/** Commands for which a machine's outline is enough, by their first words. */
const COMMANDS =
  /^docker(?:$| (?:(?:images|ps|tag|rmi|rm|history|inspect|version|info|help|--version|--help)|(?:image|container|network|volume) (?:ls|list|inspect|rm)|image (?:tag|history)|container ps|system (?:df|info))(?: |$))/;

/**
 * Whether the line can be tried before the files of a start are there (docs/decisions/0018). A line that turns out to need a file is stopped and
 * runs again later, so no command belongs here that fetches, prints little by little, or asks which bytes are in the store.
 */
export function needsNoFiles(line: string): boolean {
  return PLAIN.test(line) && (COMMANDS.test(line) || line.endsWith(' --help'));
}
