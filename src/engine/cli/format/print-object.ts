/** `docker version` and `docker info` with a template of one's own: one value, printed as far as the template comes. */
import type { HostIo } from '../../process/host-io.ts';
import { CommandFailure } from '../command-call.ts';
import { parseDockerTemplate } from '../template/docker-template.ts';
import { ExecError, execTemplate } from '../template/exec-template.ts';
import type { GoValue } from '../template/go-value.ts';
import { type Template, TemplateError } from '../template/parse-template.ts';
import { TEMPLATE_FUNCTIONS } from '../template/template-functions.ts';

export interface PrintOptions {
  /** what errors call the template */
  readonly name?: string;
  readonly maxSteps: number;
}

/** `json` stands for `{{json .}}`. @throws CommandFailure with status 64 where it is no template, 1 where it stops on the way */
export function printObject(io: HostIo, format: string, value: GoValue, { name = '', maxSteps }: PrintOptions): void {
  const template = parse(format === 'json' ? '{{json .}}' : format, name);
  try {
    io.write(1, `${execTemplate(template, value, { functions: TEMPLATE_FUNCTIONS, missingKey: 'default', maxSteps })}\n`);
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    io.write(1, `${error.written}\n`);
    throw new CommandFailure(error.message);
  }
}

function parse(source: string, name: string): Template {
  try {
    return parseDockerTemplate(source, name);
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandFailure(`template parsing error: ${error.message}`, 64);
    throw error;
  }
}
