import { readContent } from '../../bytes/content.ts';
import { isContainerError, type Transfer } from '../../container/container-error.ts';
import { copyFromContainer, copyToContainer, extractToContainer, packFromContainer } from '../../container/copy.ts';
import { findContainer, getContainer } from '../../container/find-container.ts';
import type { Node } from '../../fs/node.ts';
import { recordMounts } from '../../machine/attachment-events.ts';
import { recordContainerEvent } from '../../machine/events.ts';
import type { Machine } from '../../machine/machine.ts';
import { listOwnFiles } from '../../process/own-files.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { humanSizeWithPrecision } from '../text/sizes.ts';

interface Place {
  /** absent for a path on this computer */
  readonly container?: string;
  readonly path: string;
}

export async function containerCp(call: CommandCall): Promise<number> {
  const { ref, io, flags, args } = call;
  if (args[0] === '') throw new CommandFailure('source can not be empty');
  if (args[1] === '') throw new CommandFailure('destination can not be empty');
  const source = readPlace(args[0] ?? '');
  const target = readPlace(args[1] ?? '');
  if (source.container !== undefined && target.container !== undefined)
    throw new CommandFailure('copying between containers is not supported');
  if (source.container === undefined && target.container === undefined)
    throw new CommandFailure('must specify at least one container source');
  const followLink = flags.bool('follow-link');
  if (source.container !== undefined && target.path === '-') {
    const archive = packFromContainer(ref.current, {
      container: source.container,
      source: source.path,
      followLink,
      ownFiles: ownFilesOf(ref.current, source.container),
    });
    io.write(1, await readContent(archive));
    recordCopy(call, source.container, 'archive-path');
    return 0;
  }
  const { machine, transfer } = await reporting(call, () => copy(call, source, target, followLink));
  ref.current = machine;
  if (source.container !== undefined) recordCopy(call, source.container, 'archive-path');
  else recordCopy(call, target.container ?? '', 'extract-to-dir', source.path === '-' ? 1 : 2);
  say(call, transfer);
  return 0;
}

/** The daemon mounts its volumes for it; `looks` is how often, as the client asks first what lies at the place it copies to. */
function recordCopy({ ref }: CommandCall, argument: string, action: string, looks = 1): void {
  const container = getContainer(ref.current, argument);
  let machine = ref.current;
  for (let look = 1; look <= looks; look += 1) {
    const mounted = recordMounts(machine, container, 'taken');
    const done = look < looks ? mounted : recordContainerEvent(mounted, container, action);
    machine = recordMounts(done, container, 'given back');
  }
  ref.current = machine;
}

async function copy(
  { ctx, ref, io }: CommandCall,
  source: Place,
  target: Place,
  followLink: boolean,
): Promise<{ machine: Machine; transfer: Transfer }> {
  if (source.container !== undefined) {
    return copyFromContainer(ref.current, {
      container: source.container,
      source: source.path,
      destination: target.path,
      followLink,
      ownFiles: ownFilesOf(ref.current, source.container),
    });
  }
  const container = target.container ?? '';
  const ownFiles = ownFilesOf(ref.current, container);
  if (source.path === '-') {
    return extractToContainer(ctx, ref.current, { container, destination: target.path, ownFiles, archive: await io.readStdin() });
  }
  return copyToContainer(ref.current, { container, source: source.path, destination: target.path, followLink, ownFiles });
}

function ownFilesOf(machine: Machine, argument: string): ReadonlyMap<string, Node> {
  const container = findContainer(machine, argument);
  return container === undefined ? new Map() : listOwnFiles(container);
}

/** What went over the wire before the refusal is said first (transcript 88). */
async function reporting<T>(call: CommandCall, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const said = [
      'container.notFound',
      'container.pathNotFound',
      'container.copy',
      'container.readOnly',
      'container.readOnlyVolume',
    ] as const;
    const data = said.map((code) => (isContainerError(error, code) ? error.data : undefined)).find((one) => one !== undefined);
    if (data !== undefined && 'transfer' in data && data.transfer !== undefined) say(call, data.transfer);
    throw error;
  }
}

function say({ io, flags }: CommandCall, { size, destination }: Transfer): void {
  if (flags.bool('quiet') || !io.stderrIsTty) return;
  io.write(2, `Successfully copied ${humanSizeWithPrecision(size, 3)} to ${destination}\n`);
}

/** `name:path`; what begins with `.` or `/`, or has no colon, is a path here. */
function readPlace(argument: string): Place {
  const colon = argument.indexOf(':');
  if (colon < 0 || argument.startsWith('/') || argument.startsWith('.')) return { path: argument };
  const path = argument.slice(colon + 1);
  return colon === 0 ? { path } : { container: argument.slice(0, colon), path };
}
