import { buildImage } from '../../build/build-image.ts';
import type { BuildOptions } from '../../build/build-options.ts';
import { createPart } from '../../part.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeStart } from '../errors.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { reportPull } from './pull-output.ts';

const PROGRESS = ['auto', 'plain', 'tty', 'quiet', 'rawjson'] as const;
const SETTINGS = createPart(() => import('./host-settings.ts'));
const LIMITS: ReadonlySet<string> = new Set(
  'cpu-period cpu-quota cpu-shares cpuset-cpus cpuset-mems memory memory-swap shm-size ulimit'.split(' '),
);
const FROM_DAEMON = daemonSays('');

/** `docker build`, with either builder: `DOCKER_BUILDKIT=0` asks for the classic one. */
export async function imageBuild(call: CommandCall): Promise<number> {
  const { ctx, ref, io } = call;
  const options = await readOptions(call);
  const { exitCode } = await buildImage(ctx, ref, options, {
    write: (fd, text) => io.write(fd, text),
    describe: describeCause,
    pulled: reportPull(io, 1, false),
  });
  return exitCode;
}

async function readOptions({ io, flags, args }: CommandCall): Promise<BuildOptions> {
  const [context = ''] = args;
  const classic = io.env.get('DOCKER_BUILDKIT') === '0';
  const file = flags.text('file');
  const iidFile = flags.text('iidfile');
  const readsInput = context === '-' || file === '-';
  return {
    context,
    ...(file === '' ? {} : { file }),
    ...(readsInput ? { stdin: await io.readStdin() } : {}),
    cwd: io.cwd,
    tags: flags.list('tag'),
    target: flags.text('target'),
    buildArgs: flags.list('build-arg'),
    env: io.env,
    labels: flags.list('label'),
    noCache: flags.bool('no-cache'),
    pull: flags.bool('pull'),
    quiet: flags.bool('quiet'),
    rm: flags.bool('rm'),
    forceRm: flags.bool('force-rm'),
    cacheFrom: flags.list('cache-from'),
    ...(iidFile === '' ? {} : { iidFile }),
    network: flags.isSet('network') ? flags.text('network') : '',
    addHosts: flags.list('add-host'),
    platform: flags.text('platform'),
    isolation: flags.text('isolation'),
    securityOpts: flags.list('security-opt'),
    ...(flags.hasAny(LIMITS) ? (await SETTINGS.load()).readBuildLimits(flags) : { limits: {}, limitsProblem: '' }),
    secrets: classic ? [] : flags.list('secret'),
    progress: classic ? 'auto' : readProgress(flags.text('progress')),
    classic,
  };
}

function readProgress(text: string): BuildOptions['progress'] {
  const known = PROGRESS.find((one) => one === text);
  if (known === undefined) throw new CommandFailure(`ERROR: invalid progress mode ${text}`);
  return known;
}

/** A build says these in its own sentence, so the client's beginning is taken off. */
function describeCause(error: unknown): string {
  const text = describeStart(error);
  return text.startsWith(FROM_DAEMON) ? text.slice(FROM_DAEMON.length) : text;
}
