/** Names of Linux signals as docker knows them (moby/sys signal). Real-time ones are `RTMIN+n` and `RTMAX-n`. */
const NAMES =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ'.split(
    ' ',
  );
const REAL_TIME = [
  'RTMIN',
  ...Array.from({ length: 15 }, (_, n) => `RTMIN+${n + 1}`),
  ...Array.from({ length: 14 }, (_, n) => `RTMAX-${14 - n}`),
  'RTMAX',
];

export const SIGNAL_NAMES: ReadonlySet<string> = new Set([...NAMES, ...REAL_TIME]);
