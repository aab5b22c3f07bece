/** What a container's user 0 may do: docker's own set, `--cap-add`, `--cap-drop` (moby 20.10 `oci/caps` TweakCapabilities). */
import type { HostSettings } from '../machine/host-settings.ts';

/** Docker's own, with their numbers (capability.h). */
const USUAL: ReadonlyMap<string, number> = new Map([
  ['CHOWN', 0],
  ['DAC_OVERRIDE', 1],
  ['FOWNER', 3],
  ['FSETID', 4],
  ['KILL', 5],
  ['SETGID', 6],
  ['SETUID', 7],
  ['SETPCAP', 8],
  ['NET_BIND_SERVICE', 10],
  ['NET_RAW', 13],
  ['SYS_CHROOT', 18],
  ['MKNOD', 27],
  ['AUDIT_WRITE', 29],
  ['SETFCAP', 31],
]);

const OTHERS: ReadonlyMap<string, number> = new Map([
  ['DAC_READ_SEARCH', 2],
  ['LINUX_IMMUTABLE', 9],
  ['NET_BROADCAST', 11],
  ['NET_ADMIN', 12],
  ['IPC_LOCK', 14],
  ['IPC_OWNER', 15],
  ['SYS_MODULE', 16],
  ['SYS_RAWIO', 17],
  ['SYS_PTRACE', 19],
  ['SYS_PACCT', 20],
  ['SYS_ADMIN', 21],
  ['SYS_BOOT', 22],
  ['SYS_NICE', 23],
  ['SYS_RESOURCE', 24],
  ['SYS_TIME', 25],
  ['SYS_TTY_CONFIG', 26],
  ['LEASE', 28],
  ['AUDIT_CONTROL', 30],
  ['MAC_OVERRIDE', 32],
  ['MAC_ADMIN', 33],
  ['SYSLOG', 34],
  ['WAKE_ALARM', 35],
  ['BLOCK_SUSPEND', 36],
  ['AUDIT_READ', 37],
  ['PERFMON', 38],
  ['BPF', 39],
  ['CHECKPOINT_RESTORE', 40],
]);

const ALL: ReadonlyMap<string, number> = new Map([...USUAL, ...OTHERS]);
/** Those that something here asks for; see `isCapable`. */
const ASKED_FOR = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'MKNOD'];

type Rights = Pick<HostSettings, 'CapAdd' | 'CapDrop'>;

function capabilitiesOf({ CapAdd = [], CapDrop = [] }: Rights, isPrivileged: boolean): ReadonlySet<string> {
  if (isPrivileged) return new Set(ALL.keys());
  const added = CapAdd.map(shortName);
  const dropped = new Set(CapDrop.map(shortName));
  if (added.includes('ALL')) return new Set([...ALL.keys()].filter((name) => !dropped.has(name)));
  const kept = dropped.has('ALL') ? [] : [...USUAL.keys()].filter((name) => !dropped.has(name));
  return new Set([...kept, ...added]);
}

function shortName(name: string): string {
  return name.replace(/^CAP_/, '');
}

/** What user 0 may not do; undefined where nothing that matters here was taken away. */
export function droppedOf(settings: Rights | undefined): readonly string[] | undefined {
  if (settings?.CapDrop === undefined) return undefined;
  const left = capabilitiesOf(settings, false);
  const dropped = ASKED_FOR.filter((name) => !left.has(name));
  return dropped.length === 0 ? undefined : dropped;
}

/** The lines about them in /proc/PID/status. */
export function capabilityLines(settings: Rights | undefined, isPrivileged: boolean, isRoot: boolean): string {
  let mask = 0n;
  for (const name of capabilitiesOf(settings ?? {}, isPrivileged)) mask |= 1n << BigInt(ALL.get(name) ?? 0);
  const hex = (bits: bigint) => bits.toString(16).padStart(16, '0');
  const own = hex(isRoot ? mask : 0n);
  return `CapInh:\t${hex(0n)}\nCapPrm:\t${own}\nCapEff:\t${own}\nCapBnd:\t${hex(mask)}\nCapAmb:\t${hex(0n)}\n`;
}
