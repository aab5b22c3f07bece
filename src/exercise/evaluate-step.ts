import { isWithin, type StepCondition } from './condition.ts';
import { dockerCommand, hasFlag } from './docker-call.ts';
import type { RunOutcome, Step } from './outcome.ts';
import { countCommands } from './usage.ts';

export function evaluateStep(condition: StepCondition, { steps, probes }: RunOutcome): boolean {
  switch (condition.kind) {
    case 'failed-count':
      return isWithin(steps.filter((step) => step.status !== 0).length, condition.is);
    case 'command-count':
      return isWithin(countCommands(steps), condition.is);
    case 'used':
      return steps.flatMap((step) => step.calls).some((call) => isUse(call.args, condition.command, condition.flags));
    case 'typed':
      return steps.some((step) => new RegExp(condition.pattern).test(step.line));
    case 'printed': {
      const of = new RegExp(condition.of ?? '');
      return steps.some((step) => of.test(step.line) && prints(step, condition.pattern));
    }
    case 'last-printed':
      return prints(steps.at(-1), condition.pattern);
    case 'probe-printed': {
      const printed = (probes[condition.probe]?.stdout ?? '').trim();
      return condition.is.kind === 'equals' ? printed === condition.is.text : printed.includes(condition.is.text);
    }
    case 'probe-cached':
      return isCached(probes[condition.probe]?.output ?? '', new RegExp(condition.step));
  }
}

function isUse(args: readonly string[], name: string, flags: readonly string[] | undefined): boolean {
  const command = dockerCommand(args);
  return command.name === name && (flags === undefined || hasFlag(command, flags));
}

function prints(step: Step | undefined, pattern: string): boolean {
  return new RegExp(pattern, 'm').test(step?.output ?? '');
}

/**
 * Both builders say it in the line after the step's own: the classic one ` ---> Using cache` below `Step 4/6 : RUN npm ci`, BuildKit
 * `#8 CACHED` below `#8 [4/5] RUN npm ci`, or on a terminal ` => CACHED [4/5] RUN npm ci` in one line.
 */
function isCached(output: string, step: RegExp): boolean {
  let vertex = '';
  for (const line of output.split('\n')) {
    const classic = /^Step \d+\/\d+ : (.*)$/.exec(line);
    const buildkit = /^#(\d+) \[[^\]]*\] (.*)$/.exec(line);
    if (/^ => CACHED \[/.test(line) && step.test(line)) return true;
    if (classic !== null) vertex = step.test(classic[1] ?? '') ? 'classic' : '';
    if (buildkit !== null && step.test(buildkit[2] ?? '')) vertex = buildkit[1] ?? '';
    if (vertex === 'classic' && line.includes('Using cache')) return true;
    if (vertex !== '' && line === `#${vertex} CACHED`) return true;
  }
  return false;
}
