/** Linux' signals (signal(7), x86-64). */

const NAMES: readonly string[] =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS'.split(
    ' ',
  );

export const SIGHUP = 1;
export const SIGINT = 2;
export const SIGQUIT = 3;
export const SIGKILL = 9;
export const SIGSEGV = 11;
export const SIGPIPE = 13;
export const SIGTERM = 15;
export const SIGCHLD = 17;
export const SIGCONT = 18;
export const SIGSTOP = 19;

const STOPS: ReadonlySet<number> = new Set([SIGSTOP, 20, 21, 22]);
const HARMLESS: ReadonlySet<number> = new Set([SIGCHLD, SIGCONT, 23, 28]);
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['IOT', 'ABRT'],
  ['CLD', 'CHLD'],
  ['IO', 'POLL'],
]);

/** `9`, `KILL`, `SIGKILL`, in any case. */
export function parseSignal(text: string): number | undefined {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    return number <= 64 ? number : undefined;
  }
  const name = text.toUpperCase().replace(/^SIG/, '');
  const index = NAMES.indexOf(ALIASES.get(name) ?? name);
  return index < 0 ? undefined : index + 1;
}

/** `KILL`, without SIG in front. */
export function signalName(signal: number): string | undefined {
  return NAMES[signal - 1];
}

export function listSignals(): readonly string[] {
  return NAMES;
}

export type DefaultAction = 'terminate' | 'ignore' | 'stop' | 'continue';

export function defaultAction(signal: number): DefaultAction {
  if (signal === SIGCONT) return 'continue';
  if (STOPS.has(signal)) return 'stop';
  return HARMLESS.has(signal) ? 'ignore' : 'terminate';
}
