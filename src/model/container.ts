import type { Place } from './place.ts';
import type { Entries, Setting } from './setting.ts';

/** A mount of a container, whatever spelling it came from. */
export interface Mount {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'other';
  /** Host path or volume name; absent for tmpfs and anonymous volumes. */
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly propagation?: string;
  readonly options: readonly string[];
  /** Why the source cannot be known; `source` is absent then. */
  readonly hidden?: string;
}

/** A published or merely exposed port. Ranges keep both ends. */
export interface Port {
  readonly container: readonly [first: number, last: number];
  readonly host?: readonly [first: number, last: number];
  readonly hostIp?: string;
  readonly protocol: string;
  readonly published: boolean;
}

/** An environment entry as the container gets it. */
export interface EnvironmentEntry {
  readonly name: string;
  /**
   * `literal`: the value stands in the file; `fallback`: a `${X:-value}` default stands in the file; `outside`: it comes
   * from the environment, an env file or a secret store; `empty`: set to nothing; `inherited`: the name alone, its value
   * taken from whoever starts the container.
   */
  readonly source: 'literal' | 'fallback' | 'outside' | 'empty' | 'inherited';
  /** The literal or fallback text. It may be a secret: it never leaves the process. */
  readonly value: string;
}

/** How a container is started: what a Compose service, a `docker run` line and a live container all lower to. */
export interface ContainerSettings {
  readonly kind: 'service' | 'command' | 'live';
  /** Service name, `--name`, or the image where neither is given. */
  readonly name: string;
  /** Where the container is declared: the service key or the `docker run` words. */
  readonly at: Place;
  readonly image: Setting<string>;
  /** The name it is given instead of one that the engine makes up. */
  readonly containerName: Setting<string>;
  readonly user: Setting<string>;
  /** Groups its processes are in besides that of the user. */
  readonly groupAdd: Entries<string>;
  readonly privileged: Setting<boolean>;
  readonly capAdd: Entries<string>;
  readonly capDrop: Entries<string>;
  readonly securityOptions: Entries<string>;
  readonly readOnly: Setting<boolean>;
  readonly mounts: Entries<Mount>;
  readonly tmpfs: Entries<string>;
  /** Services, or containers with `container:` in front, whose mounts it takes over; `:ro` or `:rw` behind. */
  readonly volumesFrom: Entries<string>;
  readonly ports: Entries<Port>;
  readonly networkMode: Setting<string>;
  /** The networks it joins by name. */
  readonly networks: Entries<string>;
  /** Containers or services that it is linked to by name. */
  readonly links: Entries<string>;
  readonly pidMode: Setting<string>;
  readonly ipcMode: Setting<string>;
  readonly utsMode: Setting<string>;
  readonly usernsMode: Setting<string>;
  readonly cgroupMode: Setting<string>;
  readonly cgroupParent: Setting<string>;
  readonly memory: Setting<string>;
  /** Memory and swap together; `-1` is as much as there is. */
  readonly memorySwap: Setting<string>;
  readonly cpus: Setting<string>;
  readonly pidsLimit: Setting<string>;
  /** Where a limit is to be set: the innermost of `deploy`, `resources` and `limits` that is there, else where it is declared. */
  readonly limitsAt: Place;
  /** What the engine tries to keep free for it, which limits nothing. */
  readonly memoryReservation: Setting<string>;
  /** `NAME=SOFT[:HARD]`. */
  readonly ulimits: Entries<string>;
  readonly sysctls: Entries<string>;
  readonly devices: Entries<string>;
  /** Devices that it may make itself: `c 189:* rmw`. */
  readonly deviceRules: Entries<string>;
  /** Requests for graphics processors and their kin: `all`, or what is asked for. */
  readonly gpus: Entries<string>;
  readonly environment: Entries<EnvironmentEntry>;
  readonly labels: Entries<EnvironmentEntry>;
  readonly entrypoint: Entries<string>;
  readonly command: Entries<string>;
  /** The arguments its image is built with. */
  readonly buildArguments: Entries<EnvironmentEntry>;
  /** The names by which its build may ask for secrets. */
  readonly buildSecrets: Entries<string>;
  readonly restart: Setting<string>;
  /** `known: false` where the health check is switched off. */
  readonly healthCheck: Setting<boolean>;
  /** The words of the health check's command. */
  readonly healthTest: Entries<string>;
  readonly loggingDriver: Setting<string>;
  readonly usesApiSocket: Setting<boolean>;
  /** It goes with the machine of its job, or ends with the command that starts it: `--rm` in the foreground, an errand. */
  readonly passing?: 'job' | 'command';
}
