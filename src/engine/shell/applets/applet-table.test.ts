import { expect, test } from 'vitest';
import type { Sys } from '../kernel/system.ts';
import { type AppletSource, BUSYBOX_APPLETS, HOST_APPLETS, loadApplet } from './applet-table.ts';

const sources = new Map<string, AppletSource>([...HOST_APPLETS, ...BUSYBOX_APPLETS]);

/** What the kernel does with a program that waits for something outside. */
async function finish<T>(running: Sys<T>): Promise<T> {
  for (;;) {
    const result = running.next();
    if (result.done === true) return result.value;
    if (result.value.kind === 'await') await result.value.run();
  }
}

test.each([...sources])('%s is in the group that the table names', async (name, source) => {
  const applet = await finish(loadApplet(name, source));
  expect(applet).toBeTypeOf('function');
  const again = loadApplet(name, source).next();
  expect(again).toEqual({ done: true, value: applet });
});

test('each group holds nothing that the table leaves out', async () => {
  const groups = new Set([...sources.values()].filter((source) => typeof source !== 'function'));
  const inGroups = (await Promise.all([...groups].map((part) => part.load()))).flatMap(({ APPLETS }) => Object.keys(APPLETS));
  expect(inGroups.filter((name) => !sources.has(name))).toEqual([]);
  expect(new Set(inGroups).size).toBe(inGroups.length);
});
