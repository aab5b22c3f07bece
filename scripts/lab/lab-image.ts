/** An image of the lab's catalogue, said as its history: some steps left a layer, the others only changed the configuration. */
import type { RunConfig } from '../../src/engine/index.ts';
import type { LayerSpec } from './layer-files.ts';

export interface LabImage {
  /** `library/alpine`, `loja/api` */
  readonly repository: string;
  readonly tags: readonly string[];
  /** bottom first; those of its base come first and are the same objects */
  readonly steps: readonly LabStep[];
  readonly config: LabConfig;
}

export interface LabStep {
  /** ISO 8601 */
  readonly at: string;
  /** for `ADD` and `COPY`: `{hash}` stands for a hash of the layer, as docker has one of the files there */
  readonly by: string;
  readonly layer?: LayerSpec;
}

export type LabConfig = Pick<RunConfig, 'Env' | 'Cmd' | 'Entrypoint' | 'WorkingDir' | 'ExposedPorts' | 'StopSignal'>;

export const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const NOP = '/bin/sh -c #(nop) ';

/** `CMD ["/bin/sh"]` as the classic builder wrote it into history: two blanks for configuration, one for files. */
export function setting(at: string, instruction: string): LabStep {
  return { at, by: `${NOP} ${instruction}` };
}
export function copied(at: string, instruction: string, layer: LayerSpec): LabStep {
  return { at, by: `${NOP}${instruction} `, layer };
}
export function ran(at: string, command: string, layer: LayerSpec): LabStep {
  return { at, by: `/bin/sh -c ${command}`, layer };
}

/** `base` some seconds later. */
export function later(base: string, seconds: number): string {
  return new Date(Date.parse(base) + seconds * 1000).toISOString();
}
