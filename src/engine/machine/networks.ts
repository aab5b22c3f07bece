/** The three networks that every docker has. Others are not simulated. */
import { sha256Hex } from '../bytes/sha256.ts';
import { utf8 } from '../bytes/utf8.ts';

export interface Network {
  readonly name: string;
  readonly driver: string;
}

export const NETWORKS: readonly Network[] = [
  { name: 'bridge', driver: 'bridge' },
  { name: 'host', driver: 'host' },
  { name: 'none', driver: 'null' },
];

export function networkId(name: string): string {
  return sha256Hex(utf8(`network ${name}`));
}
