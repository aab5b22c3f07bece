/** What the worker tells about one layer, image or container. Sizes are in bytes; digests are whole. */
import type { ContainerExamination, ImageExamination, LayerExamination, MachineView, Node } from '../../engine/index.ts';

export type XraySubject =
  | { readonly kind: 'layer'; readonly chainId: string }
  | { readonly kind: 'image'; readonly id: string }
  | { readonly kind: 'container'; readonly id: string };

export type Xray = LayerXray | ImageXray | ContainerXray;

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
