/** Ids, codes and secrets. Secrets leave the process once, to whoever they are for; what is kept are hashes. */
import { createHash, randomBytes } from 'node:crypto';
import { codeFromBytes } from '../domain/codes.ts';

const SECRET_BYTES = 24;
const ID_BYTES = 12;

export function newId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

export function newCode(length: number): string {
  for (;;) {
    const code = codeFromBytes(randomBytes(length * 3), length);
    if (code !== undefined) return code;
  }
}

/** Random secrets of 192 bits need no salt and no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Of what a learner types on another device: only together with the class. */
export function hashReturnCode(classId: string, code: string): string {
  return hashSecret(`${classId} ${code}`);
}
