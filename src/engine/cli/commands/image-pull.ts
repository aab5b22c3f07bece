import type { Platform } from '../../oci/manifest.ts';
import { createPart } from '../../part.ts';
import { formatReference } from '../../reference/reference.ts';
import { pullAllTags, pullImage } from '../../registry/pull-image.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { readAskedRepository } from './asked-repository.ts';
import { pullStatus, reportPull } from './pull-output.ts';

const PLATFORMS = createPart(() => import('../../oci/parse-platform.ts'));
const CHECKS = createPart(() => import('./container-platform.ts'));

export async function imagePull(call: CommandCall): Promise<number> {
  const { ctx, ref, io, flags } = call;
  const { reference, all, quiet } = readAskedRepository(call);
  const report = quiet ? () => {} : reportPull(io, 1);
  const platform = await readPlatform(flags.text('platform'));
  const options = platform === undefined ? {} : { platform };
  const { machine, changed } = await (all ? pullAllTags : pullImage)(ctx, ref.current, reference, report, options);
  ref.current = machine;
  if (!quiet) {
    io.write(1, pullStatus(reference, changed));
    if (platform !== undefined)
      io.write(1, (CHECKS.loaded ?? (await CHECKS.load())).pulledPlatformWarning(machine, reference, platform));
  }
  io.write(1, `${formatReference(reference)}\n`);
  return 0;
}

/** It is the daemon that reads it. @throws CommandFailure */
async function readPlatform(text: string): Promise<Platform | undefined> {
  if (text === '') return undefined;
  const { parsePlatform } = PLATFORMS.loaded ?? (await PLATFORMS.load());
  const platform = parsePlatform(text);
  if ('problem' in platform) throw new CommandFailure(daemonSays(platform.problem));
  return platform;
}
