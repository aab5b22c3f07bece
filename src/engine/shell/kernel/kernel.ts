/**
 * The scheduler: processes take turns in the order they were made, and when all of them wait the clock jumps to the next moment
 * that one of them waits for. Nothing else moves the clock.
 *
 * A learner's own shell that loops for ever ends in a LimitError. A container's process that does is only *held*: it stays there,
 * busy, and nothing more of it is seen until a signal ends it, as with a real endless loop that nobody has time to watch.
 */
import { InvariantError, LimitError } from '../../errors.ts';
import { FsError } from '../../fs/errno.ts';
import { type Credentials, ROOT } from '../../fs/node.ts';
import type { Ports } from '../../ports.ts';
import { type Soon, soon, wait } from '../../soon.ts';
import { closeAll, retain } from './descriptors.ts';
import type { Files } from './files.ts';
import { defaultAction, SIGCHLD, SIGCONT, SIGKILL, SIGSEGV, SIGSTOP } from './signals.ts';
import { isStackOverflow } from './stack-overflow.ts';
import {
  Killed,
  type Limit,
  type Loader,
  type OpenFile,
  type Process,
  type SpawnSpec,
  type Sys,
  type SysCall,
  type System,
} from './system.ts';

export interface KernelOptions {
  readonly ports: Ports;
  readonly files: Files;
  readonly hostname: string;
  readonly loader: Loader;
  readonly columns: number;
  readonly now: number;
  /** of the first process; a container's is 1 and cannot be ended from inside */
  readonly firstPid: number;
  readonly nextPid: number;
  readonly isContainer: boolean;
  readonly ulimits?: ReadonlyMap<string, Limit>;
}

/** Why `run` came back: `done` said so, everyone waits for ever, or the moment `until` is reached. */
export type RunEnd = 'done' | 'idle' | 'time';

export interface KernelCounters {
  readonly nextPid: number;
  readonly stepsNow: number;
  readonly stepsInAll: number;
}

export interface RunOptions {
  /** milliseconds since 1970 */
  readonly until: number;
  /** looked at after each turn */
  readonly done?: () => boolean;
}

type Block = Extract<SysCall, { kind: 'block' }>;

const MAX_PROCESSES = 512;
const NO_LIMITS: ReadonlyMap<string, Limit> = new Map();
/** What begins in a container was runc before, whose threads took numbers, too: mostly five (4 to 6 were seen). */
const RUNC_THREADS = 5;
const TOTAL_STEPS_FACTOR = 20;

class Task implements Process {
  readonly pid: number;
  ppid: number;
  readonly system: System;
  argv: readonly string[];
  env: ReadonlyMap<string, string>;
  cwd: string;
  who: Credentials;
  umask: number;
  readonly fds: Map<number, OpenFile>;
  readonly startedAt: number;
  depth: number;
  readonly timeout: Process['timeout'];
  readonly ignored: Set<number>;
  readonly caught = new Set<number>();
  readonly pending: number[] = [];
  readonly buffer: string[] = [];
  state: Process['state'] = 'alive';
  isStopped = false;
  forwardsTo: Process | undefined;
  exitCode = 0;
  exitSignal: number | undefined;
  block: Block | undefined;
  isHeld = false;
  turns = 0;
  private readonly program: SpawnSpec['program'];
  private running: Sys<number> | undefined;

  constructor(system: System, pid: number, ppid: number, spec: SpawnSpec, parent: Process | undefined, fds: Map<number, OpenFile>) {
    this.system = system;
    this.pid = pid;
    this.ppid = ppid;
    this.argv = spec.argv;
    this.env = spec.env ?? parent?.env ?? new Map();
    this.cwd = spec.cwd ?? parent?.cwd ?? '/';
    this.who = spec.who ?? parent?.who ?? ROOT;
    this.umask = parent?.umask ?? 0o022;
    this.fds = fds;
    this.startedAt = system.now;
    this.depth = spec.depth ?? parent?.depth ?? 0;
    this.timeout = spec.timeout ?? parent?.timeout;
    this.ignored = new Set(parent?.ignored);
    for (const signal of spec.ignored ?? []) this.ignored.add(signal);
    this.program = spec.program;
  }

  next(): IteratorResult<SysCall, number> {
    this.running ??= this.program(this);
    return this.running.next();
  }
}

export class Kernel implements System {
  now: number;
  readonly ports: Ports;
  readonly files: Files;
  readonly hostname: string;
  readonly loader: Loader;
  readonly columns: number;
  readonly ulimits: ReadonlyMap<string, Limit>;
  private readonly isContainer: boolean;
  private readonly firstPid: number;
  private nextPid: number;
  private tasks: Task[] = [];
  private stepsNow = 0;
  private stepsInAll = 0;

  constructor(options: KernelOptions) {
    this.now = options.now;
    this.ports = options.ports;
    this.files = options.files;
    this.hostname = options.hostname;
    this.loader = options.loader;
    this.columns = options.columns;
    this.ulimits = options.ulimits ?? NO_LIMITS;
    this.isContainer = options.isContainer;
    this.firstPid = options.firstPid;
    this.nextPid = options.nextPid;
  }

  /** A process with no parent inside: the first one, or one that `docker exec` puts beside it. */
  start(spec: SpawnSpec): Process {
    const isFirst = !this.tasks.some(({ pid }) => pid === this.firstPid);
    const task = this.add(isFirst ? this.firstPid : this.takePid(), 0, spec, undefined);
    if (this.isContainer) this.nextPid += RUNC_THREADS;
    return task;
  }

  spawn(parent: Process, spec: SpawnSpec): Process {
    this.step(parent);
    if (this.tasks.length >= MAX_PROCESSES) throw new FsError('EAGAIN', spec.argv[0] ?? '');
    return this.add(this.takePid(), parent.pid, spec, parent);
  }

  processes(): readonly Process[] {
    return this.tasks;
  }

  step(self: Process, cost = 1): void {
    if (self.state !== 'alive') throw new Killed();
    this.stepsNow += cost;
    const max = this.ports.limits.shellSteps;
    if (this.stepsNow > max || this.stepsInAll + this.stepsNow > max * TOTAL_STEPS_FACTOR) throw new LimitError('shellSteps', max);
  }

  signal(pid: number, signal: number): boolean {
    const task = this.tasks.find((one) => one.pid === pid && one.state !== 'reaped');
    if (task === undefined) return false;
    this.deliver(task, signal, this.isContainer && pid === this.firstPid);
    return true;
  }

  /** As `docker kill` does: SIGKILL and SIGSTOP reach a container's first process, too. */
  signalFromOutside(process: Process, signal: number): void {
    const task = this.tasks.find((one) => one === process);
    const isProtected = this.isContainer && process.pid === this.firstPid && signal !== SIGKILL && signal !== SIGSTOP;
    if (task !== undefined) this.deliver(task, signal, isProtected);
  }

  /** Lets everyone run, up to and including the moment `until`. A promise only where something outside had to be waited for. */
  run(options: RunOptions): RunEnd | Promise<RunEnd> {
    return soon(this.takeTurns(options));
  }

  private *takeTurns(options: RunOptions): Soon<RunEnd> {
    for (;;) {
      if (options.done?.() === true) return 'done';
      let hasRun = false;
      for (const task of this.tasks.slice()) {
        if (!this.isReady(task)) continue;
        hasRun = true;
        const waiting = this.resume(task);
        if (waiting !== undefined) yield* wait(waiting);
        if (options.done?.() === true) return 'done';
      }
      if (hasRun) continue;
      const next = this.nextMoment();
      if (next === undefined || next > options.until) {
        this.moveTo(options.until);
        return next === undefined ? 'idle' : 'time';
      }
      this.moveTo(next);
    }
  }

  /** The next moment at which something happens by itself; Infinity where all wait for something from outside. */
  quietUntil(): number {
    return this.tasks.some((task) => this.isReady(task)) ? this.now : (this.nextMoment() ?? Number.POSITIVE_INFINITY);
  }

  /** Equal lists: meanwhile no process has run, come or gone, and none was sent anything. */
  stillness(): readonly unknown[] {
    const still: unknown[] = [];
    for (const task of this.tasks) still.push(task, task.turns, task.pending.length, task.isStopped);
    return still;
  }

  /** All that is to be known of processes that have gone: which numbers they took, what they cost. */
  get counters(): KernelCounters {
    const { nextPid, stepsNow, stepsInAll } = this;
    return { nextPid, stepsNow, stepsInAll };
  }

  set counters({ nextPid, stepsNow, stepsInAll }: KernelCounters) {
    this.nextPid = nextPid;
    this.stepsNow = stepsNow;
    this.stepsInAll = stepsInAll;
  }

  /** The clock alone, while all processes are frozen or gone. */
  moveTo(now: number): void {
    if (now <= this.now || !Number.isFinite(now)) return;
    this.now = now;
    if (!this.isContainer) return;
    this.stepsInAll += this.stepsNow;
    this.stepsNow = 0;
  }

  /** Ends every process, as when the first one of a container ends. */
  endAll(): void {
    for (const task of [...this.tasks]) if (task.state === 'alive') this.finish(task, 0, SIGKILL);
  }

  private takePid(): number {
    const pid = this.nextPid;
    this.nextPid += 1;
    return pid;
  }

  private add(pid: number, ppid: number, spec: SpawnSpec, parent: Process | undefined): Process {
    const fds = spec.fds === undefined ? retain(parent?.fds ?? new Map()) : new Map(spec.fds);
    const task = new Task(this, pid, ppid, spec, parent, fds);
    this.tasks.push(task);
    return task;
  }

  private isReady(task: Task): boolean {
    if (task.state !== 'alive' || task.isStopped || task.isHeld) return false;
    const { block } = task;
    if (block === undefined || block.ready()) return true;
    if (block.until !== undefined && block.until <= this.now) return true;
    return block.interruptible && task.pending.length > 0;
  }

  private nextMoment(): number | undefined {
    let next: number | undefined;
    for (const { state, isStopped, isHeld, block } of this.tasks) {
      if (state !== 'alive' || isStopped || isHeld || block?.until === undefined) continue;
      if (next === undefined || block.until < next) next = block.until;
    }
    return next;
  }

  /** Lets it go on until it blocks or ends; where it has to wait for something outside, the rest comes after that. */
  private resume(task: Task): Promise<void> | undefined {
    task.block = undefined;
    task.turns += 1;
    try {
      for (;;) {
        const result = task.next();
        if (task.state !== 'alive') return undefined;
        if (result.done === true) {
          this.finish(task, result.value & 0xff, undefined);
          return undefined;
        }
        const call = result.value;
        if (call.kind === 'await') return this.resumeAfter(call.run(), task);
        if (!call.ready()) {
          task.block = call;
          return undefined;
        }
      }
    } catch (error) {
      this.fail(task, error);
      return undefined;
    }
  }

  private async resumeAfter(outside: Promise<void>, task: Task): Promise<void> {
    try {
      await outside;
    } catch (error) {
      this.fail(task, error);
      return;
    }
    await this.resume(task);
  }

  private fail(task: Task, error: unknown): void {
    if (error instanceof Killed) {
      if (task.state === 'alive') throw new InvariantError(`process ${task.pid} said it was killed`);
      return;
    }
    const isLimit = error instanceof LimitError || isStackOverflow(error);
    if (!this.isContainer || !isLimit) throw isStackOverflow(error) ? new LimitError('depth', this.ports.limits.depth) : error;
    if (!(error instanceof LimitError) || error.limit === 'depth') this.finish(task, 0, SIGSEGV);
    else if (error.limit === 'shellSteps' || error.limit === 'outputBytes') this.hold(task);
    else this.finish(task, 0, SIGKILL);
  }

  private hold(task: Task): void {
    task.isHeld = true;
    this.stepsInAll += this.stepsNow;
    this.stepsNow = 0;
  }

  private deliver(task: Task, signal: number, isProtected: boolean): void {
    if (task.state !== 'alive' || signal === 0) return;
    const ward = signal === SIGKILL || signal === SIGSTOP || signal === SIGCHLD ? undefined : task.forwardsTo;
    if (ward !== undefined) {
      const other = this.tasks.find((one) => one === ward);
      if (other !== undefined) this.deliver(other, signal, false);
      return;
    }
    if (signal === SIGCONT) task.isStopped = false;
    if (signal !== SIGKILL && signal !== SIGSTOP) {
      if (task.ignored.has(signal)) return;
      if (task.caught.has(signal)) {
        if (!task.pending.includes(signal)) task.pending.push(signal);
        return;
      }
    }
    if (isProtected) return;
    const action = defaultAction(signal);
    if (action === 'stop') task.isStopped = true;
    if (action === 'terminate') this.finish(task, 0, signal);
  }

  private finish(task: Task, exitCode: number, signal: number | undefined): void {
    task.exitCode = exitCode;
    task.exitSignal = signal;
    task.state = 'zombie';
    task.block = undefined;
    closeAll(task);
    for (const child of this.tasks) if (child.ppid === task.pid) this.adopt(child);
    const parent = this.tasks.find(({ pid, state }) => pid === task.ppid && state === 'alive');
    const isOrphanOfInit = parent?.forwardsTo !== undefined && parent.forwardsTo !== task;
    if (parent === undefined || isOrphanOfInit) task.state = 'reaped';
    else this.deliver(parent, SIGCHLD, true);
    if (this.isContainer && task.pid === this.firstPid) this.endAll();
    this.tasks = this.tasks.filter(({ state }) => state !== 'reaped');
  }

  private adopt(orphan: Task): void {
    orphan.ppid = this.firstPid;
    if (orphan.state === 'zombie') orphan.state = 'reaped';
  }
}
