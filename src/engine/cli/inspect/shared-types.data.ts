/** Types that several answers of the daemon are made of, as the client 28.2.2 has them. */

import { formatGoDuration } from '../../go/duration.ts';
import { formatTimestamp, parseTimestamp } from '../../machine/timestamps.ts';
import { type GoBasicType, type GoStructType, type GoValue, INT, INT64, STRING } from '../template/go-value.ts';
import { goStruct, omitEmpty, renamed, STRING_MAP, STRINGS } from './go-struct.ts';

/** Prints itself as `1m30s`. */
const DURATION: GoBasicType = { kind: 'int', name: 'time.Duration', toText: (value) => formatGoDuration(Number(value.data)) };

export const HEALTHCHECK = goStruct('v1.HealthcheckConfig', {
  Test: omitEmpty(STRINGS),
  Interval: omitEmpty(DURATION),
  Timeout: omitEmpty(DURATION),
  StartPeriod: omitEmpty(DURATION),
  StartInterval: omitEmpty(DURATION),
  Retries: omitEmpty(INT),
});

export const DESCRIPTOR = goStruct('v1.Descriptor', {
  MediaType: renamed(STRING, 'mediaType'),
  Digest: renamed({ kind: 'string', name: 'digest.Digest' }, 'digest'),
  Size: renamed(INT64, 'size'),
  Annotations: omitEmpty(STRING_MAP, 'annotations'),
});

/** Decoded like a string that happens to be a date; prints itself as Go's `time.Time.String` does. */
export const TIME: GoStructType = {
  kind: 'struct',
  name: 'time.Time',
  fields: [],
  toText: (value) => goTimeText(timestampOf(value)),
  toJson: (value) => `"${timestampOf(value)}"`,
};

function timestampOf(value: GoValue): string {
  return typeof value.data === 'string' && value.data !== '' ? value.data : '0001-01-01T00:00:00Z';
}

/** `2021-01-15 02:03:44.5 +0000 UTC` */
function goTimeText(timestamp: string): string {
  const at = parseTimestamp(timestamp);
  const utc = /Z$/i.test(timestamp) || at === undefined ? timestamp : formatTimestamp(at);
  return `${utc.slice(0, 10)} ${utc.slice(11, -1)} +0000 UTC`;
}
