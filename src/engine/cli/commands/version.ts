import type { CommandCall } from '../command-call.ts';
import { printObject } from '../format/print-object.ts';
import { VERSION_INFO } from '../inspect/version-types.data.ts';
import { CLIENT_VERSION, SERVER_VERSION } from '../system-facts.data.ts';
import { decodeTyped } from '../template/decode-json.ts';

const FACTS = { Client: CLIENT_VERSION, Server: SERVER_VERSION };

export function version({ ctx, io, flags }: CommandCall): number {
  const format = flags.text('format');
  const maxSteps = ctx.ports.limits.shellSteps;
  if (format === '') io.write(1, versionText());
  else printObject(io, format, decodeTyped(FACTS, VERSION_INFO), { name: 'version', maxSteps });
  return 0;
}

function versionText(): string {
  const { Version, ApiVersion, DefaultAPIVersion, GoVersion, GitCommit, BuildTime, Os, Arch, Context } = CLIENT_VERSION;
  const [engine, ...others] = SERVER_VERSION.Components;
  const details = new Map<string, string>(Object.entries(engine?.Details ?? {}));
  const field = (name: string): string => details.get(name) ?? '';
  return [
    'Client:',
    ` Version:           ${Version}`,
    ` API version:       ${ApiVersion} (downgraded from ${DefaultAPIVersion})`,
    ` Go version:        ${GoVersion}`,
    ` Git commit:        ${GitCommit}`,
    ` Built:             ${BuildTime}`,
    ` OS/Arch:           ${Os}/${Arch}`,
    ` Context:           ${Context}`,
    '',
    'Server:',
    ' Engine:',
    `  Version:          ${engine?.Version ?? ''}`,
    `  API version:      ${field('ApiVersion')} (minimum version ${field('MinAPIVersion')})`,
    `  Go version:       ${field('GoVersion')}`,
    `  Git commit:       ${field('GitCommit')}`,
    `  Built:            ${field('BuildTime')}`,
    `  OS/Arch:          ${field('Os')}/${field('Arch')}`,
    `  Experimental:     ${field('Experimental')}`,
    ...others.flatMap((one) => [
      ` ${one.Name}:`,
      `  Version:          ${one.Version}`,
      `  GitCommit:        ${one.Details.GitCommit}`,
    ]),
    '',
  ].join('\n');
}
