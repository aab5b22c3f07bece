import { applyCommitChanges } from '../../build/commit-changes.ts';
import type { Content } from '../../bytes/content.ts';
import { importImage } from '../../image/import-image.ts';
import { parsePlatform } from '../../oci/parse-platform.ts';
import { HOST_PLATFORM } from '../../oci/platform.ts';
import { formatReference, parseReference } from '../../reference/reference.ts';
import { findDownloadProblem } from '../../registry/download.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { readInput, readSentFile } from './host-files.ts';

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

async function readSource(call: CommandCall, source: string): Promise<Content> {
  if (source === '-') return readInput(call);
  const [, name = ''] = call.args;
  return readSentFile(call, source, `create?fromSrc=-${name === '' ? '' : `&repo=${encodeURIComponent(name)}`}`);
}

/** An engine 20.10 looks at the system only: what is imported is said to be for the daemon's own kind of processor. */
function checkPlatform(specifier: string): void {
  if (specifier === '') return;
  const platform = parsePlatform(specifier);
  if ('problem' in platform) throw new CommandFailure(daemonSays(platform.problem));
  if (platform.os !== HOST_PLATFORM.os) throw new CommandFailure(daemonSays('operating system is not supported'));
}
