import { judgesServices } from '../lines.ts';

judgesServices('container/no-secret-in-command', {
  found: [
    ['command: redis-server --requirepass hunter2', 'in its command, in `--requirepass`'],
    ['entrypoint: serve --password=hunter2', 'in its entrypoint, in `--password`'],
    ['command: serve -password hunter2', '`--password`'],
    ['command: serve ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'a GitHub token'],
    ['command: serve postgres://app:hunter2@db/app', 'a URL'],
    ['command: serve "postgres://app:12@host.1/a"', 'a URL'],
    ['command: DB_PASSWORD=hunter2 serve', '`DB_PASSWORD`'],
    ['command: ["sh", "-c", "cd /app;DB_PASSWORD=\'hunter2\' serve"]', '`DB_PASSWORD`'],
    ['command: ["sh", "-c", "serve  &&  run --password \'hunter2\'"]', '`--password`'],
    ['command: ["sh", "-c", "\'--password=hunter2\'"]', '`--password`'],
    ['command: mysqladmin ping -phunter2', '`-p`'],
    ['command: /usr/bin/mysql -phunter2', '`-p`'],
    ['command: mariadb -phunter2', '`-p`'],
    'docker run example/api:1 serve --password hunter2',
  ],
  passed: [
    'command: serve --password ${PASSWORD:?}',
    'command: serve --password --port 1',
    'command: serve --password',
    'command: serve --password-file /run/secrets/x',
    'command: serve x--password=hunter2',
    'command: serve -phunter2',
    'command: mysqldumper.sh/x -phunter2',
    'command: mysql -p3306 x-phunter2',
    'command: mysql -p -p=a',
    'command: mysql --password=',
    'command: DB_NAME=shop serve',
    'command: DB_PASSWORD= serve',
    'command: ["sh", "-c", "DB_PASSWORD=$$(cat /run/secrets/x) serve"]',
    `command: ['node', '-e', 'PASSWORD="+x']`,
    'command: 1PASSWORD=hunter2 serve',
    'command: forward tcp://a:10@20',
  ],
});

judgesServices('container/no-broad-device-rule', {
  found: [
    ['device_cgroup_rules: ["a *:* rwm"]', 'every device'],
    ['device_cgroup_rules: ["b *:* r"]', 'every disk'],
    ['device_cgroup_rules: ["b 8:0 w"]', 'the disks of kind 8'],
    ['device_cgroup_rules: [" b  254:16  rm "]', 'the disks of kind 254'],
    ['device_cgroup_rules: ["c 1:11 r"]', 'may open the log of its kernel of'],
    ['device_cgroup_rules: ["c 1:* r"]', 'may open the log of its kernel of'],
    ['device_cgroup_rules: ["c 10:237 rw"]', 'may open its loop devices of'],
    ['device_cgroup_rules: ["c *:* rw"]', 'the log of its kernel and its loop devices'],
    'cap_drop: [ALL]\ncap_add: [MKNOD]\ndevice_cgroup_rules: ["b 8:0 r"]',
    'cap_drop: [ALL]\ncap_add: [ALL]\ndevice_cgroup_rules: ["b 8:0 r"]',
    'cap_drop: [CHOWN]\ndevice_cgroup_rules: ["b 8:0 r"]',
    'cap_drop: [MKNOD]\nvolumes: ["/dev/sd:/x"]\ndevice_cgroup_rules: ["b 8:0 r"]',
  ],
  passed: [
    'device_cgroup_rules: ["b 8:0 m"]',
    'device_cgroup_rules: ["c 1:3 rw"]',
    'device_cgroup_rules: ["c 10:11 rw"]',
    'device_cgroup_rules: ["c 1:237 rw"]',
    'device_cgroup_rules: ["b 8 rw"]',
    'device_cgroup_rules: ["bb 8:0 rw"]',
    'device_cgroup_rules: ["b 8:0 rwmx"]',
    'device_cgroup_rules: ["${RULE}"]',
    'cap_drop: [MKNOD]\ndevice_cgroup_rules: ["b 8:0 r"]',
    'cap_drop: [ALL]\ncap_add: [CHOWN]\nvolumes: ["/srv/dev:/dev", "/device:/x"]\ndevice_cgroup_rules: ["b 8:0 r"]',
  ],
});

judgesServices('container/no-raw-device', {
  found: [
    ...[
      '/dev',
      '/dev/sda',
      '/dev/sda1',
      '/dev/sdab12',
      '/dev/vda',
      '/dev/xvda1',
      '/dev/hda1',
      '/dev/nvme0n1p1',
      '/dev/mmcblk0',
      '/dev/md0',
      '/dev/md/root',
      '/dev/disk/by-id/a',
      '/dev/mapper/root',
      '/dev/loop0',
      '/dev/loop12',
      '/dev/loop-control',
      '/dev/dm-12',
      '/dev/mtdblock10',
      '/dev/zd0',
      '/dev/nbd0',
      '/dev/rbd0',
      '/dev/bcache0',
      '/dev/dasda1',
      '/dev/sg10',
      '/dev/kmsg',
      '/dev/char/1:11',
      '/dev/block/8:0',
      '//dev/sda',
      '/dev/sda/',
      '/dev/x/../sda',
    ].map((path) => [`devices: ["${path}"]`, 'is given the device `/dev'] as const),
    'devices: ["/dev/sda:/dev/sda:r"]',
    'devices: ["/dev/sda:/dev/sda:mw"]',
    'devices: ["/dev/sda:r"]',
    'devices: ["/dev/block/8:0:/dev/x:r"]',
    'docker run --device /dev/sda:r example/web:1.4',
    'docker run --device /dev/sda:/dev/x example/web:1.4',
  ],
  passed: [
    'devices: ["/dev/sda:/dev/sda:m"]',
    'docker run --device /dev/sda:m example/web:1.4',
    'devices: ["/dev/sda1x"]',
    'devices: ["/dev/kmsgx"]',
    'devices: ["/dev/ttyUSB0"]',
    'devices: ["/dev/md"]',
    'devices: ["/dev/dm-x"]',
    'devices: ["/devices/sda"]',
    'devices: ["/srv/dev/sda"]',
    'devices: ["dev/sda"]',
    'devices: ["vendor.example.com/gpu=0"]',
    'devices: ["/dev/mem"]',
  ],
});

judgesServices('container/no-secret-in-url', {
  found: [
    'environment: { A: "postgres://app:hunter2@db/app" }',
    'environment: { A: "postgres://${USER:?}:hunter2@db/app" }',
    'environment: { A: "postgres://x${USER}y:hunter2@db/app" }',
    'environment: { A: "postgres://$USER:hunter2@db/app" }',
    'environment: { A: "postgres://app:${PASSWORD:-hunter2}@${HOST}/app" }',
    'environment: { A: "postgres://app:${PASSWORD-hunter2}@${HOST}/app" }',
    'environment: { A: "postgres://app:hunter$$2@${HOST}/app" }',
    'environment: { A: "postgres://app:${PASSWORD:-${OTHER:-hunter2}}@${HOST}/app" }',
  ],
  passed: [
    'environment: { A: "postgres://db/app" }',
    'environment: { A: "postgres://app:${PASSWORD}@db/app" }',
    'environment: { A: "postgres://app:$PASSWORD@db/app" }',
    'environment: { A: "postgres://app:${PASSWORD:?}@${HOST}/app" }',
    'environment: { A: "postgres://app:${PASSWORD:-}@${HOST}/app" }',
    'environment: { A: "postgres://app:x${PASSWORD}@${HOST}/app" }',
    'environment: { A: "${A:-postgres://app:hunter2@db/app}" }',
  ],
});

judgesServices('container/no-default-bridge', {
  found: [
    'network_mode: bridge',
    'network_mode: " bridge "',
    'network_mode: BRIDGE',
    'docker run --network default example/web:1.4',
    'docker run --network bridge example/web:1.4',
  ],
  passed: [
    'network_mode: host',
    'network_mode: default',
    'network_mode: " default "',
    'network_mode: mybridge',
    'network_mode: bridges',
    'network_mode: ${MODE}',
    'docker run example/web:1.4',
  ],
});

judgesServices('container/socket-proxy-narrow', {
  found: [
    'image: tecnativa/docker-socket-proxy:0.3\nenvironment: { CONTAINERS: 1, POST: 1 }',
    'image: tecnativa/docker-socket-proxy:0.3\nenvironment: { EXEC: 1, POST: " true " }',
    'image: tecnativa/docker-socket-proxy:0.3\nenvironment: { BUILD: 1, POST: ON }',
    'image: wollomatic/socket-proxy:1\ncommand: ["-allowPOST=.*"]',
    'image: wollomatic/socket-proxy:1\ncommand: ["--allowPOST=/.*"]',
    'image: wollomatic/socket-proxy:1\ncommand: ["-allowPOST=/v1\\\\..{2}/containers/create"]',
    'image: wollomatic/socket-proxy:1\nenvironment: { SP_ALLOW_POST: ".+" }',
  ],
  passed: [
    'image: tecnativa/docker-socket-proxy:0.3\nenvironment: { CONTAINERS: 1 }',
    'image: tecnativa/docker-socket-proxy:0.3\nenvironment: { CONTAINERS: 1, POST: 0 }',
    'image: tecnativa/docker-socket-proxy:0.3\nenvironment: { CONTAINERS: 1, POST: 10 }',
    'image: example/web:1\nenvironment: { CONTAINERS: 1, POST: 1 }',
    'image: wollomatic/socket-proxy:1\ncommand: ["-allowGET=.*"]',
    'image: wollomatic/socket-proxy:1\ncommand: ["x-allowPOST=.*"]',
    'image: wollomatic/socket-proxy:1\ncommand: ["-allowPOST=/v1/a/.*"]',
    'image: wollomatic/socket-proxy:1\nenvironment: { SP_ALLOW_GET: ".+" }',
  ],
});

judgesServices('container/no-secret-in-environment', {
  found: [
    'environment: { DB_PASSWORD: hunter2 }',
    'environment: { A: ghp_16C7e42F292c6912E7710c838347Ae178B4a }',
    'environment: { DB_PASSWORD2: hunter2 }',
    'environment: { DB_PASSWORD_12: hunter2 }',
    'environment: { API_TOKENS: "abc,def" }',
    'environment: { DB_PASSWORD: "hunter2$SUFFIX" }',
    'environment: { DB_PASSWORD: "hunter2${SUFFIX}" }',
  ],
  passed: [
    'environment: { MAX_TOKENS: 4096 }',
    'environment: { API_TOKENS: " 1 of 2" }',
    'environment: { MAIL_HOST: hunter2 }',
    'environment: { DB_PASSWORD: "${PASSWORD}" }',
    'environment: { API_TOKEN: "Bearer ${TOKEN}" }',
    'environment: { API_TOKEN: "Basic ${TOKEN}" }',
    'environment: { DB_PASSWORD: "${A}-${B}" }',
    'environment: { DB_PASSWORD: "x ${A} hunter2" }',
    'environment: { TOKEN_LIST: hunter2 }',
  ],
});

judgesServices('container/no-licence-key', {
  found: [
    'environment: { LICENSE_KEY: 4f1a-77bc }',
    'environment: { APP_LICENCE_KEY: 4f1a-77bc }',
    'environment: { APP_LICENSEKEY: 4f1a-77bc }',
  ],
  passed: ['environment: { LICENSE_KEY_FILE: 4f1a-77bc }', 'environment: { LICENSE_KEY: "${KEY}" }'],
});

judgesServices('container/no-memory-device', {
  found: ['/dev/mem', '/dev/kmem', '/dev/port', '/dev/raw1', '/dev/rawctl', '/dev/raw/raw1', '/dev/cpu/0/msr', '/dev/msr'].map(
    (path) => `devices: ["${path}"]`,
  ),
  passed: ['/dev/memory', '/srv/dev/mem', '/dev/mmem', '/dev/sda'].map((path) => `devices: ["${path}"]`),
});
