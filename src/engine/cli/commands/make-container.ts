/** The first half of `docker run`, and all of `docker create`: pull what is not here, create (docker/cli 28 `container/create.go`). */

import { type CreateContainerOptions, createContainer } from '../../container/create-container.ts';
import { getImage } from '../../image/find-image.ts';
import { isImageError } from '../../image/image-error.ts';
import type { Container } from '../../machine/container.ts';
import type { Platform } from '../../oci/manifest.ts';
import { HOST_PLATFORM, isSamePlatform } from '../../oci/platform.ts';
import { createPart } from '../../part.ts';
import { parseAnyReference } from '../../reference/any-reference.ts';
import { familiarString, type Reference, withDefaultTag } from '../../reference/reference.ts';
import { pullImage } from '../../registry/pull-image.ts';
import { parseSignal } from '../../shell/kernel/signals.ts';
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { SETTINGS } from './create-options.ts';
import { pullStatus, reportPull } from './pull-output.ts';
import { checkRestartPolicy } from './restart-policy.ts';

const CID_FILE = createPart(() => import('./cid-file.ts'));
const PLATFORMS = createPart(() => import('./container-platform.ts'));
const PULL_POLICIES = new Set(['always', 'missing', 'never', '']);

/** @throws CommandFailure with status 125 */
export function checkPullPolicy({ flags }: CommandCall): void {
  const policy = flags.text('pull');
  if (!PULL_POLICIES.has(policy))
    throw new CommandFailure(`invalid pull option: '${policy}': must be one of "always", "missing" or "never"`, 125);
}

export function makeContainer(call: CommandCall, options: CreateContainerOptions): Soon<Container> {
  return call.flags.text('cidfile') === '' ? pullAndCreate(call, options) : makeWithCidFile(call, options);
}

function* makeWithCidFile(call: CommandCall, options: CreateContainerOptions): Soon<Container> {
  const { withCidFile } = CID_FILE.loaded ?? (yield* wait(CID_FILE.load()));
  return yield* withCidFile(call, () => pullAndCreate(call, options));
}

function* pullAndCreate(call: CommandCall, options: CreateContainerOptions): Soon<Container> {
  const { io, flags } = call;
  checkRestartPolicy(options.hostConfig?.restart ?? '');
  checkStopSignal(options.config?.StopSignal ?? '');
  const policy = flags.text('pull');
  const parsed = parseAnyReference(options.image, 'client');
  const reference = parsed.kind === 'name' ? withDefaultTag(parsed.reference) : undefined;
  const asked = flags.text('platform');
  const platform = asked === '' ? undefined : (yield* loadPlatforms()).readPlatform(asked);
  if (policy === 'always' && reference !== undefined) yield* wait(pullMissing(call, reference, platform));
  try {
    return yield* create(call, options, platform);
  } catch (error) {
    if (!isImageError(error, 'image.notFound') && !isImageError(error, 'image.otherPlatform')) throw error;
    if (reference === undefined || policy === 'never' || policy === '') throw error;
    if (policy !== 'always') {
      if (!flags.bool('quiet')) io.write(2, `Unable to find image '${familiarString(reference)}' locally\n`);
      yield* wait(pullMissing(call, reference, platform));
    }
    return yield* create(call, options, platform);
  }
}

function* create(call: CommandCall, options: CreateContainerOptions, platform: Platform | undefined): Soon<Container> {
  const { ctx, ref } = call;
  if (platform !== undefined)
    (yield* loadPlatforms()).checkImagePlatform(getImage(ref.current, options.image), options.image, platform);
  const { machine, container } = createContainer(ctx, ref.current, options);
  ref.current = machine;
  warnOfSettings(call, container);
  if (platform === undefined) yield* warnOfPlatform(call, container);
  return container;
}

/** What the daemon did not do as asked, or thinks unwise. */
function warnOfSettings({ io }: CommandCall, { hostConfig }: Container): void {
  const { settings, networkMode, ports } = hostConfig;
  const warnings = settings === undefined ? [] : (SETTINGS.loaded?.listWarnings(settings) ?? []);
  const discarded =
    networkMode === 'host' && ports.length > 0 ? ['Published ports are discarded when using host network mode'] : [];
  for (const text of [...warnings, ...discarded]) io.write(2, `WARNING: ${text}\n`);
}

function checkStopSignal(name: string): void {
  const isKnown = name === '' || parseSignal(name) !== undefined || (/^\d+$/.test(name) && Number(name) > 0);
  if (!isKnown) throw new CommandFailure(daemonSays(`Invalid signal: ${name}`));
}

function* loadPlatforms(): Soon<typeof import('./container-platform.ts')> {
  return PLATFORMS.loaded ?? (yield* wait(PLATFORMS.load()));
}

function* warnOfPlatform({ ref, io }: CommandCall, { imageId }: Container): Soon<void> {
  const image = ref.current.images.get(imageId);
  if (image === undefined) return;
  const { os = 'linux', architecture = 'amd64', variant = '' } = image.config;
  if (isSamePlatform({ os, architecture, variant }, HOST_PLATFORM)) return;
  const warning = (yield* loadPlatforms()).platformWarning(image);
  if (warning !== undefined) io.write(2, warning);
}

/** Its lines go to stderr, and the full name at the end is not said. */
async function pullMissing(
  { ctx, ref, io, flags }: CommandCall,
  reference: Reference,
  platform: Platform | undefined,
): Promise<void> {
  const quiet = flags.bool('quiet');
  const { machine, changed } = await pullImage(
    ctx,
    ref.current,
    reference,
    quiet ? () => {} : reportPull(io, 2),
    platform === undefined ? {} : { platform },
  );
  ref.current = machine;
  if (quiet) return;
  io.write(2, pullStatus(reference, changed));
  if (platform !== undefined)
    io.write(2, (PLATFORMS.loaded ?? (await PLATFORMS.load())).pulledPlatformWarning(machine, reference, platform));
}
