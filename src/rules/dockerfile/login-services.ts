/** Ports of services that let people in from afar, by number. */
export const loginServices: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [23, 'Telnet'],
  [512, 'rexec'],
  [513, 'rlogin'],
  [514, 'rsh'],
  [3389, 'RDP'],
  [5800, 'VNC'],
  [5900, 'VNC'],
]);
