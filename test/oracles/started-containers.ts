/** A folder of the host, which is made for the containers that mount it. */
export const sharedFolder = '/tmp/cg-oracle-shared';

/** Images that are built for them, each from a Dockerfile, by their tags. */
export const builtImages: Readonly<Record<string, string>> = {
  'built:volume': 'FROM probe:root\nARG WHERE=/state\nVOLUME $WHERE\n',
  'built:inherited':
    'FROM probe:root AS base\nHEALTHCHECK CMD true\nVOLUME ["/cache"]\nUSER app\nFROM base AS final\nUSER 1000:29\n',
  'built:unchecked': 'FROM probe:app AS base\nHEALTHCHECK CMD true\nFROM base\nHEALTHCHECK NONE\n',
  'built:root': 'FROM probe:app\nUSER root\n',
};

/** Options of `docker run`, each started as the shell reads it. `probe:app` has a user of its own, `probe:root` has none. */
export const runLines: readonly string[] = [
  '--network none probe:root',
  '--network none probe:app',
  '--network=none -u root probe:app',
  '--network none --user 1000 probe:root',
  '--network none -u app:app probe:root',
  '--net none -u 0:1000 probe:root',
  '--network none --cap-drop ALL probe:root',
  '--network none --cap-drop=all --cap-add=NET_BIND_SERVICE probe:root',
  '--network none --cap-drop ALL --cap-add CHOWN --cap-add cap_setuid -u app probe:root',
  '--network none --cap-add SYS_ADMIN --cap-add Net_Admin probe:root',
  '--network none --cap-add ALL probe:root',
  '--network none --cap-add ALL --cap-drop SYS_ADMIN --cap-drop cap_bpf probe:root',
  '--network none --cap-add ALL --cap-drop ALL probe:root',
  '--network none --cap-drop CHOWN --cap-add CHOWN probe:root',
  '--network none --cap-drop MKNOD --cap-drop NET_RAW --cap-drop AUDIT_WRITE probe:app',
  '--network none --privileged probe:root',
  '--network none --privileged --cap-drop ALL probe:root',
  '--network none --privileged=true -u app probe:root',
  '--network none --privileged=false probe:root',
  '--network none --security-opt no-new-privileges probe:root',
  '--network none --security-opt=no-new-privileges:true --cap-drop ALL -u 1000:1000 probe:root',
  '--network none --security-opt no-new-privileges=true --security-opt no-new-privileges=false probe:root',
  '--network none --security-opt no-new-privileges=0 --security-opt seccomp=unconfined probe:root',
  '--network none --security-opt no-new-privileges=T probe:app',
  '--network none --read-only probe:root',
  '--network none --read-only=true --tmpfs /run:size=1m probe:app',
  '--network none --read-only=false probe:root',
  '--network none -m 64m probe:root',
  "--network none --memory='128M' --cpus 0.5 --pids-limit 50 probe:root",
  '--network none --memory 67108864 --memory-reservation 32m --cpus=1.5 probe:app',
  '--network none --cpu-quota 30000 probe:root',
  '--network none --cpu-period 50000 --cpu-quota=10000 probe:root',
  '--network none --pids-limit -1 probe:root',
  '--network none --pids-limit=0 --memory 1g probe:root',
  '--network host probe:app',
  '--network none --pid host probe:root',
  '--network none --pid=host --ipc host --uts=host probe:app',
  '--network none --ipc private probe:root',
  '--network none --ipc none probe:root',
  '--network none --userns=host --cgroupns private probe:root',
  '--network none --cgroupns=host --restart unless-stopped probe:root',
  '--network none --restart=on-failure:3 --health-cmd true --health-interval 30s probe:root',
  "--network none --no-healthcheck -e 'A=b c' -l x=y --read-only --cap-drop all --security-opt no-new-privileges -u 1000 -m 32m --pids-limit 20 --cpus .25 probe:root",
  '--network none --group-add audio --group-add 999 probe:root',
  '--network none -u app --group-add audio probe:root',
  '--network none -u 1000:29 --group-add 1000 probe:root',
  '--network none -u 4711 probe:root',
  '--network none --read-only --tmpfs /run --tmpfs /data:size=1m,mode=1777 probe:root',
  '--network none -v state:/state:ro -v data:/data probe:root',
  '--network none --read-only -v data:/data -v cache:/cache:ro -u app probe:root',
  '--network none --read-only -v /tmp/cg-oracle-shared:/data -v /tmp/cg-oracle-shared:/conf:ro probe:root',
  '--network none --mount type=bind,source=/tmp/cg-oracle-shared,target=/conf,readonly --mount type=tmpfs,target=/run probe:app',
  '--network none --mount type=volume,source=data,target=/data,readonly --read-only probe:root',
  '--network none --read-only --ipc none probe:root',
  '--network none --read-only --ipc host -u 1000 probe:root',
  '--network none --read-only -v /state probe:root',
  '--network none --device /dev/null:/dev/extra:r --cap-drop ALL probe:root',
  "--network none --device=/dev/fuse --device-cgroup-rule 'c 189:* rmw' probe:root",
  '--network none --privileged --device /dev/null:/dev/extra -v data:/data:ro probe:root',
  '--network none --pid container:run-0 probe:root',
  '--network container:run-0 --pid container:run-0 probe:app',
  '--network none --memory 64m --memory-swap 64m probe:root',
  '--network none --memory 64m --memory-swap=-1 probe:root',
  '--network none -m 32m --memory-swap 96m --ulimit nofile=1024:2048 --ulimit core=0 --sysctl net.core.somaxconn=512 probe:root',
  '--network none --security-opt systempaths=unconfined --security-opt apparmor=unconfined probe:root',
  '--network none -p 127.0.0.1:8080:80 -p 53:53/udp --expose 9000 --log-driver local probe:root',
  '--network none --volumes-from run-45 --read-only probe:root',
  '--network none --read-only built:volume',
  '--network none built:inherited',
  '--network none --read-only -v data:/cache built:inherited',
  '--network none --no-healthcheck built:inherited',
  "--network none --health-cmd 'exit 0' built:unchecked",
  '--network none built:unchecked',
  '--network none --cap-drop ALL --security-opt no-new-privileges built:root',
];

/** Services, all in one file, as people write them. */
export const composeText = `
x-hardened: &hardened
  image: probe:root
  network_mode: none
  cap_drop: [ALL]
  read_only: true
  security_opt: ["no-new-privileges:true"]

services:
  plain: { image: "probe:root", network_mode: none }
  own-user: { image: "probe:app", network_mode: none }
  root-again: { image: "probe:app", network_mode: none, user: root }
  user-number: { image: "probe:root", network_mode: none, user: "1000:1000" }
  user-and-group: { image: "probe:root", network_mode: none, user: "app:1000" }
  user-by-default: { image: "probe:root", network_mode: none, user: "\${NOBODY_SETS_THIS:-app}" }
  hardened: *hardened
  hardened-user: { <<: *hardened, user: app }
  hardened-less: { <<: *hardened, read_only: false, cap_add: [NET_BIND_SERVICE, cap_chown] }
  extended:
    extends: { service: limited }
    cap_add: [SYS_PTRACE]
    security_opt: ["seccomp:unconfined"]
  extended-privileged:
    extends: { service: limited }
    privileged: yes
  limited:
    image: probe:root
    network_mode: none
    mem_limit: 64m
    cpus: 0.5
    pids_limit: 50
    cap_drop:
      - NET_RAW
  deployed:
    image: probe:root
    network_mode: none
    deploy:
      resources:
        limits: { memory: 128M, cpus: "0.25", pids: 30 }
        reservations: { memory: 32M }
  deployed-half:
    image: probe:app
    network_mode: none
    mem_limit: 0
    deploy: { resources: { limits: { memory: 1gb } } }
  quota: { image: "probe:root", network_mode: none, cpu_quota: 40000 }
  quota-period: { image: "probe:root", network_mode: none, cpu_quota: 20000, cpu_period: 50000 }
  memory-bytes: { image: "probe:root", network_mode: none, mem_limit: 67108864, mem_reservation: 16m }
  no-pids-limit: { image: "probe:root", network_mode: none, pids_limit: -1 }
  privileged: { image: "probe:root", network_mode: none, privileged: true }
  privileged-text: { image: "probe:app", network_mode: none, privileged: "true", cap_drop: [ALL] }
  privileged-not: { image: "probe:root", network_mode: none, privileged: no }
  add-all: { image: "probe:root", network_mode: none, cap_add: [ALL] }
  add-all-but: { image: "probe:root", network_mode: none, cap_add: [all], cap_drop: [SYS_MODULE, cap_sys_rawio] }
  add-some: { image: "probe:root", network_mode: none, cap_add: [CAP_SYS_ADMIN, net_admin] }
  drop-and-add: { image: "probe:root", network_mode: none, cap_drop: [KILL, CHOWN], cap_add: [CHOWN] }
  gains: { image: "probe:root", network_mode: none, security_opt: ["no-new-privileges"] }
  gains-equals: { image: "probe:app", network_mode: none, security_opt: ["no-new-privileges=true"] }
  gains-off: { image: "probe:root", network_mode: none, security_opt: ["no-new-privileges:true", "no-new-privileges:false"] }
  read-only: { image: "probe:root", network_mode: none, read_only: on, tmpfs: [/run] }
  host-network: { image: "probe:root", network_mode: host }
  host-pid: { image: "probe:root", network_mode: none, pid: host }
  host-ipc: { image: "probe:root", network_mode: none, ipc: host, uts: host }
  shareable: { image: "probe:root", network_mode: none, ipc: shareable, userns_mode: host }
  own-cgroup: { image: "probe:root", network_mode: none, cgroup: private }
  restart: { image: "probe:root", network_mode: none, restart: "on-failure:4" }
  restart-always: { image: "probe:root", network_mode: none, restart: always }
  restart-deployed:
    image: probe:root
    network_mode: none
    restart: always
    deploy: { restart_policy: { condition: on-failure, max_attempts: 2 } }
  restart-delayed:
    image: probe:root
    network_mode: none
    restart: always
    deploy: { restart_policy: { delay: 5s } }
  healthy: { image: "probe:root", network_mode: none, healthcheck: { test: [CMD, "true"], interval: 30s } }
  healthy-text: { image: "probe:root", network_mode: none, healthcheck: { test: "true | true" } }
  unhealthy: { image: "probe:root", network_mode: none, healthcheck: { disable: true } }
  unhealthy-none: { image: "probe:root", network_mode: none, healthcheck: { test: [NONE] } }
  groups: { image: "probe:root", network_mode: none, user: app, group_add: [audio, "999"] }
  groups-of-root: { image: "probe:app", network_mode: none, user: "0", group_add: ["29"] }
  unknown-number: { image: "probe:app", network_mode: none, user: "4711" }
  scratch: { image: "probe:root", network_mode: none, read_only: true, tmpfs: ["/run:mode=1777", /data] }
  mounts:
    image: probe:root
    network_mode: none
    read_only: true
    volumes: ["kept:/data", "kept:/cache:ro", "/tmp/cg-oracle-shared:/conf:ro", "/state"]
  mounts-long:
    image: probe:app
    network_mode: none
    volumes:
      - { type: bind, source: /tmp/cg-oracle-shared, target: /conf, read_only: true }
      - { type: tmpfs, target: /run }
      - { type: volume, source: kept, target: /data, read_only: true }
  volume-of-image: { image: "built:volume", network_mode: none, read_only: true }
  stages: { image: "built:inherited", network_mode: none }
  stages-unchecked: { image: "built:inherited", network_mode: none, healthcheck: { disable: true } }
  stages-checked: { image: "built:unchecked", network_mode: none, healthcheck: { test: [CMD, "true"] } }
  devices: { image: "probe:root", network_mode: none, devices: ["/dev/null:/dev/extra:rw"], device_cgroup_rules: ["c 1:3 rw"] }
  beside: { image: "probe:root", network_mode: "service:plain", pid: "service:plain" }
  beside-ipc: { image: "probe:root", network_mode: none, ipc: "service:shareable" }
  no-ipc: { image: "probe:root", network_mode: none, ipc: none, read_only: true }
  swap: { image: "probe:root", network_mode: none, mem_limit: 64m, memswap_limit: 64m }
  swap-without-end: { image: "probe:root", network_mode: none, mem_limit: 64m, memswap_limit: -1 }
  pressed: { image: "probe:root", network_mode: none, ulimits: { nofile: { soft: 1024, hard: 2048 } }, sysctls: { net.core.somaxconn: "512" } }
volumes: { kept: {} }
`;

/** Services on networks, with ports. */
export const networkedText = `
services:
  web: { image: "probe:root", networks: [front, back], ports: ["127.0.0.1:18080:80", "18081:81/udp"] }
  db: { image: "probe:root", networks: { back: { aliases: [database] } }, expose: ["5432"] }
  job: { image: "probe:root" }
  helper: { image: "probe:root", ports: ["127.0.0.1:18090-18091:90-91"] }
  side: { image: "probe:root", network_mode: "service:web" }
  hermit: { image: "probe:root", network_mode: none }
networks:
  front: {}
  back: { internal: true }
`;
