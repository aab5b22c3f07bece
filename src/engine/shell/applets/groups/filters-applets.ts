/** Line by line from stdin to stdout. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { column } from '../column.ts';
import { cut } from '../cut.ts';
import { head, tail } from '../head-tail.ts';
import { comm, expand, fold, nl, paste, rev, tac, tee } from '../line-filters.ts';
import { sort } from '../sort.ts';
import { tr } from '../tr.ts';
import { uniq } from '../uniq.ts';
import { wc } from '../wc.ts';

export const APPLETS: AppletGroup = { column, comm, cut, expand, fold, head, nl, paste, rev, sort, tac, tail, tee, tr, uniq, wc };
