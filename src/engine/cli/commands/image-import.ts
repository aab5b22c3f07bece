import { applyCommitChanges } from '../../build/commit-changes.ts';
import type { Content } from '../../bytes/content.ts';
import { findNode } from '../../fs/lookup.ts';
import { importImage } from '../../image/import-image.ts';
import { formatReference, parseReference } from '../../reference/reference.ts';
import { findDownloadProblem } from '../../registry/download.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { readHostFile, readInput } from './host-files.ts';

export async function imageImport(call: CommandCall): Promise<number> {
  const { ctx, ref, io, flags, args } = call;
  const [source = '', target] = args;
  if (/^https?:\/\//.test(source)) {
    const problem = await findDownloadProblem(ctx, source);
    throw new CommandFailure(
      problem === undefined ? `camadas: "${call.node.path} URL" is not simulated here` : daemonSays(problem),
    );
  }
  const archive = await readSource(call, source);
  const reference = target === undefined ? undefined : parseReference(target, 'client');
  if (reference?.digest !== undefined) throw new CommandFailure(daemonSays('cannot import digest reference'));
  checkPlatform(flags.text('platform'));
  const image = await importImage(ctx, ref, archive, {
    message: flags.text('message'),
    ...(reference === undefined ? {} : { reference: formatReference(reference) }),
    change: (config) => applyCommitChanges(config, flags.list('change')),
  });
  io.write(1, `${image.id}\n`);
  return 0;
}

/** The client opens a folder as it does a file, and fails only while it sends it. */
async function readSource(call: CommandCall, source: string): Promise<Content> {
  if (source === '-') return readInput(call);
  const { ref, io, args } = call;
  if (findNode(ref.current.host.tree, source, { cwd: io.cwd })?.kind !== 'dir') return readHostFile(call, source);
  const url = `http://%2Fvar%2Frun%2Fdocker.sock/v1.41/images/create?fromSrc=-&repo=${encodeURIComponent(args[1] ?? '')}`;
  throw new CommandFailure(`error during connect: Post "${url}": read ${source}: is a directory`);
}

/** An engine 20.10 looks at the system only: what is imported is said to be for the daemon's own kind of processor. */
function checkPlatform(platform: string): void {
  const [system = ''] = platform.toLowerCase().split('/');
  if (FOREIGN_SYSTEMS.has(system)) throw new CommandFailure(daemonSays('operating system is not supported'));
}

const FOREIGN_SYSTEMS = new Set(['windows', 'darwin', 'macos', 'freebsd']);
