/** `docker inspect --format`: the templates and the client's Go types, loaded when a format is first asked for. */
import { formatGoJson, type Json } from '../../oci/go-json.ts';
import { CommandFailure } from '../command-call.ts';
import type { Json as PlainJson } from '../template/decode-json.ts';
import { parseDockerTemplate } from '../template/docker-template.ts';
import type { GoType } from '../template/go-value.ts';
import { type Template, TemplateError } from '../template/parse-template.ts';
import { CONTAINER_INSPECT } from './container-types.data.ts';
import { IMAGE_INSPECT } from './image-types.data.ts';
import { runInspectTemplate } from './inspect-template.ts';
import { NETWORK_INSPECT, VOLUME } from './storage-types.data.ts';

export type InspectedKind = 'container' | 'image' | 'network' | 'volume';

const TYPES: Readonly<Record<InspectedKind, GoType>> = {
  container: CONTAINER_INSPECT,
  image: IMAGE_INSPECT,
  network: NETWORK_INSPECT,
  volume: VOLUME,
};

/** @throws CommandFailure with status 64 */
export function parseInspectFormat(format: string): Template {
  try {
    return parseDockerTemplate(format);
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandFailure(`template parsing error: ${error.message}`, 64);
    throw error;
  }
}

/** @throws CommandFailure */
export function formatInspected(template: Template, kind: InspectedKind, json: Json, maxSteps: number): string {
  const plain: PlainJson = JSON.parse(formatGoJson(json));
  try {
    return runInspectTemplate(template, plain, { type: TYPES[kind], hasRaw: kind !== 'volume', maxSteps });
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandFailure(`template parsing error: ${error.message}`);
    throw error;
  }
}
