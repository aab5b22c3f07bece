/** What files there are. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { df, du } from '../disk.ts';
import { ls } from '../ls.ts';
import { basename, dirname, readlink, realpath } from '../paths.ts';
import { stat } from '../stat.ts';

export const APPLETS: AppletGroup = { basename, df, dirname, du, ls, readlink, realpath, stat };
