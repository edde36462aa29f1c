/** Whether a user, as `USER`, `user:` and `--user` spell it, is root: by name or by number, whatever the group. */
export function isRoot(user: string): boolean {
  const end = user.indexOf(':');
  const name = (end < 0 ? user : user.slice(0, end)).trim();
  return name === '' || name === 'root' || name.toLowerCase() === 'root' || /^[+-]?0+$/.test(name);
}
