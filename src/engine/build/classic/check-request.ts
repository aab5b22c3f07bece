/** What the daemon refuses of a build before it looks at the Dockerfile (moby api/server/router/build newImageBuildOptions). */
import { parsePlatform } from '../../oci/parse-platform.ts';
import { BuildError } from '../build-errors.ts';
import type { BuildOptions } from '../build-options.ts';

/** `--platform` of another machine is no problem here: an image that is in the store is taken as it is. @throws BuildError `build.options` */
export function checkRequest({ platform, isolation, securityOpts }: BuildOptions): void {
  const parsed = platform === '' ? undefined : parsePlatform(platform);
  if (parsed !== undefined && 'problem' in parsed) throw new BuildError('build.options', parsed.problem);
  if (!['', 'default'].includes(isolation.toLowerCase()))
    throw new BuildError('build.options', `Unsupported isolation: ${JSON.stringify(isolation)}`);
  if (securityOpts.length > 0)
    throw new BuildError('build.options', 'The daemon on this platform does not support setting security options on build');
}
