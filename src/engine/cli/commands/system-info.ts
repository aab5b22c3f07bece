import type { Machine } from '../../machine/machine.ts';
import { formatTimestamp } from '../../machine/timestamps.ts';
import type { CommandCall } from '../command-call.ts';
import { printObject } from '../format/print-object.ts';
import { DOCKER_INFO } from '../inspect/info-types.data.ts';
import { CLIENT_VERSION, DAEMON_FACTS } from '../system-facts.data.ts';
import { decodeTyped, type Json } from '../template/decode-json.ts';
import { binarySize } from '../text/sizes.ts';

export function systemInfo({ ctx, ref, io, flags }: CommandCall): number {
  const format = flags.text('format');
  const maxSteps = ctx.ports.limits.shellSteps;
  if (format === '') io.write(1, infoText(ref.current));
  else printObject(io, format, decodeTyped(infoJson(ref.current), DOCKER_INFO), { maxSteps });
  return 0;
}

interface Counts {
  readonly Containers: number;
  readonly ContainersRunning: number;
  readonly ContainersPaused: number;
  readonly ContainersStopped: number;
  readonly Images: number;
}

function countAll({ containers, images }: Machine): Counts {
  const states = [...containers.values()].map((container) => container.state.status);
  const running = states.filter((state) => state === 'running').length;
  const paused = states.filter((state) => state === 'paused').length;
  return {
    Containers: states.length,
    ContainersRunning: running,
    ContainersPaused: paused,
    ContainersStopped: states.length - running - paused,
    Images: images.size,
  };
}

function infoJson(machine: Machine): Json {
  const { Runtimes, ContainerdCommit, RuncCommit, ...facts } = DAEMON_FACTS;
  const enabled = [
    'MemoryLimit',
    'SwapLimit',
    'KernelMemory',
    'KernelMemoryTCP',
    'CpuCfsPeriod',
    'CpuCfsQuota',
    'CPUShares',
    'CPUSet',
    'PidsLimit',
  ];
  return {
    ...facts,
    ...countAll(machine),
    ...Object.fromEntries([...enabled, 'IPv4Forwarding', 'OomKillDisable'].map((name) => [name, true])),
    Runtimes: Object.fromEntries(Runtimes.map((name) => [name, { path: 'runc' }])),
    SystemTime: formatTimestamp(machine.now),
    Labels: [],
    RegistryConfig: {
      IndexConfigs: { 'docker.io': { Mirrors: [], Name: 'docker.io', Official: true, Secure: true } },
      InsecureRegistryCIDRs: ['127.0.0.0/8'],
      Mirrors: [],
    },
    Swarm: { NodeID: '', NodeAddr: '', LocalNodeState: 'inactive', ControlAvailable: false, Error: '', RemoteManagers: null },
    ContainerdCommit: { ID: ContainerdCommit, Expected: ContainerdCommit },
    RuncCommit: { ID: RuncCommit, Expected: RuncCommit },
    InitCommit: { ID: '' },
    ClientInfo: {
      Debug: false,
      Version: CLIENT_VERSION.Version,
      DefaultAPIVersion: CLIENT_VERSION.DefaultAPIVersion,
      GitCommit: CLIENT_VERSION.GitCommit,
      GoVersion: CLIENT_VERSION.GoVersion,
      Os: CLIENT_VERSION.Os,
      Arch: CLIENT_VERSION.Arch,
      BuildTime: CLIENT_VERSION.BuildTime,
      Context: CLIENT_VERSION.Context,
      Plugins: [],
    },
  };
}

function infoText(machine: Machine): string {
  const counts = countAll(machine);
  const facts = DAEMON_FACTS;
  return `Client:
 Version:    ${CLIENT_VERSION.Version}
 Context:    ${CLIENT_VERSION.Context}
 Debug Mode: false

Server:
 Containers: ${counts.Containers}
  Running: ${counts.ContainersRunning}
  Paused: ${counts.ContainersPaused}
  Stopped: ${counts.ContainersStopped}
 Images: ${counts.Images}
 Server Version: ${facts.ServerVersion}
 Storage Driver: ${facts.Driver}
${facts.DriverStatus.map(([name, value]) => `  ${name}: ${value}`).join('\n')}
 Logging Driver: ${facts.LoggingDriver}
 Cgroup Driver: ${facts.CgroupDriver}
 Cgroup Version: ${facts.CgroupVersion}
 Plugins:
  Volume: ${facts.Plugins.Volume.join(' ')}
  Network: ${facts.Plugins.Network.join(' ')}
  Log: ${facts.Plugins.Log.join(' ')}
 Swarm: inactive
 Runtimes: ${facts.Runtimes.join(' ')}
 Default Runtime: ${facts.DefaultRuntime}
 Init Binary: ${facts.InitBinary}
 containerd version: ${facts.ContainerdCommit}
 runc version: ${facts.RuncCommit}
 init version: 
 Security Options:
  seccomp
   Profile: default
 Kernel Version: ${facts.KernelVersion}
 Operating System: ${facts.OperatingSystem}
 OSType: ${facts.OSType}
 Architecture: ${facts.Architecture}
 CPUs: ${facts.NCPU}
 Total Memory: ${binarySize(facts.MemTotal)}
 Name: ${facts.Name}
 ID: ${facts.ID}
 Docker Root Dir: ${facts.DockerRootDir}
 Debug Mode: false
 Experimental: false
 Insecure Registries:
  127.0.0.0/8
 Live Restore Enabled: false

`;
}
