/** `docker` on the learner's own computer: parses the line, finds the command, prints what is refused. */
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { MachineRef } from '../machine/machine.ts';
import { createPart } from '../part.ts';
import type { HostIo, HostProgram } from '../process/host-io.ts';
import { type Soon, soon, wait } from '../soon.ts';
import { type ParsedCommand, parseCommand } from './args/parse-command.ts';
import { UsageError } from './args/usage-error.ts';
import { expectCommand, findCommandRun } from './command-table.ts';
import { describeLater } from './describe-error.ts';
import { COMMON_TREE } from './specs/common-commands.ts';

const ALL = createPart(() => import('./specs/all-commands.ts'));
const HELP = createPart(() => import('./help/help.ts'));
const VERSION_LINE = 'Docker version 28.2.2, build e6534b4\n';
/** Where there is no terminal to ask. */
const DEFAULT_COLUMNS = 80;
const LEGACY_NOTICE = `DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0
            environment-variable.

`;

export function createDockerProgram(ctx: EngineContext): HostProgram {
  return (io, ref) => soon(runDocker(ctx, io, ref));
}

function* runDocker(ctx: EngineContext, io: HostIo, ref: MachineRef): Soon<number> {
  const buildkit = io.env.get('DOCKER_BUILDKIT') !== '0';
  try {
    if (!buildkit && isBuilderLine(io.args)) io.write(2, LEGACY_NOTICE);
    let parsed = parseCommand(io.args, ALL.loaded?.ALL_COMMANDS ?? COMMON_TREE, { buildkit });
    if (parsed.kind === 'elsewhere') {
      expectCommand(io.args);
      const { ALL_COMMANDS } = yield* wait(ALL.load());
      parsed = parseCommand(io.args, ALL_COMMANDS, { buildkit });
    }
    switch (parsed.kind) {
      case 'version':
        io.write(1, VERSION_LINE);
        return 0;
      case 'help':
        printWarnings(io, parsed.warnings);
        return yield* wait(printHelp(io, parsed.node.path.split(' ').slice(1)));
      case 'help-topic':
        return yield* wait(printHelp(io, parsed.words));
      case 'elsewhere':
        throw new InvariantError('the whole tree is not whole');
      case 'run': {
        printWarnings(io, parsed.warnings);
        const refusal = findRefusal(parsed);
        if (refusal !== undefined) throw new UsageError(refusal, 1);
        const run = yield* wait(findCommandRun(parsed.node.spec.paths[0] ?? ''));
        if (run === undefined) throw new UsageError(notSimulated(parsed.node.path), 1);
        const status = run({ ctx, ref, io, node: parsed.node, flags: parsed.flags, args: parsed.args });
        return typeof status === 'number' || status instanceof Promise ? yield* wait(status) : yield* status;
      }
    }
  } catch (error) {
    if (error instanceof UsageError) {
      io.write(2, `${error.message}\n`);
      return error.status;
    }
    const { text, status } = yield* describeLater(error);
    if (text !== '') io.write(2, `${text}\n`);
    return status;
  }
}

/** What the engine is too old for, or what real Docker has and the simulation has not. */
function findRefusal({ node, flags }: Extract<ParsedCommand, { kind: 'run' }>): string | undefined {
  const specs = flags.names.map((name) => flags.spec(name));
  const refused = specs.filter((spec) => spec.refused !== undefined).map((spec) => `"--${spec.name}" ${spec.refused}`);
  if (refused.length > 0) return refused.join('\n');
  if (node.spec.simulated !== true) return notSimulated(node.path);
  const unsupported = specs.find((spec) => spec.unsupported === true);
  return unsupported && notSimulated(`${node.path} --${unsupported.name}`);
}

function notSimulated(what: string): string {
  return `camadas: "${what}" is not simulated here`;
}

/** `docker build`, `docker image build` and all of `docker builder` */
function isBuilderLine(words: readonly string[]): boolean {
  const [first, second] = words;
  return first === 'build' || first === 'builder' || (first === 'image' && second === 'build');
}

async function printHelp(io: HostIo, words: readonly string[]): Promise<number> {
  const { helpOn } = HELP.loaded ?? (await HELP.load());
  io.write(1, helpOn(words, terminalColumns(io)));
  return 0;
}

function printWarnings(io: HostIo, warnings: readonly string[]): void {
  for (const warning of warnings) io.write(2, `${warning}\n`);
}

/** The client asks the terminal at its *input* how wide it is. */
function terminalColumns(io: HostIo): number {
  return io.stdinIsTty ? io.columns : DEFAULT_COLUMNS;
}
