/**
 * One learner at one machine: the prompt that the page, the exercises, the server's grading and `npm run sim` all type into.
 *
 * A line either happens whole or not at all. What Docker or a shell refuses is part of what happened (its words, its status); a
 * limit of ours or a bug puts the machine back to where it was before the line and says so in one line.
 */

import type { Content } from './bytes/content.ts';
import { contentOf } from './bytes/content.ts';
import { utf8 } from './bytes/utf8.ts';
import { type ContentStore, createContentStore, type EngineContext } from './cas/content-store.ts';
import { createDockerProgram } from './cli/docker-program.ts';
import { cutTyped } from './cli/typed-lines.ts';
import { CancelledError, LimitError, PartError } from './errors.ts';
import { makeDir, writeFile } from './fs/write.ts';
import { createLearnerMachine } from './learner-machine.ts';
import { createdAt } from './machine/image-created.ts';
import type { Machine, MachineRef } from './machine/machine.ts';
import { listNewValues } from './machine/shared-map.ts';
import type { Ports } from './ports.ts';
import { advanceMachine } from './process/advance.ts';
import type { HostProgram, Sink } from './process/host-io.ts';
import { runHostLine } from './process/run-host-line.ts';
import { type Soon, soon, wait } from './soon.ts';

/** What a real daemon needs for most commands, more or less. */
const PAUSE_MS = 300;
/** Images are dated to the second, and those of one second sort in no fixed order; so after a line that made one, a second passes. */
const PAUSE_AFTER_NEW_IMAGE_MS = 1100;

/** 128 + SIGINT */
const INTERRUPTED = 130;

type Programs = ReadonlyMap<string, HostProgram>;
export interface SessionOptions {
  readonly ports: Ports;
  /** where it begins; a fresh one where left out (`createLearnerMachine`) */
  readonly machine?: Machine;
  /** exported variables of a fresh machine, beside the usual ones */
  readonly env?: ReadonlyMap<string, string>;
  /** shared by machines that share blobs; a new one where left out */
  readonly store?: ContentStore;
  /** files of the host, by absolute path or by path from its working folder */
  readonly files?: ReadonlyMap<string, string | Uint8Array | Content>;
  /** The lines are a script's, as those of a transcript: bash does not announce the numbers of its jobs. */
  readonly isScript?: boolean;
  /** Told of every call of a program, with the arguments as the shell had expanded them. */
  readonly onProgram?: (call: ProgramCall) => void;
}

export interface ProgramCall {
  readonly program: string;
  /** without the program's name */
  readonly args: readonly string[];
  readonly status: number;
}

export interface LineResult {
  /** what `echo $?` would print next */
  readonly status: number;
  /** What stood behind the command for a terminal that did not open: lines of the learner's own shell, which have not run. */
  readonly left?: string;
  /**
   * Present where the line was taken back: a limit was reached (`LimitError`), a part of the engine could not be fetched (`PartError`),
   * somebody outside cancelled it (`CancelledError`), or the engine has a bug (anything else).
   */
  readonly stopped?: Error;
}

export interface Session {
  readonly ctx: EngineContext;
  readonly ref: MachineRef;
  readonly machine: Machine;
  /** Runs one complete command (see `splitLines`); calls queue up. Never rejects. */
  run(line: string, sink: Sink): Promise<LineResult>;
  /** Goes back (or over) to a machine made with this session's store. */
  restore(machine: Machine): void;
}

export function createSession(options: SessionOptions): Session {
  const ctx: EngineContext = {
    ports: options.ports,
    store: options.store ?? createContentStore(),
    isScript: options.isScript === true,
  };
  const start = options.machine ?? createLearnerMachine(options.ports, options.env);
  const ref: MachineRef = { current: options.files === undefined ? start : withHostFiles(start, options.files) };
  const known: Programs = new Map([['docker', createDockerProgram(ctx)]]);
  const programs = options.onProgram === undefined ? known : reportCalls(known, options.onProgram);
  let previous: Promise<unknown> = Promise.resolve();
  return {
    ctx,
    ref,
    get machine() {
      return ref.current;
    },
    run(line, sink) {
      const result = previous.then(() => soon(runLine(ctx, ref, line, programs, sink)));
      previous = result;
      return result;
    },
    restore(machine) {
      ref.current = machine;
    },
  };
}

function reportCalls(programs: Programs, report: (call: ProgramCall) => void): Programs {
  const reporting =
    (program: string, run: HostProgram): HostProgram =>
    (io, ref) => {
      const tell = (status: number): number => {
        report({ program, args: io.args, status });
        return status;
      };
      const status = run(io, ref);
      return typeof status === 'number' ? tell(status) : status.then(tell);
    };
  return new Map([...programs].map(([program, run]) => [program, reporting(program, run)]));
}

function* runLine(ctx: EngineContext, ref: MachineRef, line: string, programs: Programs, sink: Sink): Soon<LineResult> {
  const before = withoutVisit(ref.current);
  ref.current = before;
  try {
    const { command, typed } = cutTyped(line);
    const ahead = typed === undefined ? undefined : { text: typed, isLeft: false };
    const status = yield* wait(runHostLine(ctx, ref, command, programs, sink, ahead));
    const pause = hasMadeImage(before, ref.current) ? PAUSE_AFTER_NEW_IMAGE_MS : PAUSE_MS;
    ref.current = yield* advanceMachine(ctx, ref.current, ref.current.now + pause);
    return ahead?.isLeft === true ? { status, left: ahead.text } : { status };
  } catch (thrown) {
    ref.current = before;
    const stopped = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (stopped instanceof CancelledError) {
      sink.write(2, utf8('^C\n'));
      return { status: INTERRUPTED, stopped };
    }
    sink.write(2, utf8(`camadas: stopped: ${describe(stopped)}; the machine is as before this line\n`));
    return { status: 1, stopped };
  }
}

function withoutVisit(machine: Machine): Machine {
  if (machine.visit === undefined) return machine;
  const { visit: _, ...left } = machine;
  return left;
}

/** Built, committed or imported since; what was pulled or loaded is as old as it says. */
function hasMadeImage(before: Machine, after: Machine): boolean {
  if (before.images === after.images) return false;
  const second = Math.floor(before.now / 1000) * 1000;
  for (const image of listNewValues(before.images, after.images)) if (createdAt(image) >= second) return true;
  return false;
}

function describe(stopped: Error): string {
  if (stopped instanceof LimitError) return `the limit ${stopped.limit} (${stopped.max}) was reached`;
  if (stopped instanceof PartError) return 'a part of the simulation could not be loaded (is there a network?)';
  return 'an error inside the simulation';
}

/** Folders are made as needed. */
export function withHostFiles(machine: Machine, files: ReadonlyMap<string, string | Uint8Array | Content>): Machine {
  const { cwd } = machine.host;
  const mtime = machine.now / 1000;
  let tree = machine.host.tree;
  for (const [path, given] of files) {
    const content = typeof given === 'string' || given instanceof Uint8Array ? contentOf(given) : given;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (folder !== '' && folder !== '/') tree = makeDir(tree, folder, { cwd, mtime, parents: true });
    tree = writeFile(tree, path, content, { cwd, mtime });
  }
  return { ...machine, host: { ...machine.host, tree } };
}
