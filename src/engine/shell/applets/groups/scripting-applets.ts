/** What scripts decide and count with. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { expr } from '../expr.ts';
import { factor, seq, sleep, yes } from '../generators.ts';
import { printf } from '../printf.ts';
import { test } from '../test.ts';

export const APPLETS: AppletGroup = { '[': test, '[[': test, expr, factor, printf, seq, sleep, test, yes };
