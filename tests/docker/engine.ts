/** The engine as a person uses it, line by line, on files of this machine where asked. */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  type Content,
  createLearnerMachine,
  createSession,
  DEFAULT_LIMITS,
  type HttpPort,
  lookup,
  NO_NETWORK,
  readContent,
  type Session,
  type Sink,
  text,
  validateMachine,
  WORKING_FOLDER,
  withHostFiles,
} from '../../src/engine/index.ts';
import { nodePlatform } from '../../src/server/node-platform.ts';

const OUT = '/tmp/.stdout';
const ERR = '/tmp/.stderr';
const SILENT: Sink = { write: () => {}, progress: () => {} };

export interface Printed {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface EngineOptions {
  readonly http?: HttpPort;
  readonly env?: Readonly<Record<string, string>>;
  /** what its IDs are drawn from; two engines of one seed draw the same */
  readonly seed?: string;
}

export class Engine {
  readonly session: Session;
  private previous: Promise<unknown> = Promise.resolve();

  constructor({ http = NO_NETWORK, env = {}, seed = 'docker' }: EngineOptions = {}) {
    const ports = { epoch: Date.now(), seed, limits: DEFAULT_LIMITS, http, platform: nodePlatform };
    this.session = createSession({ ports, machine: createLearnerMachine(ports, new Map(Object.entries(env))) });
  }

  /** Neither stream is a terminal. Lines wait for each other. Rejects where the machine is not sound afterwards. */
  try(line: string): Promise<Printed> {
    const printed = this.previous.then(() => this.play(line));
    this.previous = printed.catch(() => {});
    return printed;
  }

  private async play(line: string): Promise<Printed> {
    const { status, stopped } = await this.session.run(`{ ${line}; } > ${OUT} 2> ${ERR}`, SILENT);
    if (stopped !== undefined) throw stopped;
    const problems = await validateMachine(this.session.ctx, this.session.machine);
    if (problems.length > 0) throw new Error(`after ${line}:\n${problems.join('\n')}`);
    return { status, stdout: text(await this.read(OUT)), stderr: text(await this.read(ERR)) };
  }

  /** stdout. @throws Error where the line fails */
  async run(line: string): Promise<string> {
    const { status, stdout, stderr } = await this.try(line);
    if (status !== 0) throw new Error(`${line} ended with ${status}:\n${stdout}${stderr}`);
    return stdout;
  }

  async inspect(image: string, template = '{{.Id}}'): Promise<string> {
    return (await this.run(`docker image inspect --format '${template}' ${image}`)).trim();
  }

  put(files: Readonly<Record<string, string | Uint8Array | Content>>): void {
    this.session.restore(withHostFiles(this.session.machine, new Map(Object.entries(files))));
  }

  async read(path: string): Promise<Uint8Array> {
    const { node } = lookup(this.session.machine.host.tree, path, { cwd: WORKING_FOLDER });
    if (node.kind !== 'file') throw new Error(`${path} is no file`);
    return readContent(node.content);
  }

  /** From this machine's disk. */
  putFile(path: string, name: string): void {
    this.put({ [name]: new Uint8Array(readFileSync(path)) });
  }

  /** To this machine's disk. */
  async takeFile(name: string, path: string): Promise<void> {
    writeFileSync(path, await this.read(name));
  }
}
