/** What `docker inspect` and its kin print (docker/cli `cli/command/inspect/inspector.go`): what was found, then what was not. */
import { formatApiJson, type Json } from '../../oci/go-json.ts';
import { createPart } from '../../part.ts';
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';
import type { InspectedKind } from '../inspect/format-inspected.ts';

const FORMATS = createPart(() => import('../inspect/format-inspected.ts'));

export interface Inspected {
  readonly json: Json;
  readonly kind: InspectedKind;
}

/** @param inspect throws what is to be said of one that is not there */
export function* inspectObjects(call: CommandCall, inspect: (argument: string) => Inspected | Soon<Inspected>): Soon<number> {
  const { io, flags, args } = call;
  const format = flags.text('format');
  const isTemplate = format !== '' && format !== 'json';
  const print = isTemplate ? yield* printerOf(call, format) : undefined;
  const found: Json[] = [];
  const problems: string[] = [];
  let text = '';
  for (const argument of args) {
    try {
      const one = yield* wait(inspect(argument));
      if (print === undefined) found.push(one.json);
      else text += `${print(one)}\n`;
    } catch (error) {
      problems.push((yield* describeLater(error)).text);
    }
  }
  io.write(1, isTemplate ? text || '\n' : `${listText(found, format)}\n`);
  if (problems.length > 0) throw new CommandFailure(problems.join('\n'));
  return 0;
}

/** @throws CommandFailure where the format is no template; the function too, where it fails at an object */
function* printerOf({ ctx }: CommandCall, format: string): Soon<(one: Inspected) => string> {
  const { parseInspectFormat, formatInspected } = FORMATS.loaded ?? (yield* wait(FORMATS.load()));
  const template = parseInspectFormat(format);
  return ({ kind, json }) => formatInspected(template, kind, json, ctx.ports.limits.shellSteps);
}

function listText(found: readonly Json[], format: string): string {
  return format === 'json' ? JSON.stringify(JSON.parse(formatApiJson(found))) : formatApiJson(found);
}
