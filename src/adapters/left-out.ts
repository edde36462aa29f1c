/** Folders of other people's code and of version control, left out whatever .gitignore says. */
export const leftOut: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  'vendor',
  'third_party',
  '.venv',
  '.terraform',
  '.yarn',
  '.tox',
]);
