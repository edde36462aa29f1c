/** The folder of the kernel's that a path lies in: `/proc` for `/proc/self/fd`; undefined elsewhere. */
export function systemFolder(path: string): string | undefined {
  return /^\/(?:proc|sys|dev)(?=\/|$)/.exec(path)?.[0];
}
