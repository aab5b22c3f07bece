/** Bytes: dumps, checksums, copies, comparisons. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { cmp, diff } from '../compare.ts';
import { dd } from '../dd.ts';
import { base64, hexdump, od, xxd } from '../dumps.ts';
import { strings } from '../line-filters.ts';
import { cksum, md5sum, sha1sum, sha256sum, sha512sum } from '../sums.ts';

export const APPLETS: AppletGroup = {
  base64,
  cksum,
  cmp,
  dd,
  diff,
  hd: hexdump,
  hexdump,
  md5sum,
  od,
  sha1sum,
  sha256sum,
  sha512sum,
  strings,
  xxd,
};
