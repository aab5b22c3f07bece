/**
 * What came, went and changed from one machine to another, in the X-ray's signs: A, D and C. Both are values, so they may lie any number of
 * steps apart and in either order. Files are those of containers that the second machine has, and of the learner's own computer; a container
 * that is new since is compared with the image it stands on.
 */
import { describeMachine, type ExaminedFile, type Machine, type MachineView, type Tree } from '../../engine/index.ts';
import { describeFiles, EXAMINATION } from './examine.ts';
import type { StepChange, StepFiles, StepsXray, XrayFile } from './xray-data.ts';

export async function compareMachines(was: Machine, now: Machine): Promise<Omit<StepsXray, 'kind' | 'from' | 'to'>> {
  const [before, after] = [describeMachine(was), describeMachine(now)];
  const changes = [...compareImages(before, after), ...compareTags(before, after), ...compareLayers(before, after)];
  return {
    disk: { was: before.totals.bytes, now: after.totals.bytes },
    changes: [...changes, ...compareContainers(before, after)],
    files: await compareFiles(was, now),
  };
}

/** What only the second has, what both have and is not the same, what only the first has. */
function compareByKey<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  describe: (change: StepChange['change'], one: T, then?: T) => StepChange,
  isSame: (then: T, one: T) => boolean,
): StepChange[] {
  const came = [...after].filter(([key]) => !before.has(key)).map(([, one]) => describe('A', one));
  const changed = [...after].flatMap(([key, one]) => {
    const then = before.get(key);
    return then === undefined || isSame(then, one) ? [] : [describe('C', one, then)];
  });
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, one]) => describe('D', one));
  return [...came, ...changed, ...gone];
}

/** An image never changes: only its tags do, which are listed on their own. Steps of the classic builder's are left out, as `docker images` does. */
function compareImages(before: MachineView, after: MachineView): StepChange[] {
  const listed = ({ images }: MachineView) =>
    new Map(images.filter(({ intermediate }) => !intermediate).map((image) => [image.id, image]));
  const describe = (change: StepChange['change'], { id, tags, size }: MachineView['images'][number]): StepChange => {
    return { change, kind: 'image', id, tags, size };
  };
  return compareByKey(listed(before), listed(after), describe, () => true);
}

function compareTags(before: MachineView, after: MachineView): StepChange[] {
  const tagged = ({ images }: MachineView) =>
    new Map(images.flatMap(({ id, tags }) => tags.map((name): [string, { name: string; id: string }] => [name, { name, id }])));
  return compareByKey(
    tagged(before),
    tagged(after),
    (change, { name, id }, then) => ({ change, kind: 'tag', name, id, ...(then === undefined ? {} : { was: then.id }) }),
    (then, tag) => then.id === tag.id,
  );
}

function compareLayers(before: MachineView, after: MachineView): StepChange[] {
  const onDisk = ({ layers }: MachineView) => new Map(layers.map((layer) => [layer.chainId, layer]));
  const describe = (
    change: StepChange['change'],
    { chainId, diffId, createdBy, size }: MachineView['layers'][number],
  ): StepChange => ({ change, kind: 'layer', chainId, diffId, createdBy, size });
  return compareByKey(onDisk(before), onDisk(after), describe, () => true);
}

function compareContainers(before: MachineView, after: MachineView): StepChange[] {
  const known = ({ containers }: MachineView) =>
    new Map(containers.map(({ id, name, status, writableSize }) => [id, { id, name, status, size: writableSize }]));
  return compareByKey(
    known(before),
    known(after),
    (change, { id, ...one }, then) => ({
      change,
      kind: 'container',
      id,
      ...one,
      ...(then === undefined ? {} : { was: { name: then.name, status: then.status, size: then.size } }),
    }),
    (then, one) => then.name === one.name && then.status === one.status && then.size === one.size,
  );
}

/** Of the learner's computer: where its programs are mounted when the first line runs. */
const MOUNT_POINTS = new Set(['/bin', '/dev', '/usr', '/usr/bin']);

async function compareFiles(was: Machine, now: Machine): Promise<StepFiles[]> {
  const compared: StepFiles[] = [];
  for (const { id, name, base, tree, baseTree } of now.containers.values()) {
    const then = was.containers.get(id);
    const of = { kind: 'container', id, name, ...(then !== undefined || base === undefined ? {} : { base }) } as const;
    compared.push({ of, ...(await compareTrees(then?.tree ?? baseTree, tree)) });
  }
  const isOwn = ({ path, node }: ExaminedFile): boolean => node?.kind !== 'dir' || !MOUNT_POINTS.has(path);
  compared.push({ of: { kind: 'host' }, ...(await compareTrees(was.host.tree, now.host.tree, isOwn)) });
  return compared.filter(({ counts }) => counts.A + counts.C + counts.D > 0);
}

async function compareTrees(
  then: Tree,
  tree: Tree,
  counts: (file: ExaminedFile) => boolean = () => true,
): Promise<Omit<StepFiles, 'of'>> {
  const { examineTrees } = await EXAMINATION.load();
  const described = await describeFiles(onlyChanged(examineTrees(then, tree).filter(counts)));
  return { ...described, files: described.files.map(withoutLayers) };
}

/** A folder counts in a layer as soon as it was copied up; between two times only where its mode or owner is another. */
function onlyChanged(files: readonly ExaminedFile[]): ExaminedFile[] {
  const kept: ExaminedFile[] = [];
  let above = '';
  for (const file of files.toReversed()) {
    const isChange = file.change !== undefined && !isSameFolder(file);
    if (!isChange && !above.startsWith(`${file.path}/`)) continue;
    const { change: _, ...around } = file;
    kept.push(isChange ? file : around);
    above = file.path;
  }
  return kept.reverse();
}

function isSameFolder({ was, node, opaque }: ExaminedFile): boolean {
  if (was?.kind !== 'dir' || node?.kind !== 'dir' || opaque === true) return false;
  return was.mode === node.mode && was.uid === node.uid && was.gid === node.gid;
}

/** Nothing lies below here: the same tree at another time has no whiteouts and hides nothing. */
function withoutLayers({ opaque: _opaque, inside: _inside, ...file }: XrayFile): XrayFile {
  return { ...file, hidden: 0 };
}
