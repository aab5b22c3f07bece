import { type CommandCall, CommandFailure } from '../command-call.ts';
import { VERSION_INFO } from '../inspect/version-types.data.ts';
import { CLIENT_VERSION, SERVER_VERSION } from '../system-facts.data.ts';
import { decodeTyped } from '../template/decode-json.ts';
import { execTemplate } from '../template/exec-template.ts';
import { parseTemplate, TemplateError } from '../template/parse-template.ts';
import { TEMPLATE_FUNCTIONS } from '../template/template-functions.ts';

const FACTS = { Client: CLIENT_VERSION, Server: SERVER_VERSION };

export async function version({ ctx, io, flags }: CommandCall): Promise<number> {
  const format = flags.text('format');
  io.write(
    1,
    format === '' ? versionText() : `${formatted(format === 'json' ? '{{json .}}' : format, ctx.ports.limits.shellSteps)}\n`,
  );
  return 0;
}

function formatted(format: string, maxSteps: number): string {
  try {
    const template = parseTemplate(format, (name) => TEMPLATE_FUNCTIONS.has(name), 'version');
    try {
      return execTemplate(template, decodeTyped(FACTS, VERSION_INFO), {
        functions: TEMPLATE_FUNCTIONS,
        missingKey: 'default',
        maxSteps,
      });
    } catch (error) {
      if (error instanceof TemplateError) throw new CommandFailure(error.message);
      throw error;
    }
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandFailure(`template parsing error: ${error.message}`, 64);
    throw error;
  }
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
