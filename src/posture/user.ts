/** Whether a user, as `USER`, `user:` and `--user` spell it, is root: by name or by number, whatever the group. */
export function isRoot(user: string): boolean {
  const name = user.split(':', 1)[0]?.trim() ?? '';
  return name === '' || name.toLowerCase() === 'root' || /^[+-]?0+$/.test(name);
}
