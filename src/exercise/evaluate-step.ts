import { isWithin, type StepCondition } from './condition.ts';
import { dockerCommand, hasFlag, onlyLooks } from './docker-call.ts';
import type { RunOutcome, Step } from './outcome.ts';
import { countCommands } from './usage.ts';

export function evaluateStep(condition: StepCondition, { steps, probes }: RunOutcome): boolean {
  switch (condition.kind) {
    case 'failed-count':
      return isWithin(steps.filter(hasFailed).length, condition.is);
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

/** `docker rm a; true` failed all the same; a look that found nothing, as in `if docker inspect a`, did not. */
function hasFailed({ status, calls }: Step): boolean {
  return status !== 0 || calls.some((call) => call.status !== 0 && !onlyLooks(call.args));
}

function isUse(args: readonly string[], name: string, flags: readonly string[] | undefined): boolean {
  const command = dockerCommand(args);
  return command.name === name && (flags === undefined || hasFlag(command, flags));
}

function prints(step: Step | undefined, pattern: string): boolean {
  return new RegExp(pattern, 'm').test(step?.output ?? '');
}

/**
 * Whether every step that has the pattern came from the cache, and there is one: a step done twice is done again where either is. Both
 * builders say it in the line after the step's own: the classic one ` ---> Using cache` below `Step 4/6 : RUN npm ci`, BuildKit
 * `#8 CACHED` below `#8 [4/5] RUN npm ci`, or on a terminal ` => CACHED [4/5] RUN npm ci` in one line.
 */
function isCached(output: string, step: RegExp): boolean {
  const found = new Map<string, boolean>();
  let current = '';
  for (const line of output.split('\n')) {
    const [, classic, classicText] = /^(Step \d+\/\d+) : (.*)$/.exec(line) ?? [];
    const [, plain, plainText] = /^(#\d+) \[[^\]]*\] (.*)$/.exec(line) ?? [];
    const [, cached, shown, shownText] = /^ => (CACHED )?(\[[^\]]*\]) (.*)$/.exec(line) ?? [];
    current = classic ?? plain ?? current;
    if (step.test(classicText ?? plainText ?? '') && !found.has(current)) found.set(current, false);
    if (shown !== undefined && step.test(shownText ?? '')) found.set(shown, cached !== undefined);
    const taken = line === ' ---> Using cache' ? current : (/^(#\d+) CACHED$/.exec(line)?.[1] ?? '');
    if (found.has(taken)) found.set(taken, true);
  }
  return found.size > 0 && [...found.values()].every(Boolean);
}
