/** Types of `docker volume inspect` and `docker network inspect` in the client 28.2.2. */
import { ANY, BOOL, mapOf, pointerTo, STRING, sliceOf } from '../template/go-value.ts';
import { goStruct, omitEmpty, renamed, STRING_MAP } from './go-struct.ts';
import { TIME } from './shared-types.data.ts';

export const VOLUME = goStruct('volume.Volume', {
  ClusterVolume: omitEmpty(pointerTo(goStruct('volume.ClusterVolume', {}))),
  CreatedAt: omitEmpty(STRING),
  Driver: STRING,
  Labels: STRING_MAP,
  Mountpoint: STRING,
  Name: STRING,
  Options: STRING_MAP,
  Scope: STRING,
  Status: omitEmpty(mapOf(STRING, ANY)),
  UsageData: omitEmpty(pointerTo(goStruct('volume.UsageData', {}))),
});

const IPAM_CONFIG = goStruct('network.IPAMConfig', {
  Subnet: omitEmpty(STRING),
  IPRange: omitEmpty(STRING),
  Gateway: omitEmpty(STRING),
  AuxAddress: omitEmpty(STRING_MAP, 'AuxiliaryAddresses'),
});

export const NETWORK_INSPECT = goStruct('network.Inspect', {
  Name: STRING,
  ID: renamed(STRING, 'Id'),
  Created: TIME,
  Scope: STRING,
  Driver: STRING,
  EnableIPv4: BOOL,
  EnableIPv6: BOOL,
  IPAM: goStruct('network.IPAM', { Driver: STRING, Options: STRING_MAP, Config: sliceOf(IPAM_CONFIG) }),
  Internal: BOOL,
  Attachable: BOOL,
  Ingress: BOOL,
  ConfigFrom: goStruct('network.ConfigReference', { Network: STRING }),
  ConfigOnly: BOOL,
  Containers: mapOf(
    STRING,
    goStruct('network.EndpointResource', {
      Name: STRING,
      EndpointID: STRING,
      MacAddress: STRING,
      IPv4Address: STRING,
      IPv6Address: STRING,
    }),
  ),
  Options: STRING_MAP,
  Labels: STRING_MAP,
  Peers: omitEmpty(sliceOf(goStruct('network.PeerInfo', {}))),
  Services: omitEmpty(mapOf(STRING, goStruct('network.ServiceInfo', {}))),
});
