import { utf8 } from '../../bytes/utf8.ts';
import { type Moment, readMoment } from '../../machine/moments.ts';
import { advanceMachine } from '../../process/advance.ts';
import { soon } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { type EventMessage, formatMessage, listMessages } from '../format/event-message.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { EVENT_MESSAGE } from '../inspect/event-types.data.ts';
import { decodeTyped } from '../template/decode-json.ts';
import { parseDockerTemplate } from '../template/docker-template.ts';
import { execTemplate } from '../template/exec-template.ts';
import { TemplateError } from '../template/parse-template.ts';
import { TEMPLATE_FUNCTIONS } from '../template/template-functions.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { isWantedEvent } from './event-filters.ts';

const INTERRUPTED = 130;

/** What happened until a moment; up to a moment to come time goes on. Without an end it would never stop: not simulated. */
export async function systemEvents(call: CommandCall): Promise<number> {
  const { ctx, ref, io, flags, node } = call;
  const show = chooseFormat(call);
  const since = findMoment(flags.text('since'), ref.current.now);
  const timeout = ctx.timeout?.at ?? Number.POSITIVE_INFINITY;
  const asked = findMoment(flags.text('until'), ref.current.now);
  const until = asked ?? (timeout === Number.POSITIVE_INFINITY ? undefined : { at: timeout, shown: '' });
  if (until === undefined) throw new CommandFailure(`camadas: "${node.path}" without --until is not simulated here`);
  if (since !== undefined && since.at > until.at) {
    throw new CommandFailure(daemonSays(`\`since\` time (${since.shown}) cannot be after \`until\` time (${until.shown})`));
  }
  const filters = parseFilters(flags.list('filter'));
  const last = Math.min(ref.current.now + ctx.ports.limits.foregroundMs, timeout);
  ref.current = await soon(advanceMachine(ctx, ref.current, Math.min(until.at, last)));
  for (const message of listMessages(ref.current)) {
    const at = message.timeNano / 1e6;
    if (at >= (since?.at ?? 0) && at <= until.at && isWantedEvent(message, filters)) io.write(1, show(message));
  }
  if (until.at <= last) return 0;
  io.write(2, utf8('^C\n'));
  return INTERRUPTED;
}

/** The client tries a template on an empty event first. @throws CommandFailure with status 64 */
function chooseFormat({ ctx, flags }: CommandCall): (message: EventMessage) => string {
  const source = flags.text('format');
  if (source === '') return formatMessage;
  const options = { functions: TEMPLATE_FUNCTIONS, missingKey: 'default', maxSteps: ctx.ports.limits.shellSteps } as const;
  try {
    const template = parseDockerTemplate(source === 'json' ? '{{json .}}' : source);
    execTemplate(template, decodeTyped({}, EVENT_MESSAGE), options);
    return (message) => `${execTemplate(template, decodeTyped({ ...message }, EVENT_MESSAGE), options)}\n`;
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandFailure(`Error parsing format: ${error.message}`, 64);
    throw error;
  }
}

/** @throws CommandFailure */
function findMoment(text: string, now: number): Moment | undefined {
  if (text === '') return undefined;
  const moment = readMoment(text, now);
  if ('problem' in moment) throw new CommandFailure(moment.problem);
  return moment;
}
