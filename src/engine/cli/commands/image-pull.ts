import { createPart } from '../../part.ts';
import { formatReference } from '../../reference/reference.ts';
import { type PullOptions, pullAllTags, pullImage } from '../../registry/pull-image.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { readAskedRepository } from './asked-repository.ts';
import { pullStatus, reportPull } from './pull-output.ts';

const PLATFORMS = createPart(() => import('../../oci/parse-platform.ts'));

export async function imagePull(call: CommandCall): Promise<number> {
  const { ctx, ref, io, flags } = call;
  const { reference, all, quiet } = readAskedRepository(call);
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
