/** Images that are saved and loaded elsewhere are the same there, whatever their layers hold and however they are named. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createContentStore, type EngineContext } from '../../src/engine/cas/content-store.ts';
import { commitContainer } from '../../src/engine/container/commit-container.ts';
import { getImage } from '../../src/engine/image/find-image.ts';
import { loadImages } from '../../src/engine/image/load-images.ts';
import { saveImages } from '../../src/engine/image/save-images.ts';
import { createMachine } from '../../src/engine/machine/create-machine.ts';
import type { Machine } from '../../src/engine/machine/machine.ts';
import { validateMachine } from '../../src/engine/machine/validate-machine.ts';
import { soon } from '../../src/engine/soon.ts';
import { listTree } from '../engine/box.ts';
import { MachineLab } from '../engine/machine-lab.ts';
import { cases, PATIENCE } from './runs.ts';
import { changes, play } from './trees.ts';

const settings = fc.record({
  Cmd: fc.constantFrom(null, ['sh'], ['echo', '<&>']),
  Env: fc.constantFrom(null, [], ['A=1', 'B=é']),
  Labels: fc.dictionary(fc.constantFrom('a', 'z', '__proto__', '\u2028'), fc.constantFrom('', '"', '\u{1f40b}')),
});
const commit = fc.record({
  /** of those that are there: what it is made on */
  on: fc.nat(10),
  changes,
  settings,
  tag: fc.constantFrom(undefined, 'a:1', 'a:2', 'b', 'localhost:5000/c/d:x'),
});

test(
  'what is saved and loaded is the same',
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(commit, { minLength: 1, maxLength: 4 }), fc.nat(100), async (commits, chosen) => {
        const lab = new MachineLab();
        const ids: string[] = [(await lab.image({ layers: [{ f: 'base\n', 'd/': '' }], tags: ['base:1'] })).id];
        for (const { on, changes: steps, settings: config, tag } of commits) {
          const box = lab.container(ids[on % ids.length] ?? '', `box${ids.length}`);
          lab.change(box, ({ tree }) => play(tree, steps, 5));
          const options = { change: () => config, ...(tag === undefined ? {} : { reference: tag }) };
          const ref = { current: lab.machine };
          ids.push((await soon(commitContainer(lab.ctx, ref, box.id, options))).id);
          lab.machine = ref.current;
        }
        const names = [...lab.machine.references.keys()].map((name) => name.replace('docker.io/library/', ''));
        const wanted = [...names, ...ids].filter((_, index) => (chosen >> (index % 7)) % 2 === 1);
        const asked = wanted.length === 0 ? ids.slice(-1) : wanted;
        const archive = saveImages(lab.ctx, lab.machine, asked);
        const there: EngineContext = { ports: lab.ctx.ports, store: createContentStore() };
        const loaded = await loadImages(there, createMachine(there.ports), archive);
        expect(await validateMachine(there, loaded.machine)).toEqual([]);
        for (const argument of asked) expect(contents(loaded.machine, argument)).toEqual(contents(lab.machine, argument));
        const again = saveImages(there, loaded.machine, asked);
        expect(again.size).toBe(archive.size);
      }),
      cases(0.05),
    ),
  PATIENCE,
);

/** Under that name: the image's bytes, its layers and all files. */
function contents(machine: Machine, argument: string) {
  const { id, configBytes, config, chain } = getImage(machine, argument);
  const layers = chain.map((chainId) => {
    const { diffId, size, tarSize, tree } = machine.layers.get(chainId) ?? expect.fail(`no layer ${chainId}`);
    return { diffId, size, tarSize, files: listTree(tree) };
  });
  return { id, configBytes, config, layers };
}
