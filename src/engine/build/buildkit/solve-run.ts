/** RUN: a command on the files so far, with its mounts (moby/buildkit solver/llbsolver/ops/exec.go). */

import { contentOf } from '../../bytes/content.ts';
import { text } from '../../bytes/utf8.ts';
import { EngineError } from '../../errors.ts';
import { findNode } from '../../fs/lookup.ts';
import type { Node, Tree } from '../../fs/node.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { makeDir, writeFile } from '../../fs/write.ts';
import { treeSize } from '../../layer/sizes.ts';
import type { Digest } from '../../oci/digest.ts';
import { runInTree, type TreeMount } from '../../process/run-in-tree.ts';
import { soon } from '../../soon.ts';
import { addRecord, CACHE_MOUNT, definitionOf, findRecord, touchRecord } from '../cache/cache-records.ts';
import { BuildFailure } from './build-failure.ts';
import { secretId } from './convert-run.ts';
import { withoutMountStubs } from './mount-stubs.ts';
import type { PlannedMount, RunOperation } from './operations.ts';
import { asKeyed, type Solver, type StepWork } from './solver.ts';
import { digestNode } from './source-digest.ts';
import type { Vertex } from './vertex-log.ts';

/** A mount with what it shows; `keep` takes what the command left in it. */
interface PreparedMount {
  readonly mount: TreeMount;
  readonly keep?: (tree: Tree) => void;
}

const SANDBOX = 'buildkitsandbox';
/** what BuildKit mounts into every step */
const OWN_FILES = ['/etc/resolv.conf', '/etc/hosts'];

/** @param origins what the binds' `from` stand for */
export async function runWork(
  solver: Solver,
  operation: RunOperation,
  origins: ReadonlyMap<PlannedMount, Tree>,
  secrets: ReadonlyMap<string, Uint8Array>,
): Promise<StepWork> {
  const nodes = new Map<PlannedMount, Node>();
  for (const planned of operation.mounts) {
    const origin = origins.get(planned);
    const keyed = origin === undefined ? undefined : asKeyed(solver, origin);
    if (planned.mount.type === 'bind') nodes.set(planned, boundNode(solver, operation, planned, keyed));
  }
  return {
    parts: [...settingsOf(operation), await mountParts(solver, operation, nodes)],
    description: `mount / from exec ${operation.args.join(' ')}`,
    run: (vertex, base) => runCommand(solver, operation, vertex, base, { origins, secrets }),
  };
}

/**
 * What the step is without anything done: the same as `runWork` has it where its binds show the context, else by the keys of what they show.
 * @returns undefined where a bind shows nothing
 */
export async function runParts(
  solver: Solver,
  operation: RunOperation,
  from: (planned: PlannedMount) => Tree | Digest | undefined,
): Promise<readonly unknown[] | undefined> {
  const shown = new Map<PlannedMount, Node | Digest>();
  for (const planned of operation.mounts) {
    if (planned.mount.type !== 'bind') continue;
    const origin = from(planned);
    const node = origin === undefined || typeof origin === 'string' ? origin : findNode(origin, sourcePath(planned));
    if (node === undefined) return undefined;
    shown.set(planned, node);
  }
  return [...settingsOf(operation), await mountParts(solver, operation, shown)];
}

function settingsOf({ args, env, cwd, user, network, script, extraHosts }: RunOperation): readonly unknown[] {
  return [args, env, cwd, user, network, script ?? '', ...(extraHosts.length === 0 ? [] : [extraHosts])];
}

/** Of a read-only bind its content counts; of a secret only that it is there, of a cache nothing but its place. */
async function mountParts(
  solver: Solver,
  operation: RunOperation,
  shown: ReadonlyMap<PlannedMount, Node | Digest>,
): Promise<readonly unknown[]> {
  const parts: unknown[] = [];
  for (const planned of operation.mounts) {
    const { mount, target } = planned;
    const node = shown.get(planned);
    const content = node === undefined ? '' : typeof node === 'string' ? [node, mount.source] : await digestNode(solver.ctx, node);
    parts.push([mount.type, target, mount.isReadOnly, mount.env, content]);
  }
  return parts;
}

async function runCommand(
  solver: Solver,
  operation: RunOperation,
  vertex: Vertex,
  base: Tree,
  inputs: { readonly origins: ReadonlyMap<PlannedMount, Tree>; readonly secrets: ReadonlyMap<string, Uint8Array> },
): Promise<Tree> {
  const { ctx, ref } = solver;
  const started = ref.current.now;
  const secretEnv: string[] = [];
  const mounts: PreparedMount[] = [];
  for (const planned of operation.mounts) {
    const secret = planned.mount.type === 'secret' ? inputs.secrets.get(secretId(planned.mount)) : undefined;
    if (secret !== undefined && planned.mount.env !== '') secretEnv.push(`${planned.mount.env}=${text(secret)}`);
    mounts.push(...prepareMount(solver, operation, planned, { origin: inputs.origins.get(planned), secret, vertex }));
  }
  if (operation.script !== undefined) mounts.push(scriptMount(operation.script, started));
  try {
    const tree = withWorkingFolder(base, operation.cwd, started);
    const work = runInTree(ctx, {
      tree,
      base,
      argv: operation.args,
      // A build step has no HOSTNAME.
      env: ['HOSTNAME', ...operation.env, ...operation.hiddenEnv, ...secretEnv],
      cwd: operation.cwd,
      user: operation.user,
      hostname: SANDBOX,
      extraHosts: operation.extraHosts,
      mounts: mounts.map(({ mount }) => mount),
      sink: { write: () => undefined, progress: () => undefined },
      onOutput: (bytes, now) => vertex.write(text(bytes), now),
      now: started,
    });
    const result = await soon(work);
    ref.current = { ...ref.current, now: Math.max(ref.current.now, result.now) };
    if (result.exitCode !== 0) throw failure(operation, vertex, `exit code: ${result.exitCode}`, result.now);
    for (const [index, { keep }] of mounts.entries()) {
      const left = result.mounts[index];
      if (left !== undefined) keep?.(left);
    }
    const targets = [...OWN_FILES, ...mounts.map(({ mount }) => mount.target)];
    return withoutMountStubs(result.tree, tree, targets, result.now / 1000);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const reason = solver.out
      .describe(error)
      .replace(/^.*?(?=unable to start container process|unable to find (?:user|group))/s, '')
      .replace(/: unknown$/, '');
    if (reason.startsWith('unable to find')) throw failure(operation, vertex, reason, started);
    vertex.write(`runc run failed: ${reason}\n`, started);
    throw failure(operation, vertex, 'exit code: 1', started);
  }
}

function failure(operation: RunOperation, vertex: Vertex, reason: string, now: number): BuildFailure {
  const message = `process "${operation.args.join(' ')}" did not complete successfully: ${reason}`;
  vertex.fail(message, now);
  return new BuildFailure(message, operation.lines, vertex);
}

function withWorkingFolder(base: Tree, cwd: string, now: number): Tree {
  return makeDir(base, cwd, { parents: true, mode: 0o755, mtime: now / 1000, base });
}

function scriptMount(script: { readonly name: string; readonly text: string }, now: number): PreparedMount {
  const tree = writeFile(EMPTY_TREE, `/${script.name}`, contentOf(script.text), { mode: 0o755, mtime: now / 1000 });
  return { mount: { target: '/dev/pipes', tree, readOnly: true } };
}

function prepareMount(
  solver: Solver,
  operation: RunOperation,
  planned: PlannedMount,
  inputs: { readonly origin: Tree | undefined; readonly secret: Uint8Array | undefined; readonly vertex: Vertex },
): PreparedMount[] {
  const { mount, target } = planned;
  switch (mount.type) {
    case 'bind':
      return [{ mount: mountNode(boundNode(solver, operation, planned, inputs.origin), target, mount.isReadOnly) }];
    case 'cache':
      return [cacheMount(solver, operation, planned, inputs.origin)];
    case 'tmpfs':
      return [{ mount: { target, tree: EMPTY_TREE, readOnly: false } }];
    case 'secret':
      return secretMount(solver, operation, planned, inputs);
    default:
      if (!mount.isRequired) return [];
      throw new BuildFailure(`unset ssh forward key ${mount.id || 'default'}`, operation.lines, inputs.vertex);
  }
}

function secretMount(
  solver: Solver,
  operation: RunOperation,
  { mount, target }: PlannedMount,
  { secret, vertex }: { readonly secret: Uint8Array | undefined; readonly vertex: Vertex },
): PreparedMount[] {
  const { now } = solver.ref.current;
  if (secret === undefined) {
    if (!mount.isRequired) return [];
    const message = `secret ${secretId(mount)}: not found`;
    vertex.fail(message, now);
    throw new BuildFailure(message, operation.lines, vertex);
  }
  if (mount.env !== '' && mount.target === '') return [];
  const { mode = 0o400, uid = 0, gid = 0 } = mount;
  const tree = writeFile(EMPTY_TREE, '/secret', contentOf(secret), { mode, uid, gid, mtime: now / 1000 });
  return [{ mount: { target, tree, file: 'secret', readOnly: true } }];
}

export function cacheMountKey({ mount, target }: Pick<PlannedMount, 'mount' | 'target'>): Digest {
  return definitionOf(['cachemount', mount.id || target]);
}

/** A folder that lives on from build to build, and in no image. */
function cacheMount(
  solver: Solver,
  operation: RunOperation,
  { mount, target }: PlannedMount,
  origin: Tree | undefined,
): PreparedMount {
  const { ctx, ref } = solver;
  const definition = cacheMountKey({ mount, target });
  const known = findRecord(ref.current, definition);
  const { mode = 0o755, uid = 0, gid = 0 } = mount;
  const fresh = origin ?? { ...EMPTY_TREE, root: { ...EMPTY_TREE.root, mode, uid, gid } };
  return {
    mount: { target, tree: known?.mount ?? fresh, readOnly: mount.isReadOnly },
    keep: (tree) => {
      const change = { mount: tree, size: treeSize(tree) };
      const description = `cached mount ${target} from exec ${operation.args.join(' ')}`;
      if (known !== undefined) {
        ref.current = touchRecord(ref.current, known, change);
        return;
      }
      const place = { definition, type: CACHE_MOUNT, description, chain: [], made: false };
      ref.current = addRecord(ctx, ref.current, { ...place, ...change }).machine;
    },
  };
}

/** @throws BuildFailure where it is not there */
function boundNode(solver: Solver, operation: RunOperation, planned: PlannedMount, origin: Tree | undefined): Node {
  const path = sourcePath(planned);
  const node = origin === undefined ? undefined : findNode(origin, path);
  if (node !== undefined) return node;
  const vertex = solver.log.begin(operation.name, solver.ref.current.now);
  const message = `failed to calculate checksum of ref: "${path}": not found`;
  vertex.fail(message, solver.ref.current.now);
  throw new BuildFailure(`failed to compute cache key: ${message}`, operation.lines, vertex);
}

function sourcePath({ mount: { source } }: PlannedMount): string {
  if (source === '') return '/';
  return source.startsWith('/') ? source : `/${source}`;
}

function mountNode(node: Node, target: string, readOnly: boolean): TreeMount {
  const nextIno = Number.MAX_SAFE_INTEGER / 2;
  if (node.kind === 'dir') return { target, tree: { root: node, nextIno }, readOnly };
  return { target, tree: { root: { ...EMPTY_TREE.root, entries: new Map([['file', node]]) }, nextIno }, file: 'file', readOnly };
}
