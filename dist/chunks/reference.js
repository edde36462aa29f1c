// src/parse/last-answer.ts
/** The function, with each answer kept for as long as what it was asked about. */
function withAnswers(answer) {
	const answers = /* @__PURE__ */ new WeakMap();
	return (question) => {
		let known = answers.get(question);
		if (known === void 0) answers.set(question, known = answer(question));
		return known;
	};
}
/**
* The function of a text, with its answers kept while there are not too many: for words that come again and again, such as the
* names of variables.
*/
function withRecentAnswers(answer) {
	const answers = /* @__PURE__ */ new Map();
	return (text) => {
		let known = answers.get(text);
		if (known !== void 0) return known;
		known = answer(text);
		if (answers.size === recentLimit) answers.clear();
		answers.set(text, known);
		return known;
	};
}
const recentLimit = 2e3;
/**
* The function, with its answer to the last question kept. Files are judged one after another: what one rule worked out of a
* file serves the next rule, and nothing is held once the file is done with.
*/
function withLastAnswer(answer) {
	let last;
	return (question) => {
		if (last?.question !== question) last = {
			question,
			answer: answer(question)
		};
		return last.answer;
	};
}
// src/posture/reference.ts
const pathPart = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const shape = new RegExp(`^(?<name>(?:(?:[A-Za-z0-9.-]+(?::\\d+)?|\\[[0-9A-Fa-f:]+\\](?::\\d+)?)/)?${pathPart}(?:/${pathPart})*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9+._-]*:[0-9A-Fa-f]{32,}))?$`);
/** Reads an image reference by the grammar of the distribution project; undefined where it is none. */
function parseReference(text) {
	return referenceIn(text).reference;
}
const referenceIn = withRecentAnswers((text) => ({ reference: readReference(text) }));
function readReference(text) {
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
export { withRecentAnswers as a, withLastAnswer as i, shortRepository as n, withAnswers as r, parseReference as t };
