/** Commands of docker CLI 28.2.2 with an engine 20.10.24: contexts, manifests, plugins, trust: nothing of it is simulated. Compared with the recorded help texts by render-help.test.ts. */
import type { CommandSpec } from './command-spec.ts';
import { FORMAT_USAGE, INSPECT_FORMAT_USAGE } from './format-usage.data.ts';

export const OTHER_COMMANDS: readonly CommandSpec[] = [
  {
    paths: ['context create'],
    use: '[OPTIONS] CONTEXT',
    short: 'Create a context',
    long: `Create a context

Docker endpoint config:

NAME                DESCRIPTION
from                Copy named context's Docker endpoint configuration
host                Docker endpoint on which to connect
ca                  Trust certs signed only by this CA
cert                Path to TLS certificate file
key                 Path to TLS key file
skip-tls-verify     Skip TLS certificate validation

Example:

$ docker context create my-context --description "some description" --docker "host=tcp://myserver:2376,ca=~/ca-file,cert=~/cert-file,key=~/key-file"`,
    args: { min: 1, max: 1 },
    flags: [
      { name: 'description', type: 'string', usage: 'Description of the context' },
      { name: 'docker', type: 'stringToString', default: '[]', usage: 'set the docker endpoint' },
      { name: 'from', type: 'string', usage: 'create context from a named context' },
    ],
  },
  {
    paths: ['context export'],
    use: '[OPTIONS] CONTEXT [FILE|-]',
    short: 'Export a context to a tar archive FILE or a tar stream on STDOUT.',
    args: { min: 1, max: 2 },
  },
  {
    paths: ['context import'],
    use: 'CONTEXT FILE|-',
    short: 'Import a context from a tar or zip file',
    args: { min: 2, max: 2 },
  },
  {
    paths: ['context inspect'],
    use: '[OPTIONS] [CONTEXT] [CONTEXT...]',
    short: 'Display detailed information on one or more contexts',
    args: { min: 0 },
    flags: [{ name: 'format', short: 'f', type: 'string', usage: INSPECT_FORMAT_USAGE }],
  },
  {
    paths: ['context ls'],
    aliases: ['list'],
    use: '[OPTIONS]',
    short: 'List contexts',
    args: { min: 0, max: 0 },
    simulated: true,
    flags: [
      { name: 'format', type: 'string', usage: FORMAT_USAGE },
      { name: 'quiet', short: 'q', type: 'bool', usage: 'Only show context names' },
    ],
  },
  {
    paths: ['context rm'],
    aliases: ['remove'],
    use: 'CONTEXT [CONTEXT...]',
    short: 'Remove one or more contexts',
    args: { min: 1 },
    flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Force the removal of a context in use' }],
  },
  {
    paths: ['context show'],
    short: 'Print the name of the current context',
    args: { min: 0, max: 0 },
    simulated: true,
  },
  {
    paths: ['context update'],
    use: '[OPTIONS] CONTEXT',
    short: 'Update a context',
    long: `Update a context

Docker endpoint config:

NAME                DESCRIPTION
from                Copy named context's Docker endpoint configuration
host                Docker endpoint on which to connect
ca                  Trust certs signed only by this CA
cert                Path to TLS certificate file
key                 Path to TLS key file
skip-tls-verify     Skip TLS certificate validation

Example:

$ docker context update my-context --description "some description" --docker "host=tcp://myserver:2376,ca=~/ca-file,cert=~/cert-file,key=~/key-file"`,
    args: { min: 1, max: 1 },
    flags: [
      { name: 'description', type: 'string', usage: 'Description of the context' },
      { name: 'docker', type: 'stringToString', default: '[]', usage: 'set the docker endpoint' },
    ],
  },
  {
    paths: ['context use'],
    use: 'CONTEXT',
    short: 'Set the current docker context',
    args: { min: 0 },
  },
  {
    paths: ['context'],
    short: 'Manage contexts',
    group: true,
  },
  {
    paths: ['manifest annotate'],
    use: '[OPTIONS] MANIFEST_LIST MANIFEST',
    short: 'Add additional information to a local image manifest',
    experimental: true,
    args: { min: 2, max: 2 },
    flags: [
      { name: 'arch', type: 'string', usage: 'Set architecture' },
      { name: 'os', type: 'string', usage: 'Set operating system' },
      { name: 'os-features', type: 'strings', usage: 'Set operating system feature' },
      { name: 'os-version', type: 'string', usage: 'Set operating system version' },
      { name: 'variant', type: 'string', usage: 'Set architecture variant' },
    ],
  },
  {
    paths: ['manifest create'],
    use: 'MANIFEST_LIST MANIFEST [MANIFEST...]',
    short: 'Create a local manifest list for annotating and pushing to a registry',
    experimental: true,
    args: { min: 2 },
    flags: [
      { name: 'amend', short: 'a', type: 'bool', usage: 'Amend an existing manifest list' },
      { name: 'insecure', type: 'bool', usage: 'Allow communication with an insecure registry' },
    ],
  },
  {
    paths: ['manifest inspect'],
    use: '[OPTIONS] [MANIFEST_LIST] MANIFEST',
    short: 'Display an image manifest, or manifest list',
    experimental: true,
    args: { min: 1, max: 2 },
    simulated: true,
    flags: [
      { name: 'insecure', type: 'bool', usage: 'Allow communication with an insecure registry' },
      { name: 'verbose', short: 'v', type: 'bool', usage: 'Output additional info including layers and platform' },
    ],
  },
  {
    paths: ['manifest push'],
    use: '[OPTIONS] MANIFEST_LIST',
    short: 'Push a manifest list to a repository',
    experimental: true,
    args: { min: 1, max: 1 },
    flags: [
      { name: 'insecure', type: 'bool', usage: 'Allow push to an insecure registry' },
      { name: 'purge', short: 'p', type: 'bool', usage: 'Remove the local manifest list after push' },
    ],
  },
  {
    paths: ['manifest rm'],
    use: 'MANIFEST_LIST [MANIFEST_LIST...]',
    short: 'Delete one or more manifest lists from local storage',
    experimental: true,
    args: { min: 1 },
  },
  {
    paths: ['manifest'],
    use: 'COMMAND',
    short: 'Manage Docker image manifests and manifest lists',
    long: `The **docker manifest** command has subcommands for managing image manifests and
manifest lists. A manifest list allows you to use one name to refer to the same image
built for multiple architectures.

To see help for a subcommand, use:

    docker manifest CMD --help

For full details on using docker manifest lists, see the registry v2 specification.`,
    group: true,
    experimental: true,
  },
  {
    paths: ['plugin create'],
    use: '[OPTIONS] PLUGIN PLUGIN-DATA-DIR',
    short: 'Create a plugin from a rootfs and configuration. Plugin data directory must contain config.json and rootfs directory.',
    args: { min: 2 },
    flags: [{ name: 'compress', type: 'bool', usage: 'Compress the context using gzip' }],
  },
  {
    paths: ['plugin disable'],
    use: '[OPTIONS] PLUGIN',
    short: 'Disable a plugin',
    args: { min: 1, max: 1 },
    flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Force the disable of an active plugin' }],
  },
  {
    paths: ['plugin enable'],
    use: '[OPTIONS] PLUGIN',
    short: 'Enable a plugin',
    args: { min: 1, max: 1 },
    flags: [{ name: 'timeout', type: 'int', default: '30', usage: 'HTTP client timeout (in seconds)' }],
  },
  {
    paths: ['plugin inspect'],
    use: '[OPTIONS] PLUGIN [PLUGIN...]',
    short: 'Display detailed information on one or more plugins',
    args: { min: 1 },
    flags: [{ name: 'format', short: 'f', type: 'string', usage: INSPECT_FORMAT_USAGE }],
  },
  {
    paths: ['plugin install'],
    use: '[OPTIONS] PLUGIN [KEY=VALUE...]',
    short: 'Install a plugin',
    args: { min: 1 },
    flags: [
      { name: 'alias', type: 'string', usage: 'Local name for plugin' },
      { name: 'disable', type: 'bool', usage: 'Do not enable the plugin on install' },
      { name: 'disable-content-trust', type: 'bool', default: 'true', usage: 'Skip image verification' },
      { name: 'grant-all-permissions', type: 'bool', usage: 'Grant all permissions necessary to run the plugin' },
    ],
  },
  {
    paths: ['plugin ls'],
    aliases: ['list'],
    use: '[OPTIONS]',
    short: 'List plugins',
    args: { min: 0, max: 0 },
    simulated: true,
    flags: [
      { name: 'filter', short: 'f', type: 'filter', usage: 'Provide filter values (e.g. "enabled=true")' },
      { name: 'format', type: 'string', usage: FORMAT_USAGE },
      { name: 'no-trunc', type: 'bool', usage: `Don't truncate output` },
      { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display plugin IDs' },
    ],
  },
  {
    paths: ['plugin push'],
    use: '[OPTIONS] PLUGIN[:TAG]',
    short: 'Push a plugin to a registry',
    args: { min: 1, max: 1 },
    flags: [{ name: 'disable-content-trust', type: 'bool', default: 'true', usage: 'Skip image signing' }],
  },
  {
    paths: ['plugin rm'],
    aliases: ['remove'],
    use: '[OPTIONS] PLUGIN [PLUGIN...]',
    short: 'Remove one or more plugins',
    args: { min: 1 },
    flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Force the removal of an active plugin' }],
  },
  {
    paths: ['plugin set'],
    use: 'PLUGIN KEY=VALUE [KEY=VALUE...]',
    short: 'Change settings for a plugin',
    args: { min: 2 },
  },
  {
    paths: ['plugin upgrade'],
    use: '[OPTIONS] PLUGIN [REMOTE]',
    short: 'Upgrade an existing plugin',
    args: { min: 1, max: 2 },
    flags: [
      { name: 'disable-content-trust', type: 'bool', default: 'true', usage: 'Skip image verification' },
      { name: 'grant-all-permissions', type: 'bool', usage: 'Grant all permissions necessary to run the plugin' },
      { name: 'skip-remote-check', type: 'bool', usage: 'Do not check if specified remote plugin matches existing plugin image' },
    ],
  },
  {
    paths: ['plugin'],
    short: 'Manage plugins',
    group: true,
  },
  {
    paths: ['trust inspect'],
    use: 'IMAGE[:TAG] [IMAGE[:TAG]...]',
    short: 'Return low-level information about keys and signatures',
    args: { min: 1 },
    flags: [{ name: 'pretty', type: 'bool', usage: 'Print the information in a human friendly format' }],
  },
  {
    paths: ['trust key generate'],
    use: 'NAME',
    short: 'Generate and load a signing key-pair',
    args: { min: 1, max: 1 },
    flags: [{ name: 'dir', type: 'string', usage: 'Directory to generate key in, defaults to current directory' }],
  },
  {
    paths: ['trust key load'],
    use: '[OPTIONS] KEYFILE',
    short: 'Load a private key file for signing',
    args: { min: 1, max: 1 },
    flags: [{ name: 'name', type: 'string', default: 'signer', usage: 'Name for the loaded key' }],
  },
  {
    paths: ['trust key'],
    short: 'Manage keys for signing Docker images',
    group: true,
  },
  {
    paths: ['trust revoke'],
    use: '[OPTIONS] IMAGE[:TAG]',
    short: 'Remove trust for an image',
    args: { min: 1, max: 1 },
    flags: [{ name: 'yes', short: 'y', type: 'bool', usage: 'Do not prompt for confirmation' }],
  },
  {
    paths: ['trust sign'],
    use: 'IMAGE:TAG',
    short: 'Sign an image',
    args: { min: 1, max: 1 },
    flags: [{ name: 'local', type: 'bool', usage: 'Sign a locally tagged image' }],
  },
  {
    paths: ['trust signer add'],
    use: 'OPTIONS NAME REPOSITORY [REPOSITORY...] ',
    short: 'Add a signer',
    args: { min: 2 },
    flags: [{ name: 'key', type: 'list', usage: `Path to the signer's public key file` }],
  },
  {
    paths: ['trust signer remove'],
    use: '[OPTIONS] NAME REPOSITORY [REPOSITORY...]',
    short: 'Remove a signer',
    args: { min: 2 },
    flags: [
      { name: 'force', short: 'f', type: 'bool', usage: 'Do not prompt for confirmation before removing the most recent signer' },
    ],
  },
  {
    paths: ['trust signer'],
    short: 'Manage entities who can sign Docker images',
    group: true,
  },
  {
    paths: ['trust'],
    short: 'Manage trust on Docker images',
    group: true,
  },
];
