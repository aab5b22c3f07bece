/** `--secret id=…,src=…` and `--secret id=…,env=…`: what `RUN --mount=type=secret` shows (docker/buildx util/buildflags/secrets.go). */
import { contentOf, readContent } from '../../bytes/content.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import { openFile } from '../../fs/lookup.ts';
import type { Tree } from '../../fs/node.ts';
import { BuildError } from '../build-errors.ts';
import type { BuildOptions } from '../build-options.ts';
import { parseCsvRecord } from '../dockerfile/csv.ts';

/** @returns content by id. @throws BuildError */
export async function readSecrets(
  host: Tree,
  options: Pick<BuildOptions, 'secrets' | 'env' | 'cwd'>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const secrets = new Map<string, Uint8Array>();
  for (const flag of options.secrets) {
    const { id, source, variable } = parseSecret(flag);
    const fromEnvironment = variable === '' ? undefined : options.env.get(variable);
    if (variable !== '') secrets.set(id, await readContent(contentOf(fromEnvironment ?? '')));
    else if (source === '' && options.env.has(id)) secrets.set(id, await readContent(contentOf(options.env.get(id) ?? '')));
    else secrets.set(id, await readSecretFile(host, source === '' ? id : source, options.cwd));
  }
  return secrets;
}

function parseSecret(flag: string): { id: string; source: string; variable: string } {
  const record = parseCsvRecord(flag);
  if ('fault' in record) throw invalid(`invalid secret: ${flag}`);
  const parsed = { id: '', source: '', variable: '' };
  let isVariable = false;
  for (const field of record.fields) {
    const equals = field.indexOf('=');
    if (equals < 0) throw invalid(`invalid field '${field}' must be a key=value pair`);
    const key = field.slice(0, equals).toLowerCase();
    const value = field.slice(equals + 1);
    if (key === 'id') parsed.id = value;
    else if (key === 'src' || key === 'source') parsed.source = value;
    else if (key === 'env') parsed.variable = value;
    else if (key === 'type' && (value === 'file' || value === 'env')) isVariable = value === 'env';
    else if (key === 'type') throw invalid(`unsupported secret type "${value}"`);
    else throw invalid(`unexpected key '${key}' in '${field}'`);
  }
  if (isVariable && parsed.variable === '') return { id: parsed.id, source: '', variable: parsed.source || parsed.id };
  return parsed;
}

async function readSecretFile(host: Tree, path: string, cwd: string): Promise<Uint8Array> {
  try {
    return await readContent(openFile(host, path, { cwd }).content);
  } catch (error) {
    if (error instanceof FsError) throw invalid(`failed to stat ${path}: stat ${path}: ${strerror(error.code).toLowerCase()}`);
    throw error;
  }
}

function invalid(message: string): BuildError {
  return new BuildError('build.options', `ERROR: ${message}`, 'client');
}
