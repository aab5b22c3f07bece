/** What `docker version` and `docker info` say of a machine like the one the transcripts were recorded on: Debian's dockerd 20.10.24 and the client 28.2.2. */

export const CLIENT_VERSION = {
  Version: '28.2.2',
  ApiVersion: '1.41',
  DefaultAPIVersion: '1.50',
  GitCommit: 'e6534b4',
  GoVersion: 'go1.24.3',
  Os: 'linux',
  Arch: 'amd64',
  BuildTime: 'Fri May 30 12:07:14 2025',
  Context: 'default',
};

const KERNEL = '6.1.0-39-amd64';
const CONTAINERD = '1.6.20~ds1-1+deb12u3';
const RUNC = '1.1.5+ds1-1+deb12u1';

export const SERVER_VERSION = {
  Platform: { Name: '' },
  Components: [
    {
      Name: 'Engine',
      Version: '20.10.24+dfsg1',
      Details: {
        ApiVersion: '1.41',
        Arch: 'amd64',
        BuildTime: 'Thu May  7 21:09:36 2026',
        Experimental: 'false',
        GitCommit: '5d6db84',
        GoVersion: 'go1.19.8',
        KernelVersion: KERNEL,
        MinAPIVersion: '1.12',
        Os: 'linux',
      },
    },
    { Name: 'containerd', Version: '1.6.20~ds1', Details: { GitCommit: CONTAINERD } },
    { Name: 'runc', Version: '1.1.5+ds1', Details: { GitCommit: RUNC } },
    { Name: 'docker-init', Version: '0.19.0', Details: { GitCommit: '' } },
  ],
  Version: '20.10.24+dfsg1',
  ApiVersion: '1.41',
  MinAPIVersion: '1.12',
  GitCommit: '5d6db84',
  GoVersion: 'go1.19.8',
  Os: 'linux',
  Arch: 'amd64',
  KernelVersion: KERNEL,
  BuildTime: '2026-05-07T21:09:36.000000000+00:00',
};

/** All of `docker info` that does not change while one works. */
export const DAEMON_FACTS = {
  Driver: 'overlay2',
  DriverStatus: [
    ['Backing Filesystem', 'extfs'],
    ['Supports d_type', 'true'],
    ['Native Overlay Diff', 'true'],
    ['userxattr', 'false'],
  ],
  Plugins: {
    Volume: ['local'],
    Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
    Authorization: null,
    Log: ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'logentries', 'splunk', 'syslog'],
  },
  LoggingDriver: 'json-file',
  CgroupDriver: 'cgroupfs',
  CgroupVersion: '1',
  KernelVersion: KERNEL,
  OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  OSVersion: '12',
  OSType: 'linux',
  Architecture: 'x86_64',
  IndexServerAddress: 'https://index.docker.io/v1/',
  NCPU: 2,
  MemTotal: 4_102_021_120,
  DockerRootDir: '/var/lib/docker',
  Name: 'camadas',
  ID: '2CID:ZSL5:5RJN:7DWZ:NK5F:PFCI:QG2G:JHVO:JPVQ:JPOJ:QOFK:S6JF',
  ExperimentalBuild: false,
  ServerVersion: '20.10.24+dfsg1',
  Runtimes: ['io.containerd.runc.v2', 'io.containerd.runtime.v1.linux', 'runc'],
  DefaultRuntime: 'runc',
  InitBinary: 'docker-init',
  ContainerdCommit: CONTAINERD,
  RuncCommit: RUNC,
  SecurityOptions: ['name=seccomp,profile=default'],
};
