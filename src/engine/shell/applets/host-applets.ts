/** The programs of the learner's own computer, by name. */
import type { Applet } from './applet.ts';
import { curl, editor } from './refusals.ts';
import { SHARED_APPLETS } from './shared-applets.ts';
import { runQuietly } from './wrappers.ts';

export const HOST_APPLETS: ReadonlyMap<string, Applet> = new Map(
  Object.entries({ ...SHARED_APPLETS, curl, emacs: editor, nano: editor, vim: editor, stdbuf: runQuietly }),
);
