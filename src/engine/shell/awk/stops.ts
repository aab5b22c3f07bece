/** What ends an awk program before its last line. */
export class AwkExit extends Error {
  readonly status: number | undefined;
  constructor(status: number | undefined) {
    super('exit');
    this.status = status;
  }
}
/** Ends the program with a message. */
export class AwkError extends Error {}
