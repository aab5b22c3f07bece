/** Archives and compressed files. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { gunzip, gzip, zcat } from '../gzip.ts';
import { tar } from '../tar.ts';

export const APPLETS: AppletGroup = { gunzip, gzip, tar, zcat };
