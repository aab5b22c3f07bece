/** What ends an awk program before its last line. */
export class AwkExit extends Error {
  readonly status: number | undefined;
  constructor(status: number | undefined) {
    super('exit');
    this.status = status;
  }
}
/** Ends the program with a message; mawk adds to some where in its input it was. */
export class AwkError extends Error {
  readonly tellsPlace: boolean;
  constructor(words: string, tellsPlace = false) {
    super(words);
    this.tellsPlace = tellsPlace;
  }
}
