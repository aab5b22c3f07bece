/** The body of a request: small, JSON, in time. */
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { Refusal } from '../domain/refusal.ts';

const BODY_MS = 10_000;

/** @throws Refusal */
export async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') throw new Refusal('type-refused');
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new Refusal('body-too-large');
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => settle(new Refusal('body-late')), BODY_MS);
    function settle(refusal?: Refusal): void {
      clearTimeout(timer);
      request.off('data', take);
      if (refusal === undefined) resolve();
      else {
        // what is left is not read; the answer closes the connection
        request.pause();
        reject(refusal);
      }
    }
    function take(chunk: Buffer): void {
      size += chunk.length;
      if (size > maxBytes) settle(new Refusal('body-too-large'));
      else chunks.push(chunk);
    }
    request.on('data', take);
    request.once('end', () => settle());
    // a visitor who went away is no error of ours
    request.once('error', () => settle(new Refusal('body-invalid')));
    request.once('close', () => settle(new Refusal('body-invalid')));
  });
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws Refusal with the first field that is not as it should be */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>, maxBytes = 16_384): Promise<T> {
  const text = await readText(request, maxBytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal('body-invalid');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  throw field === '' ? new Refusal('body-invalid') : new Refusal('body-invalid', { field });
}
