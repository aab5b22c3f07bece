/** How pflag wraps the usage column of help: at blanks, a little over the width where that saves a short last line (flag.go, `wrap`). */

/** What may stick out so that the last line is not a single short word. */
const SLOP = 5;
/** Columns below which pflag starts a block of its own under the flag, and in the end gives up wrapping. */
const NARROWEST = 24;
const BLOCK_INDENT = 16;

/** Wraps `text` to lines of `width` columns, all but the first indented by `indent`. */
export function wrapText(text: string, indent: number, width: number): string {
  let margin = indent;
  let room = width - margin;
  let head = '';
  if (room < NARROWEST) {
    margin = BLOCK_INDENT;
    room = width - margin;
    head = `\n${' '.repeat(margin)}`;
  }
  if (room < NARROWEST) return text.replaceAll('\n', head);
  const lines: string[] = [];
  let rest = text;
  do {
    const [line, after] = cutLine(rest, room - SLOP);
    lines.push(...line.split('\n'));
    rest = after;
  } while (rest !== '');
  return head + lines.join(`\n${' '.repeat(margin)}`);
}

function cutLine(text: string, room: number): [string, string] {
  if (room + SLOP > text.length) return [text, ''];
  const start = text.slice(0, room);
  const blank = Math.max(start.lastIndexOf(' '), start.lastIndexOf('\t'), start.lastIndexOf('\n'));
  if (blank <= 0) return [text, ''];
  const newline = start.lastIndexOf('\n');
  const cut = newline > 0 ? newline : blank;
  return [text.slice(0, cut), text.slice(cut + 1)];
}
