/** `docker` on the learner's own computer: parses the line, finds the command, prints what is refused. */
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import { goQuote } from '../go/quote.ts';
import type { MachineRef } from '../machine/machine.ts';
import { createPart } from '../part.ts';
import type { HostIo, HostProgram } from '../process/host-io.ts';
import { type Soon, soon, wait } from '../soon.ts';
import type { FlagValues } from './args/flag-values.ts';
import { type ParsedCommand, parseCommand } from './args/parse-command.ts';
import { UsageError } from './args/usage-error.ts';
import { expectCommand, findCommandRun } from './command-table.ts';
import { describeLater } from './describe-error.ts';
import { COMMON_TREE } from './specs/common-commands.ts';

const ALL = createPart(() => import('./specs/all-commands.ts'));
const ENDPOINT = createPart(() => import('./endpoint.ts'));
const HELP = createPart(() => import('./help/help.ts'));
const VERSION_LINE = 'Docker version 28.2.2, build e6534b4\n';
/** Where there is no terminal to ask. */
const DEFAULT_COLUMNS = 80;
const LEGACY_NOTICE = `DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0
            environment-variable.

`;

/** Begins to fetch what a line of docker's needs that begins with these words. */
export function expectDocker(words: readonly string[]): void {
  expectCommand(words);
  ALL.load().catch(() => undefined);
}

export function createDockerProgram(ctx: EngineContext): HostProgram {
  return (io, ref) => soon(runDocker(io.timeout === undefined ? ctx : { ...ctx, timeout: io.timeout }, io, ref));
}

function* runDocker(ctx: EngineContext, io: HostIo, ref: MachineRef): Soon<number> {
  try {
    const buildkit = usesBuildkit(io);
    if (!buildkit && isBuilderLine(io.args)) {
      io.write(2, LEGACY_NOTICE);
      // A file that it goes to may lie in the context.
      if (io.flush !== undefined && !(io.stdoutIsTty && io.stderrIsTty)) yield* wait(io.flush());
    }
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
        printWarnings(io, parsed.node.path === 'docker' ? 2 : 1, parsed.warnings);
        // This one command's authors begin with an empty line.
        if (parsed.node.path === 'docker manifest' && !parsed.asked) io.write(2, '\n');
        return yield* wait(printHelp(io, parsed.node.path.split(' ').slice(1), parsed.asked ? 1 : 2));
      case 'help-topic':
        return yield* wait(printHelp(io, parsed.words, 1));
      case 'elsewhere':
        throw new InvariantError('the whole tree is not whole');
      case 'run': {
        printWarnings(io, 2, parsed.warnings);
        if (leadsElsewhere(io, parsed.global)) {
          const { checkEndpoint } = ENDPOINT.loaded ?? (yield* wait(ENDPOINT.load()));
          checkEndpoint(parsed.node, parsed.global, io.env);
        }
        const refusal = findRefusal(parsed);
        if (refusal !== undefined) throw new UsageError(refusal, 1);
        const run = yield* wait(findCommandRun(parsed.node.spec.paths[0] ?? ''));
        if (run === undefined) throw new UsageError(notSimulated(parsed.node.path), 1);
        const status = run({ ctx, ref, io, node: parsed.node, flags: parsed.flags, args: parsed.args });
        return typeof status === 'number' || status instanceof Promise ? yield* wait(status) : yield* status;
      }
    }
  } catch (error) {
    io.leaveTyped?.();
    if (error instanceof UsageError) {
      io.write(2, `${error.message}\n`);
      return error.status;
    }
    const { text, status } = yield* describeLater(error);
    if (text !== '') io.write(2, `${text}\n`);
    return status;
  }
}

/** What real Docker has and the simulation has not. */
function findRefusal({ node, flags }: Extract<ParsedCommand, { kind: 'run' }>): string | undefined {
  const specs = flags.names.map((name) => flags.spec(name));
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

async function printHelp(io: HostIo, words: readonly string[], fd: 1 | 2): Promise<number> {
  const { helpOn } = HELP.loaded ?? (await HELP.load());
  io.write(fd, helpOn(words, terminalColumns(io)));
  return 0;
}

/** Any flag before the command, or a variable, could name another daemon. */
function leadsElsewhere({ env }: HostIo, global: FlagValues): boolean {
  return global.names.length > 0 || env.has('DOCKER_HOST') || env.has('DOCKER_CONTEXT');
}

/** Where it is set and not empty, it decides. @throws UsageError for a build, where it is neither true nor false */
function usesBuildkit({ args, env }: HostIo): boolean {
  const value = env.get('DOCKER_BUILDKIT') ?? '';
  if (value === '' || /^(1|t|T|true|TRUE|True)$/.test(value)) return true;
  if (/^(0|f|F|false|FALSE|False)$/.test(value) || !isBuilderLine(args)) return false;
  const problem = `strconv.ParseBool: parsing ${goQuote(value)}: invalid syntax`;
  throw new UsageError(`DOCKER_BUILDKIT environment variable expects boolean value: ${problem}`, 1);
}

function printWarnings(io: HostIo, fd: 1 | 2, warnings: readonly string[]): void {
  for (const warning of warnings) io.write(fd, `${warning}\n`);
}

/** The client asks the terminal at its *input* how wide it is. */
function terminalColumns(io: HostIo): number {
  return io.stdinIsTty ? io.columns : DEFAULT_COLUMNS;
}
