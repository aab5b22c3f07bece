/** Line by line from stdin to stdout. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { cut } from '../cut.ts';
import { comm, expand, fold, nl, paste, rev, tac, tee } from '../line-filters.ts';
import { sort } from '../sort.ts';
import { tr } from '../tr.ts';
import { uniq } from '../uniq.ts';

export const APPLETS: AppletGroup = { comm, cut, expand, fold, nl, paste, rev, sort, tac, tee, tr, uniq };
