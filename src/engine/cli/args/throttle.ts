/** `--device-read-bps path:rate` and the three like it (docker/cli 28 `opts/throttledevice.go`). */
import type { ThrottleDevice } from '../../machine/host-settings.ts';
import { parseBinarySize } from '../text/parse-binary-size.ts';

/** flag: its name in `HostConfig` */
export const THROTTLE_FLAGS = {
  'device-read-bps': 'BlkioDeviceReadBps',
  'device-write-bps': 'BlkioDeviceWriteBps',
  'device-read-iops': 'BlkioDeviceReadIOps',
  'device-write-iops': 'BlkioDeviceWriteIOps',
} as const;

/** @throws nothing; a text is what is wrong */
export function parseThrottle(text: string, isBytes: boolean): ThrottleDevice | string {
  const colon = text.indexOf(':');
  if (colon <= 0) return `bad format: ${text}`;
  const Path = text.slice(0, colon);
  const rate = text.slice(colon + 1);
  if (!Path.startsWith('/dev/')) return `bad format for device path: ${text}`;
  const Rate = isBytes ? parseBinarySize(rate) : /^\d+$/.test(rate) ? Number(rate) : undefined;
  if (Rate !== undefined && Rate >= 0) return { Path, Rate };
  const form = isBytes
    ? '<device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb'
    : '<device-path>:<number>. Number must be a positive integer';
  return `invalid rate for device: ${text}. The correct format is ${form}`;
}
