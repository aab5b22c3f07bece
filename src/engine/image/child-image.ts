/** The config of an image made on another (moby `image/image.go` NewChildImage): by commit, and by each step of the classic builder. */
import { type DiffId, EMPTY_DIFF_ID } from '../oci/digest.ts';
import type { ImageConfig, RunConfig } from '../oci/image-config.ts';

export const DOCKER_VERSION = '20.10.24+dfsg1';

export interface ChildImageOptions {
  /** `drawTimestamp` */
  readonly created: string;
  readonly author?: string;
  readonly comment?: string;
  /** ID of the container that it was made in */
  readonly container?: string;
  /** that container's settings; their command is the CREATED BY of the new row */
  readonly containerConfig: RunConfig;
  readonly config: RunConfig;
  /** The empty diff, or none at all, adds no layer: the row is marked `empty_layer`. */
  readonly diffId?: DiffId;
}

/** Without a parent it starts from nothing (`FROM scratch`). */
export function childImage(parent: ImageConfig | undefined, options: ChildImageOptions): ImageConfig {
  const { diffId } = options;
  const isEmpty = diffId === undefined || diffId === EMPTY_DIFF_ID;
  const diffIds = parent?.rootfs.diff_ids ?? [];
  const author = options.author === undefined || options.author === '' ? {} : { author: options.author };
  const createdBy = (options.containerConfig.Cmd ?? []).join(' ');
  const variant = parent?.variant;
  return {
    architecture: parent?.architecture || 'amd64',
    ...(variant === undefined ? {} : { variant }),
    os: parent?.os || 'linux',
    ...author,
    created: options.created,
    docker_version: DOCKER_VERSION,
    ...(options.container === undefined ? {} : { container: options.container }),
    container_config: options.containerConfig,
    config: options.config,
    rootfs: { type: 'layers', diff_ids: isEmpty ? diffIds : [...diffIds, diffId] },
    history: [
      ...(parent?.history ?? []),
      {
        created: options.created,
        ...author,
        created_by: createdBy,
        ...(options.comment === undefined || options.comment === '' ? {} : { comment: options.comment }),
        ...(isEmpty ? { empty_layer: true } : {}),
      },
    ],
  };
}
