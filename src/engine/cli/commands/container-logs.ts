import type { Container, LogEntry } from '../../machine/container.ts';
import { readMoment } from '../../machine/moments.ts';
import { followContainer } from '../../process/start-container.ts';
import { soon } from '../../soon.ts';
import { namedContainer } from '../args/named-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { formatFixedNano } from '../text/times.ts';
import { daemonSays } from '../words/daemon-words.ts';

/** as by Ctrl+C */
const INTERRUPTED = 130;

/** `docker logs`: what went to stderr comes on stderr again, unless the container had a terminal, where there is one stream. */
export async function containerLogs(call: CommandCall): Promise<number> {
  const { ctx, ref, flags, args } = call;
  const container = namedContainer(ref.current, args[0] ?? '');
  if (container.hostConfig.settings?.LogConfig?.Type === 'none')
    throw new CommandFailure(daemonSays('configured logging driver does not support reading'));
  const { now } = ref.current;
  const since = readTime(flags.text('since'), now, 'since') ?? Number.NEGATIVE_INFINITY;
  const until = readTime(flags.text('until'), now, 'until') ?? Number.POSITIVE_INFINITY;
  const chosen = joinLines(container.logs).filter(({ at }) => at >= since && at <= until);
  const count = readTail(flags.text('tail'));
  printLines(call, container, count === undefined ? chosen : chosen.slice(Math.max(0, chosen.length - count)));
  if (!flags.bool('follow') || until !== Number.POSITIVE_INFINITY) return 0;
  if (!flags.bool('timestamps') && !flags.bool('details')) {
    const { interrupted } = await soon(followContainer(ctx, ref, container.id, call.io, false));
    return interrupted ? INTERRUPTED : 0;
  }
  const { interrupted } = await soon(followContainer(ctx, ref, container.id, { write() {}, progress() {} }, false));
  const added = ref.current.containers.get(container.id)?.logs.slice(container.logs.length) ?? [];
  printLines(call, container, joinLines(added));
  return interrupted ? INTERRUPTED : 0;
}

function printLines({ io, flags }: CommandCall, container: Container, lines: readonly LogEntry[]): void {
  const { config } = container;
  const timestamps = flags.bool('timestamps');
  const details = flags.bool('details') ? `${detailsOf(container)} ` : '';
  for (const { at, stream, bytes } of lines) {
    const fd = stream === 'stderr' && config.Tty !== true ? 2 : 1;
    io.write(fd, `${timestamps ? `${formatFixedNano(at)} ` : ''}${details}`);
    io.write(fd, bytes);
  }
}

/** What `--log-opt labels=…`, `env=…` and `tag=…` keep with each line (moby `daemon/logger/loginfo.go` ExtraAttributes). */
function detailsOf({ config, hostConfig }: Container): string {
  const options = hostConfig.settings?.LogConfig?.Config ?? {};
  const variables = (config.Env ?? []).map((text): [string, string] => {
    const equals = text.indexOf('=');
    return [text.slice(0, equals), text.slice(equals + 1)];
  });
  const chosen = (known: Readonly<Record<string, string>>, names = '') =>
    names.split(',').flatMap((name): [string, string][] => (known[name] === undefined ? [] : [[name, known[name]]]));
  const pairs = new Map([
    ...chosen(config.Labels ?? {}, options.labels),
    ...chosen(Object.fromEntries(variables), options.env),
    ...(options.tag === undefined || options.tag === '' ? [] : [['tag', options.tag] as const]),
  ]);
  const escape = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
  return [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
    .join(',');
}

function readTime(text: string, now: number, name: string): number | undefined {
  if (text === '') return undefined;
  const moment = readMoment(text, now);
  if ('problem' in moment) throw new CommandFailure(`invalid value for "${name}": ${moment.problem}`);
  return moment.at;
}

/** `all`, and whatever is no number, means all of it; so does a negative one. */
function readTail(text: string): number | undefined {
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}

/** A write without a newline at its end is the beginning of the next line of its stream: `--tail` counts lines. */
function joinLines(logs: readonly LogEntry[]): LogEntry[] {
  const lines: LogEntry[] = [];
  const open = new Map<LogEntry['stream'], number>();
  for (const entry of logs) {
    for (const bytes of splitLines(entry.bytes)) {
      const at = open.get(entry.stream);
      const begun = at === undefined ? undefined : lines[at];
      if (begun === undefined || at === undefined) lines.push({ ...entry, bytes });
      else lines[at] = { ...begun, bytes: Uint8Array.of(...begun.bytes, ...bytes) };
      if (bytes.at(-1) === 10) open.delete(entry.stream);
      else open.set(entry.stream, at ?? lines.length - 1);
    }
  }
  return lines;
}

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== 10) continue;
    lines.push(bytes.subarray(start, at + 1));
    start = at + 1;
  }
  if (start < bytes.length) lines.push(bytes.subarray(start));
  return lines;
}
