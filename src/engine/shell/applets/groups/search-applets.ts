/** What looks for patterns, in files and in trees. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { find } from '../find.ts';
import { egrep, fgrep, grep } from '../grep.ts';
import { sed } from '../sed.ts';
import { xargs } from '../xargs.ts';

export const APPLETS: AppletGroup = { egrep, fgrep, find, grep, sed, xargs };
