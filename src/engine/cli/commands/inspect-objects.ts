/** What `docker inspect` and its kin print (docker/cli `cli/command/inspect/inspector.go`): what was found, then what was not. */
import { formatApiJson, formatGoJson, type Json } from '../../oci/go-json.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeError } from '../errors.ts';
import { runInspectTemplate } from '../inspect/inspect-template.ts';
import type { Json as PlainJson } from '../template/decode-json.ts';
import { parseDockerTemplate } from '../template/docker-template.ts';
import type { GoType } from '../template/go-value.ts';
import { type Template, TemplateError } from '../template/parse-template.ts';

export interface Inspected {
  readonly json: Json;
  readonly type: GoType;
  /** false where the client does not keep the JSON: volumes */
  readonly hasRaw: boolean;
}

/** @param inspect throws what is to be said of one that is not there */
export function inspectObjects(call: CommandCall, inspect: (argument: string) => Inspected): number {
  const { ctx, io, flags, args } = call;
  const format = flags.text('format');
  const template = format === '' || format === 'json' ? undefined : parse(format);
  const found: Inspected[] = [];
  const problems: string[] = [];
  let text = '';
  for (const argument of args) {
    try {
      const one = inspect(argument);
      found.push(one);
      if (template === undefined) continue;
      const plain: PlainJson = JSON.parse(formatGoJson(one.json));
      text += `${runInspectTemplate(template, plain, { ...one, maxSteps: ctx.ports.limits.shellSteps })}\n`;
    } catch (error) {
      problems.push(error instanceof TemplateError ? `template parsing error: ${error.message}` : describeError(error).text);
    }
  }
  if (template !== undefined) io.write(1, text === '' ? '\n' : text);
  else io.write(1, `${listText(found, format)}\n`);
  if (problems.length > 0) throw new CommandFailure(problems.join('\n'));
  return 0;
}

function listText(found: readonly Inspected[], format: string): string {
  const list = found.map((one) => one.json);
  return format === 'json' ? JSON.stringify(JSON.parse(formatApiJson(list))) : formatApiJson(list);
}

function parse(format: string): Template {
  try {
    return parseDockerTemplate(format);
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandFailure(`template parsing error: ${error.message}`, 64);
    throw error;
  }
}
