/** What the real client 28.2.2 makes of templates: `tests/truth/template/record-templates.mjs`. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Json } from '../template/decode-json.ts';
import { parseTemplate, TemplateError } from '../template/parse-template.ts';
import { TEMPLATE_FUNCTIONS } from '../template/template-functions.ts';
import { CONTAINER_INSPECT } from './container-types.data.ts';
import { IMAGE_INSPECT } from './image-types.data.ts';
import { type InspectTemplateOptions, runInspectTemplate } from './inspect-template.ts';
import { NETWORK_INSPECT, VOLUME } from './storage-types.data.ts';

interface Recorded {
  readonly object: 'container' | 'image' | 'volume' | 'network';
  readonly template: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

const folder = new URL('../../../../tests/truth/template/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const TYPES = { container: CONTAINER_INSPECT, image: IMAGE_INSPECT, volume: VOLUME, network: NETWORK_INSPECT };

function options(object: Recorded['object']): InspectTemplateOptions {
  return { type: TYPES[object], hasRaw: object !== 'volume', maxSteps: 1000 };
}

function inspect({ object, template }: Recorded): Omit<Recorded, 'object' | 'template'> {
  try {
    const parsed = parseTemplate(template, (name) => TEMPLATE_FUNCTIONS.has(name));
    try {
      return { stdout: `${runInspectTemplate(parsed, read(`${object}.json`) as Json, options(object))}\n`, stderr: '', status: 0 };
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return { stdout: '\n', stderr: `template parsing error: ${error.message}\n`, status: 1 };
    }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { stdout: '', stderr: `template parsing error: ${error.message}\n`, status: 64 };
  }
}

test.each(read('recorded.json') as Recorded[])('$object $template', (recorded) => {
  const { stdout, stderr, status } = recorded;
  expect(inspect(recorded)).toEqual({ stdout, stderr, status });
});
