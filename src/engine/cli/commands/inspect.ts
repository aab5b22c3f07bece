/** `docker inspect`: looks among containers, images, networks, volumes, in this order; and the inspect commands of each of them. */
import { ContainerError } from '../../container/container-error.ts';
import { findContainer } from '../../container/find-container.ts';
import { getVolume } from '../../container/volumes.ts';
import { EngineError } from '../../errors.ts';
import { findImage, getImage } from '../../image/find-image.ts';
import type { Container } from '../../machine/container.ts';
import type { Image, Volume } from '../../machine/machine.ts';
import type { Network } from '../../machine/network.ts';
import { findNetwork } from '../../machine/networks.ts';
import type { Soon } from '../../soon.ts';
import { namedContainer } from '../args/named-container.ts';
import { pathName } from '../args/path-name.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';
import { containerJson } from '../inspect/container-json.ts';
import { imageJson } from '../inspect/image-json.ts';
import { networkJson } from '../inspect/network-json.ts';
import { volumeJson } from '../inspect/volume-json.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { NO_MANAGER } from '../words/swarm-words.ts';
import { type Inspected, inspectObjects } from './inspect-objects.ts';

const TYPES = ['config', 'container', 'image', 'network', 'node', 'plugin', 'secret', 'service', 'task', 'volume'];
const ONE_OF_TYPES = `must be one of ${TYPES.map((one) => `"${one}"`).join(', ')}`;

export function inspect(call: CommandCall): Soon<number> {
  const { io, flags } = call;
  const type = flags.text('type');
  switch (type) {
    case '':
      if (flags.isSet('type')) throw new CommandFailure(`type is empty: ${ONE_OF_TYPES}`);
      return inspectObjects(call, (argument) => inspectAny(call, argument));
    case 'container':
      return containerInspect(call);
    case 'image':
      if (flags.bool('size')) io.write(2, 'WARNING: --size ignored for image\n');
      return imageInspect(call);
    case 'network':
      return networkInspect(call);
    case 'volume':
      return volumeInspect(call);
    default:
      if (TYPES.includes(type)) return inspectObjects(call, (argument) => refuseAbsent(type, argument));
      throw new CommandFailure(`unknown type: "${type}": ${ONE_OF_TYPES}`);
  }
}

/** Of plugins there are none, and the rest only a swarm has. */
function refuseAbsent(type: string, argument: string): never {
  // docker's client misspells one of them
  if (argument === '') throw new CommandFailure(`invalid ${type === 'config' ? 'contig' : type} name or ID: value is empty`);
  throw new CommandFailure(type === 'plugin' ? daemonSays(`plugin "${argument}" not found`) : NO_MANAGER);
}

export function containerInspect(call: CommandCall): Soon<number> {
  return inspectObjects(call, (argument) => ofContainer(call, namedContainer(call.ref.current, argument)));
}

export function imageInspect(call: CommandCall): Soon<number> {
  return inspectObjects(call, function* (argument) {
    if (argument === '') throw new CommandFailure('Error: No such image: ');
    try {
      return ofImage(call, getImage(call.ref.current, pathName(argument)));
    } catch (error) {
      const { text } = yield* describeLater(error);
      throw new CommandFailure(daemonSays(`no such image: ${argument}: ${text.replace(daemonSays(''), '')}`));
    }
  });
}

export function networkInspect(call: CommandCall): Soon<number> {
  return inspectObjects(call, (argument) => {
    if (argument === '') throw new CommandFailure('invalid network name or ID: value is empty');
    const network = findNetwork(call.ref.current, argument);
    if (network === undefined) throw new CommandFailure(daemonSays(`network ${argument} not found`));
    return ofNetwork(call, network);
  });
}

export function volumeInspect(call: CommandCall): Soon<number> {
  return inspectObjects(call, (argument) => {
    if (argument === '') throw new CommandFailure('invalid volume name or ID: value is empty');
    return ofVolume(getVolume(call.ref.current, argument));
  });
}

function inspectAny(call: CommandCall, argument: string): Inspected {
  const { current } = call.ref;
  if (argument === '') throw new ContainerError('container.emptyName', { argument });
  const container = findContainer(current, argument);
  if (container !== undefined) return ofContainer(call, container);
  const image = findImageQuietly(call, argument);
  if (image !== undefined) {
    ignoreSize(call, 'image');
    return ofImage(call, image);
  }
  const network = findNetwork(current, argument);
  if (network !== undefined) return ofNetwork(call, network);
  const volume = current.volumes.get(argument);
  if (volume !== undefined) return ofVolume(volume);
  throw new CommandFailure(`Error: No such object: ${argument}`);
}

/** What is no reference is no image either. */
function findImageQuietly({ ref }: CommandCall, argument: string): Image | undefined {
  try {
    return findImage(ref.current, pathName(argument));
  } catch (error) {
    if (error instanceof EngineError || error instanceof CommandFailure) return undefined;
    throw error;
  }
}

function ofContainer({ ref, flags }: CommandCall, container: Container): Inspected {
  return { json: containerJson(ref.current, container, flags.bool('size')), kind: 'container' };
}

/** Said of each object that has no size to show. */
function ignoreSize({ io, flags }: CommandCall, kind: string): void {
  if (flags.bool('size')) io.write(2, `WARNING: --size ignored for ${kind}\n`);
}

function ofImage({ ref }: CommandCall, image: Image): Inspected {
  return { json: imageJson(ref.current, image), kind: 'image' };
}

function ofNetwork({ ctx, ref }: CommandCall, network: Network): Inspected {
  return { json: networkJson(ctx.ports, ref.current, network), kind: 'network' };
}

function ofVolume(volume: Volume): Inspected {
  return { json: volumeJson(volume), kind: 'volume' };
}
