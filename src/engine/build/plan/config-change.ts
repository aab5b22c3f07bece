/** The instructions that only change settings, and what they are called in the history of an image. */

import { formatGoDuration } from '../../go/duration.ts';
import { goQuote, goQuoteList } from '../../go/quote.ts';
import type { Change } from '../../image/apply-change.ts';
import type { Healthcheck } from '../../oci/image-config.ts';
import type { Instruction, KeyValue } from '../dockerfile/instruction.ts';
import { PortError, parseExposedPorts } from '../dockerfile/ports.ts';
import { SIGNAL_NAMES } from '../dockerfile/signals.data.ts';

/** An instruction says something impossible; `message` is docker's sentence. */
export class StepError extends Error {
  readonly status: number;
  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

/** Undefined for instructions that do more than that, and for ARG and MAINTAINER. Variables have been put in. @throws StepError */
export function changeOf(instruction: Instruction): Change | undefined {
  switch (instruction.kind) {
    case 'cmd':
    case 'entrypoint': {
      const { form, args } = instruction.command;
      return { kind: instruction.kind === 'cmd' ? 'CMD' : 'ENTRYPOINT', form, words: args.map(({ text }) => text) };
    }
    case 'env':
    case 'label':
      return {
        kind: instruction.kind === 'env' ? 'ENV' : 'LABEL',
        pairs: instruction.pairs.map(({ key, value }) => [key.text, value.text] as const),
      };
    case 'expose':
      return { kind: 'EXPOSE', ports: portsOf(instruction.items.map(({ text }) => text)) };
    case 'volume':
      return { kind: 'VOLUME', paths: instruction.items.map(({ text }) => volumeOf(text)) };
    case 'user':
      return { kind: 'USER', user: instruction.word.text };
    case 'onbuild':
      return { kind: 'ONBUILD', trigger: instruction.trigger };
    case 'healthcheck':
      return { kind: 'HEALTHCHECK', healthcheck: instruction.health };
    case 'stopsignal':
      return { kind: 'STOPSIGNAL', signal: signalOf(instruction.word.text) };
    case 'shell':
      return { kind: 'SHELL', shell: instruction.shell.map(({ text }) => text) };
    default:
      return undefined;
  }
}

export function formatPairs(pairs: readonly KeyValue[]): string {
  return pairs.map(({ key, value }) => `${key.text}=${value.text}`).join(' ');
}

/** Go's `%q` of a health check: durations as texts, the number of retries as a character. */
export function formatHealthcheck(health: Healthcheck): string {
  const { Test = [], Interval = 0, Timeout = 0, StartPeriod = 0, Retries = 0 } = health;
  const durations = [Interval, Timeout, StartPeriod].map((nanoseconds) => goQuote(formatGoDuration(nanoseconds)));
  const retries = goQuote(String.fromCodePoint(Retries)).slice(1, -1).replace("'", "\\'").replace('\\"', '"');
  return `&{${goQuoteList(Test)} ${durations.join(' ')} '${retries}'}`;
}

function portsOf(words: readonly string[]): readonly string[] {
  try {
    return parseExposedPorts(words);
  } catch (error) {
    if (error instanceof PortError) throw new StepError(error.message);
    throw error;
  }
}

function volumeOf(path: string): string {
  if (path === '') throw new StepError('VOLUME specified can not be an empty string');
  return path;
}

function signalOf(text: string): string {
  const isKnown = /^\d+$/.test(text) ? Number(text) > 0 : SIGNAL_NAMES.has(text.toUpperCase().replace(/^SIG/, ''));
  if (!isKnown) throw new StepError(`Invalid signal: ${text}`);
  return text;
}
