/** Where things stand in a Dockerfile, for errors, hints and an editor's marks. Lines and columns count from 1, columns in UTF-16 units. */

export interface Position {
  readonly line: number;
  readonly column: number;
}
/** `end` is the position after the last character. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
/** A piece of an instruction: its text with continuations joined, and where it stands in the file. */
export interface Token {
  readonly text: string;
  readonly range: Range;
}
