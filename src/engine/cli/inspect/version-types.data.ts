/** Types of `docker version` in the client 28.2.2. */
import { BOOL, pointerTo, STRING, sliceOf } from '../template/go-value.ts';
import { goStruct, omitEmpty, renamed, STRING_MAP } from './go-struct.ts';

const CLIENT = goStruct('system.clientVersion', {
  Platform: omitEmpty(pointerTo(goStruct('system.platformInfo', { Name: omitEmpty(STRING) }))),
  Version: omitEmpty(STRING),
  APIVersion: { type: STRING, json: 'ApiVersion', omitEmpty: true },
  DefaultAPIVersion: omitEmpty(STRING),
  GitCommit: omitEmpty(STRING),
  GoVersion: omitEmpty(STRING),
  Os: omitEmpty(STRING),
  Arch: omitEmpty(STRING),
  BuildTime: omitEmpty(STRING),
  Context: STRING,
});

const SERVER = goStruct('types.Version', {
  Platform: goStruct('struct { Name string }', { Name: STRING }),
  Components: omitEmpty(
    sliceOf(goStruct('types.ComponentVersion', { Name: STRING, Version: STRING, Details: omitEmpty(STRING_MAP) })),
  ),
  Version: STRING,
  APIVersion: renamed(STRING, 'ApiVersion'),
  MinAPIVersion: omitEmpty(STRING),
  GitCommit: STRING,
  GoVersion: STRING,
  Os: STRING,
  Arch: STRING,
  KernelVersion: omitEmpty(STRING),
  Experimental: omitEmpty(BOOL),
  BuildTime: omitEmpty(STRING),
});

export const VERSION_INFO = goStruct('system.versionInfo', { Client: CLIENT, Server: pointerTo(SERVER) });
