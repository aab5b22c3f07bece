/** awk, a language of its own. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { awk } from '../awk.ts';

export const APPLETS: AppletGroup = { awk };
