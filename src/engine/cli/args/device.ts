/** `--device path[:path in container][:rwm]` (docker/cli 28 `container/opts.go` validateLinuxPath, parseLinuxDevice). */
import type { DeviceMapping } from '../../machine/host-settings.ts';

/** @throws nothing; a text is what is wrong */
export function parseDevice(text: string): DeviceMapping | string {
  const parts = text.split(':');
  if (parts.length > 3 || parts[0] === '') return `bad format for path: ${text}`;
  const [source = '', second, third] = parts;
  const isModeOnly = parts.length === 2 && isMode(second ?? '');
  const target = second === undefined || isModeOnly ? source : second;
  const mode = isModeOnly ? second : third;
  if (mode !== undefined && !isMode(mode)) return `bad mode specified: ${mode}`;
  if (!target.startsWith('/')) return `${target} is not an absolute path`;
  return { PathOnHost: source, PathInContainer: target, CgroupPermissions: mode ?? 'rwm' };
}

function isMode(text: string): boolean {
  return /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length;
}
