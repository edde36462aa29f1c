const dockerfileName = /^(?:dockerfile|containerfile)(?:[._-][^/]*)?$|\.(?:dockerfile|containerfile)$/i;
const notDockerfile = /\.(?:dockerignore|md|orig|rej|bak|sw[op]|log|lock|patch|diff|asc|sig|gz|xz|zst|zip|tar|pdf|png|svg)$|~$/i;

/** Each line in front is blank or a comment, in one way only: white space that may be shared among repetitions is tried in all ways. */
const firstInstruction = /^(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*(?:FROM|ARG)\s/i;

/** Ends of names that say another language, or the language that the image is for. */
const otherLanguage =
  /\.(?:txt|sh|bash|py|[cm]?[jt]s|json|ya?ml|toml|xml|html?|css|ini|cfg|rego|lua|vim|go|rb|rs|php|java|sql|nanorc|tm\w+)$/i;

const template = /\.(?:j2|jinja2?|tmpl|tpl|template|erb|mustache|gotmpl|in|ejs|hbs)$/i;

/** Whether a file is what a Dockerfile is made from, and not one itself. */
export function isTemplate(path: string): boolean {
  return template.test(path) && dockerfileName.test(baseName(path));
}

/** Whether a file is a Dockerfile by its name: `Dockerfile`, `Dockerfile.dev`, `api.Dockerfile`, `Containerfile`. */
export function isDockerfile(path: string): boolean {
  const name = baseName(path);
  return dockerfileName.test(name) && !notDockerfile.test(name) && !template.test(name);
}

/**
 * Whether a file that is a Dockerfile by its name reads as one: `Dockerfile.php` is for PHP where it begins with FROM or ARG,
 * and else a script. Names that say no language are taken at their word.
 */
export function readsAsDockerfile(path: string, text: string): boolean {
  return !otherLanguage.test(path) || firstInstruction.test(text);
}

/** Whether a file holds variables for containers by its name: `.env`, `.env.production`, `mail.env`. */
export function isEnvFile(path: string): boolean {
  return /^\.env(?:\.[^/]+)?$|\.env$/i.test(baseName(path));
}

/** Whether a YAML file of another name may be a Compose file: it is read to see. */
export function mayBeComposeFile(path: string): boolean {
  return /\.ya?ml$/i.test(path) && !/(?:^|\/)\.github\/|(?:^|\/)\.gitlab-ci\.ya?ml$/.test(path);
}

/**
 * Whether a YAML text reads as a Compose file: a top-level map of services that name an image or a build. Swarm stacks and
 * Compose files under any name do; workflows, charts and Kubernetes manifests do not.
 */
export function looksLikeCompose(text: string): boolean {
  if (!/^["']?services["']?\s*:/m.test(text)) return false;
  if (/^(?:apiVersion|jobs|on|stages|pipeline)\s*:/m.test(text)) return false;
  return /^[ \t]+["']?(?:image|build|extends|container_name)["']?\s*:/m.test(text) || /^version\s*:/m.test(text);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
