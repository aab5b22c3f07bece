/** A line that the learner's own shell (bash) runs: see `run-host-line.ts`, which loads this when there is one. */
import { contentOf } from '../bytes/content.ts';
import { utf8 } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { ROOT, type Tree } from '../fs/node.ts';
import type { MachineRef } from '../machine/machine.ts';
import { openInput, openOutput } from '../shell/kernel/devices.ts';
import { Files } from '../shell/kernel/files.ts';
import { Kernel } from '../shell/kernel/kernel.ts';
import type { Grafted, MountedTree } from '../shell/kernel/mounts.ts';
import { type Process, type Program, type Sys, statusOf } from '../shell/kernel/system.ts';
import { createShell } from '../shell/lang/create-shell.ts';
import { runPrompt } from '../shell/lang/processes.ts';
import type { Shell } from '../shell/lang/shell.ts';
import { createLoader } from '../shell/loader.ts';
import { type Soon, wait } from '../soon.ts';
import { advanceMachine } from './advance.ts';
import { graftHost } from './graft-host.ts';
import type { HostProgram, Sink, TypedAhead } from './host-io.ts';
import { hostMounts } from './host-mounts.ts';
import { asKernelProgram, type HostBridge } from './host-programs.ts';
import { exportedVariables, memorize, remember } from './shell-memory.ts';

const SHELL_PID = 1000;
const INTERRUPTED = 130;

/** What is mounted over the learner's files needs a place in them, and makes it. */
export function withMountPoints(tree: Tree, programs: readonly string[], now: number): Tree {
  const grafted = graftHost(tree, hostMounts(programs), now);
  const below = grafted.ungraft(grafted.tree).tree;
  return below.root === tree.root ? tree : below;
}

export interface HostLineOptions {
  readonly ctx: EngineContext;
  readonly ref: MachineRef;
  readonly programs: ReadonlyMap<string, HostProgram>;
  readonly sink: Sink;
  readonly columns: number;
  readonly typed?: TypedAhead | undefined;
}

export class HostLine {
  private readonly ctx: EngineContext;
  private readonly ref: MachineRef;
  private readonly mounts: readonly MountedTree[];
  private readonly kernel: Kernel;
  private readonly files: Files;
  private readonly sink: Sink;
  private below: Tree;
  private grafted: Grafted;
  private readonly typed: TypedAhead | undefined;
  private shell: Shell | undefined;

  constructor({ ctx, ref, programs, sink, columns, typed }: HostLineOptions) {
    this.typed = typed;
    this.ctx = ctx;
    this.ref = ref;
    this.sink = sink;
    const { now, host } = ref.current;
    this.mounts = hostMounts([...programs.keys()]);
    this.below = host.tree;
    this.grafted = graftHost(host.tree, this.mounts, now);
    const clock = (): number => this.kernel.now;
    this.files = new Files({ tree: this.grafted.tree, borders: this.grafted.borders, clock });
    const bridge: HostBridge = {
      ref,
      sink: this.sink,
      hand: (self) => this.hand(self),
      catchUp: () => this.catchUp(),
      take: () => this.take(),
      leaveTyped: () => {
        if (typed !== undefined) typed.isLeft = true;
      },
    };
    this.kernel = new Kernel({
      ports: ctx.ports,
      files: this.files,
      hostname: 'camadas',
      loader: createLoader(
        new Map([...programs].map(([name, program]): [string, Program] => [name, asKernelProgram(program, bridge)])),
      ),
      columns,
      now,
      firstPid: SHELL_PID,
      nextPid: SHELL_PID + 1,
      isContainer: false,
    });
  }

  *run(line: string): Soon<number> {
    const { ref, kernel } = this;
    const main = kernel.start({
      argv: ['bash'],
      program: (self) => this.prompt(self, line),
      env: exportedVariables(ref.current.host),
      cwd: ref.current.host.cwd,
      who: ROOT,
      fds: this.terminal(),
    });
    const until = ref.current.now + this.ctx.ports.limits.foregroundMs;
    const end = yield* wait(kernel.run({ until, done: () => main.state !== 'alive' }));
    if (end !== 'done') this.sink.write(2, utf8('^C\n'));
    const status = end === 'done' ? statusOf(main) : INTERRUPTED;
    this.keep(main, status);
    yield* this.catchUp();
    return status;
  }

  private *catchUp(): Soon<void> {
    this.ref.current = yield* advanceMachine(this.ctx, this.ref.current, this.kernel.now);
  }

  private *prompt(self: Process, line: string): Sys<number> {
    const shell = createShell(self, 'bash', 'bash');
    this.shell = shell;
    shell.isInteractive = true;
    shell.announcesJobs = this.ctx.isScript !== true;
    yield* remember(shell, this.ref.current.host);
    return yield* runPrompt(shell, () => shell.evaluator.runText(shell, line));
  }

  private terminal() {
    const fds = new Map([
      [0, openInput(contentOf(this.typed?.text ?? ''), undefined, true, this.typed !== undefined)],
      [1, openOutput(this.sink, 1, true)],
      [2, openOutput(this.sink, 2, true)],
    ]);
    for (const file of fds.values()) file.refs += 1;
    return fds;
  }

  private hand(self: Process): void {
    const { tree } = this.grafted.ungraft(this.files.tree);
    this.below = tree.root === this.below.root ? this.below : tree;
    const { current } = this.ref;
    if (current.host.tree === this.below && current.host.cwd === self.cwd) return;
    this.ref.current = { ...current, host: { ...current.host, tree: this.below, cwd: self.cwd } };
  }

  private take(): void {
    const { now, host } = this.ref.current;
    this.kernel.moveTo(now);
    if (host.tree === this.below) return;
    this.below = host.tree;
    this.grafted = graftHost(host.tree, this.mounts, now);
    this.files.replaceTree(this.grafted.tree);
  }

  private keep(main: Process, status: number): void {
    this.hand(main);
    const { shell, ref } = this;
    if (shell === undefined) return;
    const { host } = ref.current;
    const kept = memorize(shell, host, status);
    if (kept !== host) ref.current = { ...ref.current, host: kept };
  }
}
