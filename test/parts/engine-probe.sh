#!/bin/sh
# Tells how this container runs, a line `key value` each, and stays until it is stopped.
while read -r name value rest; do
  case $name in
    Uid: | Gid: | CapEff: | CapBnd: | NoNewPrivs: | Seccomp:) echo "${name%:} $value" ;;
  esac
done < /proc/self/status
for name in net pid ipc uts user cgroup; do echo "ns-$name $(readlink /proc/self/ns/$name)"; done
if touch /open/file 2> /dev/null; then echo 'write yes'; else echo 'write no'; fi
for file in memory/memory.limit_in_bytes memory.max cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us cpu.max pids/pids.max pids.max; do
  if [ -r "/sys/fs/cgroup/$file" ]; then echo "$file $(cat "/sys/fs/cgroup/$file")"; fi
done
echo 'end .'
exec sleep 600
