/**
 * `docker inspect --format` (docker/cli `cli/command/inspect/inspector.go`): the template runs over the answer as the client's own Go
 * types have it; where that fails, once more over the bare JSON, where a missing key is an error. So `{{.Id}}` works (JSON) and `{{.ID}}`
 * works (Go), and the error that is shown is that of the second try.
 */

import { decodeAny, decodeTyped, type Json, unboxed } from '../template/decode-json.ts';
import { execTemplate } from '../template/exec-template.ts';
import type { GoType } from '../template/go-value.ts';
import { type Template, TemplateError } from '../template/parse-template.ts';
import { TEMPLATE_FUNCTIONS } from '../template/template-functions.ts';

export interface InspectTemplateOptions {
  readonly type: GoType;
  /** false for volumes, of which the client does not keep the JSON */
  readonly hasRaw: boolean;
  readonly maxSteps: number;
}

/** @throws TemplateError */
export function runInspectTemplate(template: Template, json: Json, { type, hasRaw, maxSteps }: InspectTemplateOptions): string {
  const options = { functions: TEMPLATE_FUNCTIONS, maxSteps };
  try {
    return execTemplate(template, decodeTyped(json, type), { ...options, missingKey: 'default' });
  } catch (error) {
    if (!(error instanceof TemplateError) || !hasRaw) throw error;
    return execTemplate(template, unboxed(decodeAny(json)), { ...options, missingKey: 'error' });
  }
}
