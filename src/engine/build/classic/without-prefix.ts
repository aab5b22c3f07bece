/** A refusal of the daemon as it stands in the output of a build: without what the client puts in front of it elsewhere. */
export function withoutPrefix(sentence: string): string {
  return sentence.replace(/^(?:docker: )?Error response from daemon: /, '');
}
