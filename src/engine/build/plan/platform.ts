/** `FROM --platform`. */
import type { Platform } from '../../oci/manifest.ts';
import { parsePlatform } from '../../oci/parse-platform.ts';
import { StepError } from './config-change.ts';

/** Undefined where none is asked for. @throws StepError */
export function readPlatform(platform: string): Platform | undefined {
  if (platform === '') return undefined;
  const parsed = parsePlatform(platform);
  if ('problem' in parsed) throw new StepError(`failed to parse platform ${platform}: ${parsed.problem}`);
  return parsed;
}
