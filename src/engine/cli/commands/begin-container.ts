/**
 * The start of a container as `run`, `start` and `restart` share it: its place in the network first, then its process. What fails is
 * kept in the container, where `docker inspect` shows it as `State.Error`.
 */
import { isRunning } from '../../container/find-container.ts';
import { removeContainer } from '../../container/remove-container.ts';
import type { Container } from '../../machine/container.ts';
import { drawId } from '../../machine/draw-id.ts';
import { recordContainerEvent } from '../../machine/events.ts';
import { NETWORKS } from '../../machine/networks.ts';
import { ProcessError } from '../../process/process-error.ts';
import { type Ended, type StartOptions, startContainer } from '../../process/start-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeStartLater } from '../describe-error.ts';
import { actualBindings, askedBindings, showAddress } from '../format/container-ports.ts';
import { networkOf } from '../inspect/container-network.ts';
import { daemonSays } from '../words/daemon-words.ts';

/** dockerd's status for what failed before there was a process */
const NOT_STARTED = 128;

/** @throws CommandFailure for the network, ProcessError for the process */
export async function beginContainer(
  { ctx, ref }: Pick<CommandCall, 'ctx' | 'ref'>,
  container: Container,
  options: StartOptions,
): Promise<Ended | { readonly started: true }> {
  if (options.attach) ref.current = recordContainerEvent(ref.current, container, 'attach');
  if (!isRunning(container)) joinNetwork({ ctx, ref }, container);
  try {
    return await startContainer(ctx, ref, container.id, options);
  } catch (error) {
    if (error instanceof ProcessError) keepError(ref, container, (await describeStartLater(error)).replace(daemonSays(''), ''));
    throw error;
  }
}

function joinNetwork({ ctx, ref }: Pick<CommandCall, 'ctx' | 'ref'>, container: Container): void {
  const problem = findNetworkProblem({ ctx, ref }, container);
  if (problem === undefined) return;
  if (container.hostConfig.autoRemove) ref.current = removeContainer(ref.current, container.id, { volumes: true }).machine;
  else keepError(ref, container, problem, NOT_STARTED);
  throw new CommandFailure(daemonSays(problem));
}

function findNetworkProblem({ ctx, ref }: Pick<CommandCall, 'ctx' | 'ref'>, container: Container): string | undefined {
  const network = networkOf(container);
  if (!network.startsWith('container:') && !NETWORKS.some(({ name }) => name === network)) return `network ${network} not found`;
  const problem = network === 'bridge' ? findTakenPort(ref, container) : undefined;
  if (problem === undefined) return undefined;
  const { machine, id } = drawId(ctx, ref.current);
  ref.current = machine;
  return `driver failed programming external connectivity on endpoint ${container.name} (${id}): ${problem}`;
}

interface HostPort {
  readonly ip: string;
  readonly port: string;
  readonly protocol: string;
}
const ANY_ADDRESS = '0.0.0.0';

/** The same address twice is what docker's own list knows; an address within another is found only when it is listened at. */
function findTakenPort({ current }: CommandCall['ref'], container: Container): string | undefined {
  const others = [...current.containers.values()].filter((other) => other.id !== container.id);
  const taken = others.flatMap((other) => listHostPorts(actualBindings(current, other)));
  for (const { ip, port, protocol } of listHostPorts(askedBindings(container))) {
    const address = showAddress(ip, port);
    const same = taken.filter((one) => one.port === port && one.protocol === protocol);
    if (same.some((one) => one.ip === ip)) return `Bind for ${address} failed: port is already allocated`;
    if (same.some((one) => one.ip === ANY_ADDRESS || ip === ANY_ADDRESS))
      return `Error starting userland proxy: listen ${protocol}4 ${address}: bind: address already in use`;
    taken.push({ ip, port, protocol });
  }
  return undefined;
}

/** Those of IPv4 with a port that is known: `-p 80`, `-p 8000-8010:80` take one that is free. */
function listHostPorts(bindings: ReadonlyMap<string, readonly { hostIp: string; hostPort: string }[]>): HostPort[] {
  return [...bindings].flatMap(([inside, list]) =>
    list.flatMap(({ hostIp, hostPort }) =>
      /^\d+$/.test(hostPort) && !hostIp.includes(':')
        ? [{ ip: hostIp || ANY_ADDRESS, port: hostPort, protocol: inside.split('/')[1] ?? 'tcp' }]
        : [],
    ),
  );
}

function keepError(ref: CommandCall['ref'], { id }: Container, error: string, exitCode?: number): void {
  const container = ref.current.containers.get(id);
  if (container === undefined) return;
  const state = { ...container.state, error, ...(exitCode === undefined ? {} : { exitCode }) };
  ref.current = { ...ref.current, containers: new Map(ref.current.containers).set(id, { ...container, state }) };
}
