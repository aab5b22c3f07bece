/** What the worker tells about one layer, image or container, or about what lies between two steps. Sizes are in bytes; digests are whole. */
import type { ContainerExamination, ImageExamination, LayerExamination, MachineView, Node } from '../../engine/index.ts';

export type XraySubject =
  | { readonly kind: 'layer'; readonly chainId: string }
  | { readonly kind: 'image'; readonly id: string }
  | { readonly kind: 'container'; readonly id: string }
  /** what came and went between the machine after `from` steps and the one after `to`, which may be the earlier */
  | { readonly kind: 'steps'; readonly from: number; readonly to: number };

export type Xray = LayerXray | ImageXray | ContainerXray | StepsXray;

export interface XrayFiles {
  /** the first of them; a folder before what it holds */
  readonly files: readonly XrayFile[];
  readonly fileCount: number;
  readonly counts: Readonly<Record<'A' | 'C' | 'D', number>>;
}
export interface LayerXray extends XrayFiles, Omit<LayerExamination, 'files' | 'entries' | 'maker'> {
  readonly kind: 'layer';
  readonly maker?: { readonly image: string; readonly row: number; readonly json: string };
  readonly createdBy?: string;
  /** RFC 3339 */
  readonly created?: string;
  /** lines of `tar -tv`, the first of them */
  readonly listing: string;
  readonly entryCount: number;
}
export interface ImageXray extends XrayFiles, Omit<ImageExamination, 'files' | 'config' | 'configBytes'> {
  readonly kind: 'image';
  readonly wasteCount: number;
  /** the config, indented */
  readonly json: string;
}
export interface ContainerXray extends XrayFiles, Omit<ContainerExamination, 'files' | 'status'> {
  readonly kind: 'container';
  readonly status: MachineView['containers'][number]['status'];
}

export interface StepsXray {
  readonly kind: 'steps';
  readonly from: number;
  readonly to: number;
  /** bytes on the disk, before and after */
  readonly disk: { readonly was: number; readonly now: number };
  /** sorted by kind, what came before what changed and what went */
  readonly changes: readonly StepChange[];
  /** of each container that is there after `to`, and of the learner's own computer; those without a change are left out */
  readonly files: readonly StepFiles[];
}

/** `A` came, `D` went, `C` is there at both and not as it was. */
export type StepChange = { readonly change: 'A' | 'C' | 'D' } & (
  | { readonly kind: 'image'; readonly id: string; readonly tags: readonly string[]; readonly size: number }
  /** `was`: the image that it named before; C only */
  | { readonly kind: 'tag'; readonly name: string; readonly id: string; readonly was?: string }
  | {
      readonly kind: 'layer';
      readonly chainId: string;
      readonly diffId: string;
      readonly createdBy: string;
      readonly size: number;
    }
  | {
      readonly kind: 'container';
      readonly id: string;
      readonly name: string;
      readonly status: ContainerXray['status'];
      readonly size: number;
      /** what is other than it was; C only */
      readonly was?: { readonly name: string; readonly status: ContainerXray['status']; readonly size: number };
    }
);

export interface StepFiles extends XrayFiles {
  /** `base`: of a container that is new, the layer that it is compared with */
  readonly of:
    | { readonly kind: 'container'; readonly id: string; readonly name: string; readonly base?: string }
    | { readonly kind: 'host' };
}

export interface XrayFile extends XrayFacts {
  readonly path: string;
  readonly change?: 'A' | 'C' | 'D';
  readonly size: number;
  readonly hidden: number;
  /** of C: as the layers below have it */
  readonly was?: XrayFacts & { readonly size: number };
  /** of a file that stood below, too: whether anything in it is other; absent where nobody looked */
  readonly bytes?: 'same' | 'other';
  readonly opaque?: true;
  readonly inside?: true;
  /** since the last step */
  readonly isNew?: true;
}
export interface XrayFacts {
  readonly kind: Node['kind'];
  /** as `ls -l` writes it */
  readonly mode: string;
  readonly owner: string;
  readonly target?: string;
}
