/** HEALTHCHECK: its type, command and intervals. */

import { parseGoDuration } from '../../go/duration.ts';
import type { Healthcheck } from '../../oci/image-config.ts';
import { checkFlags, flagValue } from './flags.ts';
import type { InstructionText } from './instruction-text.ts';
import { parseJsonStrings } from './json-strings.ts';
import { fail } from './problem.ts';

/** docker's own lower bound for every interval */
const MINIMUM_NANOSECONDS = 1e6;

export function readHealthcheck(text: InstructionText): Healthcheck {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text.argument.text) ?? [];
  if (word === '') fail({ code: 'dockerfile.atLeastOneArgument', instruction: text.name }, text.range);
  const type = word.toUpperCase();
  if (type === 'NONE') {
    if (rest !== '') fail({ code: 'dockerfile.healthcheckNone' }, text.argument.range);
    return { Test: ['NONE'] };
  }
  checkFlags('healthcheck', text.flags, text.frontend);
  if (type !== 'CMD') fail({ code: 'dockerfile.healthcheckType', type }, text.argument.range);
  const json = parseJsonStrings(rest);
  const command = json.kind === 'strings' ? json.items.map((item) => item.text) : rest === '' ? [] : [rest];
  if (command.length === 0) fail({ code: 'dockerfile.healthcheckNoCommand' }, text.range);
  return {
    Test: [json.kind === 'strings' ? 'CMD' : 'CMD-SHELL', ...command],
    ...interval(text, 'interval', 'Interval'),
    ...interval(text, 'timeout', 'Timeout'),
    ...interval(text, 'start-period', 'StartPeriod'),
    ...retries(text),
  };
}

function interval(text: InstructionText, flag: string, key: 'Interval' | 'Timeout' | 'StartPeriod'): Healthcheck {
  const value = flagValue(text.flags, flag);
  if (value === '') return {};
  const parsed = parseGoDuration(value);
  if ('fault' in parsed) return fail({ code: 'dockerfile.duration', value, ...parsed }, text.range);
  if (parsed.nanoseconds < MINIMUM_NANOSECONDS) fail({ code: 'dockerfile.shortInterval', flag }, text.range);
  return { [key]: parsed.nanoseconds };
}

function retries(text: InstructionText): Healthcheck {
  const value = flagValue(text.flags, 'retries');
  if (value === '') return {};
  if (!/^[+-]?\d+$/.test(value)) fail({ code: 'dockerfile.notInteger', value }, text.range);
  const count = Number(value);
  if (count < (text.frontend === 'classic' ? 1 : 0)) fail({ code: 'dockerfile.healthcheckRetries', retries: count }, text.range);
  return { Retries: count };
}
