/** Busybox' applets, by name. */
import type { Applet } from './applet.ts';
import { echo } from './echo.ts';
import { find } from './find.ts';
import { printf } from './printf.ts';
import { sed } from './sed.ts';
import { tar } from './tar.ts';
import { test } from './test.ts';
import { xargs } from './xargs.ts';

export const BUSYBOX_APPLETS: ReadonlyMap<string, Applet | 'not simulated'> = new Map([
  ['echo', echo],
  ['find', find],
  ['printf', printf],
  ['sed', sed],
  ['tar', tar],
  ['test', test],
  ['[', test],
  ['xargs', xargs],
]);
