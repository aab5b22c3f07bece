/** For tests: an engine like a learner's, that plays the hostile cases, and is looked over after each line. */
import { contentOf } from '../../src/engine/bytes/content.ts';
import {
  type Content,
  createLearnerMachine,
  createSession,
  DEFAULT_LIMITS,
  type Limits,
  lookup,
  NO_NETWORK,
  readContent,
  type Session,
  text,
  validateMachine,
  WORKING_FOLDER,
  withHostFiles,
} from '../../src/engine/index.ts';
import { listTar } from '../docker/tar-list.ts';
import { type EntryPoint, LIST_CONTAINER, type Outcome, shownFiles, withoutChance } from './hostile-cases.ts';

const EPOCH = Date.now();
const SAID = '/tmp/.said';

export class HostileLab {
  readonly session: Session;

  constructor(env: Readonly<Record<string, string>> = {}, limits: Partial<Limits> = {}) {
    const ports = { epoch: EPOCH, seed: 'hostile', limits: { ...DEFAULT_LIMITS, ...limits }, http: NO_NETWORK };
    this.session = createSession({ ports, machine: createLearnerMachine(ports, new Map(Object.entries(env))) });
  }

  put(files: Readonly<Record<string, string | Uint8Array | Content>>): void {
    this.session.restore(withHostFiles(this.session.machine, new Map(Object.entries(files))));
  }

  /** @throws Error where the machine is not sound afterwards, and what stopped the line (a limit) */
  async run(line: string): Promise<{ status: number; said: string }> {
    const { status, stopped } = await this.session.run(`{ ${line}; } > ${SAID} 2>&1`, { write: () => {}, progress: () => {} });
    const problems = await validateMachine(this.session.ctx, this.session.machine);
    if (problems.length > 0) throw new Error(`after ${line}:\n${problems.join('\n')}`);
    if (stopped !== undefined) throw stopped;
    return { status, said: text(await this.read(SAID)) };
  }

  async read(path: string): Promise<Uint8Array> {
    const { node } = lookup(this.session.machine.host.tree, path, { cwd: WORKING_FOLDER });
    return node.kind === 'file' ? readContent(node.content) : new Uint8Array();
  }

  /** Images and layers of a session are nothing that a refused archive may leave. */
  counts(): { images: number; layers: number; containers: number } {
    const { images, layers, containers } = this.session.machine;
    return { images: images.size, layers: layers.size, containers: containers.size };
  }
}

/** The same as the recorder does on a real Docker. */
export async function playCase(entryPoint: EntryPoint, hostile: Uint8Array): Promise<Outcome> {
  const lab = new HostileLab(entryPoint.env);
  lab.put(Object.fromEntries(Object.entries(entryPoint.files(hostile)).map(([path, bytes]) => [path, contentOf(bytes)])));
  if (entryPoint.setup !== undefined) await lab.run(entryPoint.setup);
  const before = lab.counts();
  const { status, said } = await lab.run(entryPoint.command);
  if (status !== 0 && JSON.stringify(lab.counts()) !== JSON.stringify(before) && entryPoint.name !== 'ADD, classic')
    throw new Error(`refused, and yet: ${JSON.stringify(lab.counts())} after ${JSON.stringify(before)}`);
  const outcome = { status, said: withoutChance(said) };
  if (status !== 0 || entryPoint.container === undefined) return outcome;
  if (entryPoint.container === 'list' && (await lab.run(LIST_CONTAINER)).status !== 0) return outcome;
  await lab.run(`docker export -o out.tar ${entryPoint.container}`);
  return { ...outcome, files: shownFiles(await listTar(await lab.read('out.tar')), entryPoint) };
}
