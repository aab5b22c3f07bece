/** The first half of `docker run`, and all of `docker create`: pull what is not here, create (docker/cli 28 `container/create.go`). */

import { type CreateContainerOptions, createContainer } from '../../container/create-container.ts';
import { getImage } from '../../image/find-image.ts';
import { ImageError, isImageError } from '../../image/image-error.ts';
import type { Container } from '../../machine/container.ts';
import type { Image } from '../../machine/machine.ts';
import type { Platform } from '../../oci/manifest.ts';
import { formatPlatform, HOST_PLATFORM, isSamePlatform, parsePlatform } from '../../oci/platform.ts';
import { parseAnyReference } from '../../reference/any-reference.ts';
import { familiarString, type Reference, withDefaultTag } from '../../reference/reference.ts';
import { pullImage } from '../../registry/pull-image.ts';
import { parseSignal } from '../../shell/kernel/signals.ts';
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { withCidFile } from './cid-file.ts';
import { pullStatus, reportPull } from './pull-output.ts';
import { checkRestartPolicy } from './restart-policy.ts';

const PULL_POLICIES = new Set(['always', 'missing', 'never', '']);

/** @throws CommandFailure with status 125 */
export function checkPullPolicy({ flags }: CommandCall): void {
  const policy = flags.text('pull');
  if (!PULL_POLICIES.has(policy))
    throw new CommandFailure(`invalid pull option: '${policy}': must be one of "always", "missing" or "never"`, 125);
}

export function makeContainer(call: CommandCall, options: CreateContainerOptions): Soon<Container> {
  return withCidFile(call, () => pullAndCreate(call, options));
}

function* pullAndCreate(call: CommandCall, options: CreateContainerOptions): Soon<Container> {
  const { ref, ctx, io, flags } = call;
  checkRestartPolicy(options.hostConfig?.restart ?? '');
  checkStopSignal(options.config?.StopSignal ?? '');
  const policy = flags.text('pull');
  const parsed = parseAnyReference(options.image, 'client');
  const reference = parsed.kind === 'name' ? withDefaultTag(parsed.reference) : undefined;
  const platform = readPlatform(flags.text('platform'));
  if (policy === 'always' && reference !== undefined) yield* wait(pullMissing(call, reference, platform));
  try {
    return create();
  } catch (error) {
    if (!isImageError(error, 'image.notFound') && !isImageError(error, 'image.otherPlatform')) throw error;
    if (reference === undefined || policy === 'never') throw error;
    if (policy !== 'always') {
      if (!flags.bool('quiet')) io.write(2, `Unable to find image '${familiarString(reference)}' locally\n`);
      yield* wait(pullMissing(call, reference, platform));
    }
    return create();
  }

  function create(): Container {
    if (platform !== undefined) checkImagePlatform(getImage(ref.current, options.image), options.image, platform);
    const { machine, container } = createContainer(ctx, ref.current, options);
    ref.current = machine;
    if (platform === undefined) warnOfPlatform(call, container);
    return container;
  }
}

function checkStopSignal(name: string): void {
  const isKnown = name === '' || parseSignal(name) !== undefined || (/^\d+$/.test(name) && Number(name) > 0);
  if (!isKnown) throw new CommandFailure(daemonSays(`Invalid signal: ${name}`));
}

/** The client reads it. @throws CommandFailure */
function readPlatform(text: string): Platform | undefined {
  if (text === '') return undefined;
  const platform = parsePlatform(text);
  if ('problem' in platform) throw new CommandFailure(`error parsing specified platform: ${platform.problem}`);
  return platform;
}

function platformOf({ config }: Image): Platform {
  const { os = 'linux', architecture = 'amd64', variant } = config;
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

/** @throws ImageError `image.otherPlatform` */
function checkImagePlatform(image: Image, argument: string, wanted: Platform): void {
  const actual = platformOf(image);
  if (isSamePlatform(actual, wanted)) return;
  throw new ImageError('image.otherPlatform', { argument, wanted: formatPlatform(wanted), actual: formatPlatform(actual) });
}

function warnOfPlatform({ ref, io }: CommandCall, { imageId }: Container): void {
  const image = ref.current.images.get(imageId);
  const actual = image === undefined ? HOST_PLATFORM : platformOf(image);
  if (isSamePlatform(actual, HOST_PLATFORM) || actual.architecture === '') return;
  io.write(
    2,
    `WARNING: The requested image's platform (${formatPlatform(actual)}) does not match the detected host platform (${formatPlatform(HOST_PLATFORM)}) and no specific platform was requested\n`,
  );
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
  if (!quiet) io.write(2, pullStatus(reference, changed));
}
