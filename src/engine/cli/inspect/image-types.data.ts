/** Types of `docker image inspect` in the client 28.2.2, `image.InspectResponse` and what it is made of. */
import { BOOL, INT64, pointerTo, STRING, sliceOf } from '../template/go-value.ts';
import { CONTAINER_CONFIG } from './container-types.data.ts';
import { embedded, goStruct, omitEmpty, renamed, STRING_MAP, STRING_SET, STRINGS } from './go-struct.ts';
import { DESCRIPTOR, HEALTHCHECK, TIME } from './shared-types.data.ts';

const IMAGE_CONFIG = goStruct('v1.DockerOCIImageConfig', {
  ImageConfig: embedded(
    goStruct('v1.ImageConfig', {
      User: omitEmpty(STRING),
      ExposedPorts: omitEmpty(STRING_SET),
      Env: omitEmpty(STRINGS),
      Entrypoint: omitEmpty(STRINGS),
      Cmd: omitEmpty(STRINGS),
      Volumes: omitEmpty(STRING_SET),
      WorkingDir: omitEmpty(STRING),
      Labels: omitEmpty(STRING_MAP),
      StopSignal: omitEmpty(STRING),
      ArgsEscaped: omitEmpty(BOOL),
    }),
  ),
  DockerOCIImageConfigExt: embedded(
    goStruct('v1.DockerOCIImageConfigExt', {
      Healthcheck: omitEmpty(pointerTo(HEALTHCHECK)),
      OnBuild: omitEmpty(STRINGS),
      Shell: omitEmpty(STRINGS),
    }),
  ),
});

export const IMAGE_INSPECT = goStruct('image.InspectResponse', {
  ID: renamed(STRING, 'Id'),
  RepoTags: STRINGS,
  RepoDigests: STRINGS,
  Parent: STRING,
  Comment: STRING,
  Created: omitEmpty(STRING),
  Container: omitEmpty(STRING),
  ContainerConfig: omitEmpty(pointerTo(CONTAINER_CONFIG)),
  DockerVersion: STRING,
  Author: STRING,
  Config: pointerTo(IMAGE_CONFIG),
  Architecture: STRING,
  Variant: omitEmpty(STRING),
  Os: STRING,
  OsVersion: omitEmpty(STRING),
  Size: INT64,
  VirtualSize: omitEmpty(INT64),
  GraphDriver: goStruct('storage.DriverData', { Data: STRING_MAP, Name: STRING }),
  RootFS: goStruct('image.RootFS', { Type: omitEmpty(STRING), Layers: omitEmpty(STRINGS) }),
  Metadata: goStruct('image.Metadata', { LastTagTime: omitEmpty(TIME) }),
  Descriptor: omitEmpty(pointerTo(DESCRIPTOR)),
  Manifests: omitEmpty(sliceOf(goStruct('image.ManifestSummary', {}))),
});
