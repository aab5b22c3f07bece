/** `docker system df -v` with a template of one's own: one object with a list for each section. */
import { CommandFailure } from '../command-call.ts';
import { goStruct } from '../inspect/go-struct.ts';
import { parseDockerTemplate } from '../template/docker-template.ts';
import { execTemplate } from '../template/exec-template.ts';
import { ANY, type GoValue, sliceOf } from '../template/go-value.ts';
import { TemplateError } from '../template/parse-template.ts';
import { TEMPLATE_FUNCTIONS } from '../template/template-functions.ts';
import { withoutEscapes } from './format-list.ts';
import { rowValue } from './format-template.ts';
import type { ListLayout, Row } from './list-row.ts';

export interface Section {
  /** field of the object that a template of one's own sees */
  readonly name: string;
  readonly title: string;
  readonly table: string;
  readonly layout: ListLayout;
  readonly rows: readonly Row[];
}

function parse(format: string) {
  try {
    return parseDockerTemplate(format);
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandFailure(`template parsing error: ${error.message}`);
    throw error;
  }
}

/**
 * A `table` in front is taken off as from any list, but nothing is aligned (docker/cli `disk_usage.go` verboseWrite).
 * @throws CommandFailure
 */
export function formatSections(sections: readonly Section[], format: string, maxSteps: number): string {
  const type = goStruct('*formatter.diskUsageContext', Object.fromEntries(sections.map(({ name }) => [name, sliceOf(ANY)])));
  const data = new Map(
    sections.map(({ name, layout, rows }): [string, GoValue] => [
      name,
      { type: sliceOf(ANY), data: rows.map((row) => rowValue(row, layout)) },
    ]),
  );
  const template = parse(withoutEscapes(format.replace(/^table/, '')));
  try {
    return execTemplate(template, { type, data }, { functions: TEMPLATE_FUNCTIONS, missingKey: 'default', maxSteps });
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandFailure(error.message);
    throw error;
  }
}
