/** A network as a value; `networks.ts` knows which there are. */

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: 'bridge' | 'host' | 'null';
  /** milliseconds since 1970; absent for the three that came with docker */
  readonly createdAt?: number;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  /** where addresses come from; absent where a network gives none */
  readonly pool?: AddressPool;
}

export interface AddressPool {
  /** `10.5.0.0/24` */
  readonly subnet: string;
  readonly gateway: string;
  /** `docker network inspect` tells of a chosen subnet only what was asked for */
  readonly isGatewayHidden?: boolean;
  /** `10.5.0.128/25`: what of it is given out */
  readonly range?: string;
  /** kept for others, by name */
  readonly auxiliary?: Readonly<Record<string, string>>;
  /** with `--subnet`: only then a container may ask for an address */
  readonly isChosen: boolean;
}
