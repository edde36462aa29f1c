// src/posture/reference.ts
const pathPart = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const shape = new RegExp(`^(?<name>(?:(?:[A-Za-z0-9.-]+(?::\\d+)?|\\[[0-9A-Fa-f:]+\\](?::\\d+)?)/)?${pathPart}(?:/${pathPart})*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9+._-]*:[0-9A-Fa-f]{32,}))?$`);
/** Reads an image reference by the grammar of the distribution project; undefined where it is none. */
function parseReference(text) {
	const groups = shape.exec(text)?.groups;
	const name = groups?.["name"];
	if (name === void 0) return void 0;
	const tag = groups?.["tag"];
	const digest = groups?.["digest"];
	return {
		written: text,
		name,
		repository: repositoryOf(name),
		...tag === void 0 ? {} : { tag },
		...digest === void 0 ? {} : { digest }
	};
}
/** The repository with its registry, Docker Hub's short forms spelled out. */
function repositoryOf(name) {
	const slash = name.indexOf("/");
	const first = slash < 0 ? "" : name.slice(0, slash);
	const hasHost = first.includes(".") || first.includes(":") || first === "localhost";
	const path = hasHost ? name.slice(slash + 1) : name;
	const registry = !hasHost || first === "index.docker.io" || first === "registry-1.docker.io" ? "docker.io" : first;
	return registry === "docker.io" && !path.includes("/") ? `docker.io/library/${path}` : `${registry}/${path}`;
}
/** The repository as people write it: `node` for `docker.io/library/node`. */
function shortRepository(repository) {
	return repository.replace(/^docker\.io\/(?:library\/)?/, "");
}
export { shortRepository as n, parseReference as t };
