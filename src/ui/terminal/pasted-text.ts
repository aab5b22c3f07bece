/**
 * What was copied from elsewhere, made into what can be run: the signs of a prompt and what was printed go out of a transcript, and so do
 * codes for a terminal, control characters and blanks that only look like blanks. Whoever pastes is told what was left out.
 */

export interface PastedText {
  readonly text: string;
  /** signs of a prompt were taken away */
  readonly hadPrompts: boolean;
  /** lines of a transcript that are no commands */
  readonly outputLines: number;
  readonly hadControls: boolean;
}

export const MAX_PASTED = 50_000;
export const MAX_PASTED_LINES = 1000;

/** `$ `, `ana@pc:~/loja$ `, `root@abc:/# `, `/ # `, `[root@pc ~]# `, `PS C:\> `, `C:\Users> `, `ana@mac loja % ` */
const PROMPT =
  /^(?:[\w.-]+@[\w.-]+(?::[^\s$#]*|[ \t]\S+)?[ \t]?[$#%]|\[[^\]\n]+\][$#]|(?:~|\/)[\w./-]*[ \t]?[$#]|\$|PS [A-Z]:[^>\n]*>|[A-Z]:\\[^>\n]*>)[ \t]+(?=\S)/;
/** of a line that goes on */
const CONTINUED = /^>[ \t]?/;
const TERMINAL_CODES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
/** all but tab and newline */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const UNSEEN = /[\u200b\u2060\ufeff]/g;
const ODD_BLANKS = /[\u00a0\u2007\u202f]/g;

export function isTooMuch(text: string): boolean {
  return text.length > MAX_PASTED || text.split('\n').length > MAX_PASTED_LINES;
}

export function readPasted(raw: string): PastedText {
  const lines = raw.replace(/\r\n?/g, '\n').replace(UNSEEN, '').replace(ODD_BLANKS, ' ');
  const seen = lines.replace(TERMINAL_CODES, '').replace(CONTROLS, '');
  return { ...withoutPrompts(seen.replace(/\n+$/, '')), hadControls: seen !== lines };
}

/** Of a text whose first line begins with a prompt, the commands; of any other, all. */
export function withoutPrompts(text: string): Omit<PastedText, 'hadControls'> {
  const lines = text.split('\n');
  if (!PROMPT.test(lines.find((line) => line.trim() !== '') ?? '')) return { text, hadPrompts: false, outputLines: 0 };
  const kept: string[] = [];
  let command: string | undefined;
  let outputLines = 0;
  for (const line of lines) {
    const begun = line.replace(PROMPT, '');
    if (command !== undefined && isOpen(command)) command += `\n${line.replace(CONTINUED, '')}`;
    else if (begun !== line) {
      if (command !== undefined) kept.push(command);
      command = begun;
    } else if (line.trim() !== '') outputLines += 1;
  }
  if (command !== undefined) kept.push(command);
  return { text: kept.join('\n'), hadPrompts: true, outputLines };
}

/** Whether a shell would want another line: a backslash at its end, a here-document, a quote. An estimate, good for what documents show. */
function isOpen(command: string): boolean {
  const lines = command.split('\n');
  const [, delimiter] = /<<-?\s*['"]?(\w+)['"]?/.exec(lines[0] ?? '') ?? [];
  if (delimiter !== undefined) return lines.length === 1 || lines.at(-1)?.trim() !== delimiter;
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(command)) return true;
  const bare = command.replace(/\\./g, '').replace(/'[^']*'|"[^"]*"/g, '');
  return /['"]/.test(bare.replace(/#.*$/gm, ''));
}
