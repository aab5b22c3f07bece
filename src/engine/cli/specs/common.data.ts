/**
 * What the parser has to know of the commands that nearly every lesson types, and no word of help. The specs themselves are in
 * `container.data.ts` and `image.data.ts`; common-commands.test.ts compares. A flag is `name[/letter]:type[=default]`; those that are
 * not simulated, deprecated or of a seldom type are left out, and a line with one waits for the specs.
 */
export interface CommonCommand {
  readonly paths: readonly string[];
  readonly aliases?: readonly string[];
  readonly unlisted?: readonly string[];
  readonly args: { readonly min: number; readonly max?: number };
  readonly flagsFirst?: boolean;
  readonly flags: string;
}

const CREATE_FLAGS =
  'add-host:list attach/a:list cidfile:string disable-content-trust:bool=true domainname:string entrypoint:string env/e:list env-file:list expose:list help:bool hostname/h:string init:bool interactive/i:bool ip:string label/l:list label-file:list name:string network:network network-alias:list no-healthcheck:bool platform:string privileged:bool publish/p:list publish-all/P:bool quiet/q:bool read-only:bool restart:string=no rm:bool stop-signal:string stop-timeout:int tmpfs:list tty/t:bool user/u:string volume/v:list volumes-from:list workdir/w:string net:network';

export const ROOT_FLAGS =
  'config:string=/root/.docker context/c:string debug/D:bool host/H:list log-level/l:string=info tls:bool tlscacert:string=/root/.docker/ca.pem tlscert:string=/root/.docker/cert.pem tlskey:string=/root/.docker/key.pem tlsverify:bool version/v:bool';

export const COMMON_COMMANDS: readonly CommonCommand[] = [
  { paths: ['container create', 'create'], args: { min: 1 }, flagsFirst: true, flags: `${CREATE_FLAGS} pull:string=missing` },
  {
    paths: ['container ls', 'ps'],
    aliases: ['list', 'ps'],
    args: { min: 0, max: 0 },
    flags: 'all/a:bool filter/f:filter format:string last/n:int=-1 latest/l:bool no-trunc:bool quiet/q:bool size/s:bool',
  },
  {
    paths: ['container exec', 'exec'],
    args: { min: 2 },
    flagsFirst: true,
    flags:
      'detach/d:bool detach-keys:string env/e:list env-file:list interactive/i:bool privileged:bool tty/t:bool user/u:string workdir/w:string',
  },
  {
    paths: ['container rm', 'rm'],
    aliases: ['remove'],
    unlisted: ['remove'],
    args: { min: 1 },
    flags: 'force/f:bool link/l:bool volumes/v:bool',
  },
  {
    paths: ['container run', 'run'],
    args: { min: 1 },
    flagsFirst: true,
    flags: `${CREATE_FLAGS} detach/d:bool detach-keys:string pull:string=missing sig-proxy:bool=true`,
  },
  {
    paths: ['image ls', 'images'],
    aliases: ['list'],
    args: { min: 0, max: 1 },
    flags: 'all/a:bool digests:bool filter/f:filter format:string no-trunc:bool quiet/q:bool',
  },
  {
    paths: ['image pull', 'pull'],
    args: { min: 1, max: 1 },
    flags: 'all-tags/a:bool disable-content-trust:bool=true platform:string quiet/q:bool',
  },
  {
    paths: ['image rm', 'rmi'],
    aliases: ['remove'],
    unlisted: ['image rmi'],
    args: { min: 1 },
    flags: 'force/f:bool no-prune:bool',
  },
  { paths: ['image tag', 'tag'], args: { min: 2, max: 2 }, flagsFirst: true, flags: '' },
];
