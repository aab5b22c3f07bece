import { createPart } from '../../part.ts';
import { DEFAULT_TAG, formatReference, parseReference, withDefaultTag } from '../../reference/reference.ts';
import { type PullOptions, pullAllTags, pullImage } from '../../registry/pull-image.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { pullStatus, reportPull } from './pull-output.ts';

const PLATFORMS = createPart(() => import('../../oci/parse-platform.ts'));

export async function imagePull({ ctx, ref, io, flags, args }: CommandCall): Promise<number> {
  const [name = ''] = args;
  const asked = parseReference(name, 'client');
  const isBare = asked.tag === undefined && asked.digest === undefined;
  const all = flags.bool('all-tags');
  const quiet = flags.bool('quiet');
  if (all && !isBare) throw new CommandFailure("tag can't be used with --all-tags/-a");
  if (!all && isBare && !quiet) io.write(1, `Using default tag: ${DEFAULT_TAG}\n`);
  const reference = all ? asked : withDefaultTag(asked);
  const report = quiet ? () => {} : reportPull(io, 1);
  const platform = await readPlatform(flags.text('platform'));
  const { machine, changed } = await (all ? pullAllTags : pullImage)(ctx, ref.current, reference, report, platform);
  ref.current = machine;
  if (!quiet) io.write(1, pullStatus(reference, changed));
  io.write(1, `${formatReference(reference)}\n`);
  return 0;
}

/** It is the daemon that reads it. @throws CommandFailure */
async function readPlatform(text: string): Promise<PullOptions> {
  if (text === '') return {};
  const { parsePlatform } = PLATFORMS.loaded ?? (await PLATFORMS.load());
  const platform = parsePlatform(text);
  if ('problem' in platform) throw new CommandFailure(daemonSays(platform.problem));
  return { platform };
}
