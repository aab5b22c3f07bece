/** For tests: archives for `docker load` whose tar is sound, and what it says about its images is not. */
import { createHash } from 'node:crypto';
import { contentOf } from '../../src/engine/bytes/content.ts';
import { type TarEntry, tarEntry } from '../../src/engine/tar/entry.ts';
import { writeTar } from '../../src/engine/tar/write-tar.ts';
import type { HostileTar } from './hostile-tars.ts';
import { bytesOf } from './tar-blocks.ts';

type Member = Uint8Array | string | Partial<TarEntry>;

function archiveOf(members: readonly (readonly [string, Member])[]): Uint8Array {
  return bytesOf(
    writeTar(
      members.map(([name, member]) =>
        typeof member === 'string' || member instanceof Uint8Array
          ? tarEntry({ name, content: contentOf(member) })
          : tarEntry({ ...member, name }),
      ),
    ),
  );
}

const LAYER = archiveOf([['f', 'one\n']]);
const OTHER = archiveOf([['f', 'two\n']]);
const sha256 = (bytes: Uint8Array | string): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const config = (more: object = {}, diffIds: readonly unknown[] = [sha256(LAYER)]): string =>
  JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { Cmd: ['x'] },
    rootfs: { type: 'layers', diff_ids: diffIds },
    ...more,
  });
const manifest = (more: object = {}): string =>
  JSON.stringify([{ Config: 'c.json', RepoTags: ['hostile:1'], Layers: ['l.tar'], ...more }]);
const link = (linkname: string): Partial<TarEntry> => ({ type: 'symlink', linkname });
const hard = (linkname: string): Partial<TarEntry> => ({ type: 'hardlink', linkname });
/** JSON with a field that many levels deep. */
const deep = (json: string, depth: number): string =>
  json.replace('{', () => `{"deep":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)},`);

/** What is told of the sound archive stands last, so that a case can put another in its place. */
function image(change: Readonly<Record<string, Member | undefined>>): Uint8Array {
  const all: Record<string, Member | undefined> = { 'c.json': config(), 'l.tar': LAYER, 'manifest.json': manifest(), ...change };
  return archiveOf(Object.entries(all).flatMap(([name, member]) => (member === undefined ? [] : [[name, member] as const])));
}

export const HOSTILE_IMAGES: readonly HostileTar[] = [
  { name: 'nothing wrong', bytes: image({}) },
  { name: 'a layer that is not what its digest says', bytes: image({ 'l.tar': OTHER }) },
  { name: 'a layer that is cut off', bytes: image({ 'l.tar': LAYER.subarray(0, 700) }) },
  { name: 'a layer that is empty', bytes: image({ 'l.tar': '' }) },
  { name: 'a layer that is a folder', bytes: image({ 'l.tar': { type: 'dir' } }) },
  { name: 'a layer that is not there', bytes: image({ 'l.tar': undefined }) },
  {
    name: 'a layer from above the archive',
    bytes: image({ 'manifest.json': manifest({ Layers: ['../../../../../../etc/passwd'] }) }),
  },
  { name: 'a layer from the root', bytes: image({ 'manifest.json': manifest({ Layers: ['/etc/passwd'] }) }) },
  { name: 'a layer that is a link out of the archive', bytes: image({ 'l.tar': link('../../../../../../etc/passwd') }) },
  { name: 'a layer that is a link to the root', bytes: image({ 'l.tar': link('/etc/passwd') }) },
  { name: 'a layer that is a link to itself', bytes: image({ 'l.tar': link('l.tar') }) },
  { name: 'a layer by links in a ring', bytes: image({ 'l.tar': link('a'), a: link('b'), b: link('a') }) },
  {
    name: 'a layer by a good link',
    bytes: image({
      'l.tar': undefined,
      'd/real.tar': LAYER,
      'manifest.json': manifest({ Layers: ['d/l.tar'] }),
      'd/l.tar': link('real.tar'),
    }),
  },
  {
    name: 'a layer by a good hard link',
    bytes: image({ 'l.tar': undefined, real: LAYER, 'manifest.json': manifest({ Layers: ['l2'] }), l2: hard('real') }),
  },
  { name: 'a layer by no name', bytes: image({ 'manifest.json': manifest({ Layers: [''] }) }) },
  {
    name: 'a layer twice',
    bytes: image({
      'c.json': config({}, [sha256(LAYER), sha256(LAYER)]),
      'manifest.json': manifest({ Layers: ['l.tar', 'l.tar'] }),
    }),
  },
  { name: 'more layers than the config has', bytes: image({ 'manifest.json': manifest({ Layers: ['l.tar', 'l.tar'] }) }) },
  { name: 'fewer layers than the config has', bytes: image({ 'manifest.json': manifest({ Layers: [] }) }) },
  {
    name: 'a config from above the archive',
    bytes: image({ 'manifest.json': manifest({ Config: '../../../../../../etc/passwd' }) }),
  },
  { name: 'a config from the root', bytes: image({ 'manifest.json': manifest({ Config: '/etc/hostname' }) }) },
  { name: 'a config that is a link out of the archive', bytes: image({ 'c.json': link('/etc/passwd') }) },
  { name: 'a config that is not there', bytes: image({ 'c.json': undefined }) },
  { name: 'a config that is a folder', bytes: image({ 'c.json': { type: 'dir' } }) },
  { name: 'a config by no name', bytes: image({ 'manifest.json': manifest({ Config: '' }) }) },
  { name: 'a config that is no JSON', bytes: image({ 'c.json': '{"os":' }) },
  { name: 'a config that is empty', bytes: image({ 'c.json': '' }) },
  { name: 'a config of a hundred levels', bytes: image({ 'c.json': deep(config(), 100) }) },
  { name: 'a config of ten thousand levels', bytes: image({ 'c.json': deep(config(), 10_000) }) },
  { name: 'a config of a million levels', bytes: image({ 'c.json': deep(config(), 1_000_000) }) },
  { name: 'a config with a digest that is none', bytes: image({ 'c.json': config({}, ['sha256:xyz']) }) },
  { name: 'a config with a number for a digest', bytes: image({ 'c.json': config({}, [7]) }) },
  { name: 'a config of another system', bytes: image({ 'c.json': config({ os: 'windows' }) }) },
  { name: 'a config of another processor', bytes: image({ 'c.json': config({ architecture: 'arm64' }) }) },
  { name: 'a config made yesterday', bytes: image({ 'c.json': config({ created: 'yesterday' }) }) },
  { name: 'a history longer than the layers', bytes: image({ 'c.json': config({ history: [{}, {}, {}] }) }) },
  { name: 'a key twice', bytes: image({ 'c.json': config().replace('"os":"linux"', '"os":"windows","os":"linux"') }) },
  {
    name: "a key that is every object's",
    bytes: image({ 'c.json': config({ config: { Labels: JSON.parse('{"__proto__":"x","constructor":"y"}'), Cmd: ['x'] } }) }),
  },
  { name: 'no manifest', bytes: image({ 'manifest.json': undefined }) },
  { name: 'a manifest that is empty', bytes: image({ 'manifest.json': '' }) },
  { name: 'a manifest that is no JSON', bytes: image({ 'manifest.json': '[{"Config":' }) },
  { name: 'a manifest that is null', bytes: image({ 'manifest.json': 'null' }) },
  { name: 'a manifest without images', bytes: image({ 'manifest.json': '[]' }) },
  { name: 'a manifest that is an object', bytes: image({ 'manifest.json': '{}' }) },
  { name: 'a manifest of nulls', bytes: image({ 'manifest.json': '[null]' }) },
  { name: 'a manifest of a hundred levels', bytes: image({ 'manifest.json': deep(manifest(), 100) }) },
  { name: 'a manifest of a million levels', bytes: image({ 'manifest.json': deep(manifest(), 1_000_000) }) },
  { name: 'a manifest that is a link out of the archive', bytes: image({ 'manifest.json': link('/etc/passwd') }) },
  { name: 'a manifest that is a link in a ring', bytes: image({ 'manifest.json': link('m'), m: link('manifest.json') }) },
  { name: 'a manifest that is a folder', bytes: image({ 'manifest.json': { type: 'dir' } }) },
  { name: 'a manifest with more behind it', bytes: image({ 'manifest.json': `${manifest()} and more` }) },
  { name: 'a tag with capital letters', bytes: image({ 'manifest.json': manifest({ RepoTags: ['Hostile:1'] }) }) },
  { name: 'a tag without a tag', bytes: image({ 'manifest.json': manifest({ RepoTags: ['hostile'] }) }) },
  { name: 'a tag that is a digest', bytes: image({ 'manifest.json': manifest({ RepoTags: [`hostile@${sha256('x')}`] }) }) },
  { name: 'a tag with an escape', bytes: image({ 'manifest.json': manifest({ RepoTags: ['hostile:\u001b[31m'] }) }) },
  { name: 'a tag of 200 letters', bytes: image({ 'manifest.json': manifest({ RepoTags: [`hostile:${'x'.repeat(200)}`] }) }) },
  { name: 'a tag that climbs', bytes: image({ 'manifest.json': manifest({ RepoTags: ['../../hostile:1'] }) }) },
  { name: 'a tag twice', bytes: image({ 'manifest.json': manifest({ RepoTags: ['hostile:1', 'hostile:1'] }) }) },
  { name: 'a parent that is itself', bytes: image({ 'manifest.json': manifest({ Parent: sha256(config()) }) }) },
  { name: 'a parent that is none', bytes: image({ 'manifest.json': manifest({ Parent: 'mother' }) }) },
  {
    name: 'a second image that is broken',
    bytes: image({ 'manifest.json': `${manifest().slice(0, -1)},{"Config":"nope","RepoTags":null,"Layers":[]}]` }),
  },
];
