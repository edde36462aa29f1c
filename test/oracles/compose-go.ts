import * as v from 'valibot';
import { ask } from './ask.ts';

const texts = v.optional(v.nullable(v.array(v.string())), []);
const text = v.optional(v.string(), '');
const yes = v.optional(v.boolean(), false);
const values = v.optional(v.nullable(v.record(v.string(), v.nullable(v.string()))), {});
const limits = v.object({
  cpus: v.optional(v.number(), 0),
  memory: v.optional(v.string(), '0'),
  pids: v.optional(v.number(), 0),
});

const service = v.object({
  image: text,
  container_name: text,
  user: text,
  privileged: yes,
  read_only: yes,
  cap_add: texts,
  cap_drop: texts,
  security_opt: texts,
  network_mode: text,
  networks: v.optional(v.nullable(v.record(v.string(), v.unknown())), {}),
  pid: text,
  ipc: text,
  uts: text,
  userns_mode: text,
  cgroup: text,
  cgroup_parent: text,
  mem_limit: v.optional(v.string(), '0'),
  mem_reservation: v.optional(v.string(), '0'),
  pids_limit: v.optional(v.number(), 0),
  cpus: v.optional(v.number(), 0),
  restart: text,
  deploy: v.optional(
    v.object({
      resources: v.optional(v.object({ limits: v.optional(limits), reservations: v.optional(limits) })),
      restart_policy: v.optional(v.object({ condition: text, max_attempts: v.optional(v.number()) })),
    }),
  ),
  healthcheck: v.optional(v.object({ test: texts, disable: yes })),
  ports: v.optional(
    v.array(v.object({ host_ip: text, target: v.number(), published: text, protocol: v.optional(v.string(), 'tcp') })),
    [],
  ),
  expose: texts,
  volumes: v.optional(
    v.array(
      v.object({
        type: v.string(),
        source: text,
        target: v.string(),
        read_only: yes,
        bind: v.optional(v.object({ propagation: text })),
      }),
    ),
    [],
  ),
  tmpfs: texts,
  environment: values,
  command: texts,
  entrypoint: texts,
  build: v.optional(v.object({ context: text, dockerfile: text, dockerfile_inline: text, target: text, args: values })),
});

const answer = v.object({
  services: v.optional(v.record(v.string(), service), {}),
  volumes: v.optional(v.record(v.string(), v.object({ driver_opts: v.optional(v.record(v.string(), v.string()), {}) })), {}),
  refused: v.optional(v.string()),
});

/** A service as compose-go loads it. */
export type LoadedService = v.InferOutput<typeof service>;
export type Loaded = v.InferOutput<typeof answer>;

/** A project: where it lies, and its files in order, all absolute. */
export interface ProjectPaths {
  readonly folder: string;
  readonly files: readonly string[];
}

export function loadedBy(program: string, projects: readonly ProjectPaths[]): readonly Loaded[] {
  return ask(program, projects, answer);
}
