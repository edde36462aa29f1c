import { m as shorten, n as printable, o as harmless, p as oneLine } from "./chunks/console.js";
import { a as headline, c as reportFiles, o as Refusal, r as publish, s as gistOf, t as toTable } from "./chunks/table.js";
import { A as patiently, B as number, J as safeParse, O as httpFailure, V as object, Y as string, j as array, k as isRateLimit, z as nullish } from "./chunks/install.js";
import { a as messageOf, i as GuardError, t as didYouMean } from "./chunks/nearest.js";
import { t as optimiseLater } from "./chunks/compiler.js";
import { t as keepHeapSmall } from "./chunks/heap.js";
import { C as prepareRun, a as guard } from "./chunks/wrap.js";
import { a as settingsAt, n as definitionOf } from "./chunks/values.js";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
// src/publish/run-context.ts
const headOf = object({
	sha: string(),
	repo: nullish(object({ full_name: string() }))
});
const pullRequestPayload = object({ pull_request: object({
	number: number(),
	head: headOf
}) });
const workflowRunPayload = object({ workflow_run: object({
	head_sha: string(),
	pull_requests: array(object({
		number: number(),
		head: object({ sha: string() })
	}))
}) });
/** Events that run with the rights of the default branch, whatever was checked out. */
const privilegedEvents = /* @__PURE__ */ new Set(["pull_request_target", "workflow_run"]);
/**
* Reads the variables of a workflow run and the payload of its event (webhook JSON).
* Undefined where this is no workflow run. A payload that is missing or not understood gives a run without a pull request.
*/
function readRunContext(environment, payload) {
	const [owner, repository, ...rest] = (environment["GITHUB_REPOSITORY"] ?? "").split("/");
	const commit = environment["GITHUB_SHA"] ?? "";
	if (!owner || !repository || rest.length > 0 || commit === "") return void 0;
	const pullRequest = pullRequestOf(payload, `${owner}/${repository}`);
	return {
		owner,
		repository,
		event: environment["GITHUB_EVENT_NAME"] ?? "",
		commit,
		ref: environment["GITHUB_REF"] ?? "",
		apiUrl: environment["GITHUB_API_URL"] || "https://api.github.com",
		serverUrl: environment["GITHUB_SERVER_URL"] || "https://github.com",
		runId: environment["GITHUB_RUN_ID"] ?? "",
		byDependabot: environment["GITHUB_ACTOR"] === "dependabot[bot]",
		...pullRequest === void 0 ? {} : { pullRequest }
	};
}
/**
* The commit and ref to file an analysis of the checked-out commit under. A checkout that is not the commit of the run is
* filed under the head of its pull request; in a privileged event anything unknown is filed nowhere, because its alerts
* would appear on the default branch.
*/
function analysedCommit(context, checkedOut) {
	const { commit, ref, pullRequest } = context;
	if (!/^refs\/(?:heads|tags|pull)\//.test(ref)) return void 0;
	if (checkedOut === void 0 || checkedOut === commit) return {
		commit,
		ref
	};
	if (pullRequest?.headSha === checkedOut) return {
		commit: checkedOut,
		ref: `refs/pull/${pullRequest.number}/head`
	};
	if (privilegedEvents.has(context.event)) return void 0;
	return {
		commit: checkedOut,
		ref: ref.replace(/^(refs\/pull\/\d+)\/merge$/, "$1/head")
	};
}
/** Where people find the run and the lines of its commit; those of a pull request as they are on its branch. */
function linksOf({ serverUrl, owner, repository, runId, event, commit, pullRequest }) {
	const home = `${serverUrl}/${owner}/${repository}`;
	const shown = event === "pull_request" ? pullRequest?.headSha ?? commit : commit;
	return {
		runUrl: `${home}/actions/runs/${runId}`,
		lineUrl: ({ path, startLine, endLine }) => {
			const file = path.split("/").map(encodeURIComponent).join("/");
			return `${home}/blob/${shown}/${file}#L${startLine}${endLine > startLine ? `-L${endLine}` : ""}`;
		}
	};
}
/** The commit that `.git/HEAD` names where it is detached, as checkout leaves it. */
function detachedCommit(head) {
	const text = head?.trim() ?? "";
	return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : void 0;
}
function pullRequestOf(payload, repository) {
	const event = parsed(payload);
	const direct = safeParse(pullRequestPayload, event);
	if (direct.success) {
		const { number, head } = direct.output.pull_request;
		return {
			number,
			headSha: head.sha,
			fromFork: head.repo?.full_name.toLowerCase() !== repository.toLowerCase()
		};
	}
	const triggered = safeParse(workflowRunPayload, event);
	if (!triggered.success) return void 0;
	const run = triggered.output.workflow_run;
	const [only, ...others] = run.pull_requests;
	if (only === void 0 || others.length > 0 || only.head.sha !== run.head_sha) return void 0;
	return {
		number: only.number,
		headSha: run.head_sha,
		fromFork: false
	};
}
function parsed(payload) {
	if (payload === void 0) return void 0;
	try {
		return JSON.parse(payload);
	} catch {
		return;
	}
}
// src/publish/explanation.ts
const featureIsOff = /must be enabled|not enabled|is archived|was archived/i;
const longestQuote = 300;
/** Puts a failed request in words: what was not done, why, and what to do. */
function explainRefusal(error, undertaking, context) {
	if (error instanceof Refusal) return error;
	const failure = httpFailure(error);
	const [reason, why] = failure === void 0 ? ["busy", messageOf(error)] : reasonOf(failure, undertaking, context);
	return new Refusal(reason, `${undertaking.undone}: ${why}`, { cause: error });
}
function reasonOf(failure, undertaking, context) {
	const said = `GitHub said: ${quote(failure.message)}`;
	if (isRateLimit(failure)) return ["busy", `GitHub holds requests back for now (rate limit). Run the job again later. ${said}`];
	if (failure.status === void 0) return ["busy", `GitHub could not be reached at ${context.apiUrl} (${quote(failure.message)}).`];
	switch (failure.status) {
		case 401: return ["permission", `GitHub does not accept the token. Check the input \`token\`. ${said}`];
		case 403:
			if (featureIsOff.test(failure.message)) return ["unavailable", `this repository does not offer it. ${said}`];
			return ["permission", `${readOnlyReason(undertaking, context)} ${said}`];
		case 404: return ["unavailable", `GitHub does not know it, or hides it from this token, which needs \`${undertaking.permission}\`. ${said}`];
		case 413: return ["rejected", `it is larger than GitHub takes. ${said}`];
		default: return failure.status >= 500 ? ["busy", `GitHub answered with status ${failure.status}. Run the job again later. ${said}`] : ["rejected", `GitHub answered with status ${failure.status}. ${said}`];
	}
}
function readOnlyReason({ permission }, context) {
	if (context.pullRequest?.fromFork === true && context.event !== "pull_request_target") return `this pull request comes from a fork, and GitHub gives such runs a read-only token (no \`${permission}\`). The report is in the job summary.`;
	if (context.byDependabot) return `Dependabot started this run, and such runs get a read-only token unless the workflow grants \`permissions: ${permission}\`. The report is in the job summary.`;
	return `the token may not. Give the job \`permissions: ${permission}\`.`;
}
function quote(message) {
	const line = message.replaceAll(/\s+/g, " ").trim();
	return line.length > longestQuote ? `${Array.from(line).slice(0, longestQuote).join("")}…` : line;
}
// src/adapters/github.ts
/** No answer of GitHub is awaited longer; uploads take longest. */
const requestSeconds = 30;
/** The author of what the token of a workflow run writes. */
const workflowAuthor = "github-actions[bot]";
const compress = promisify(gzip);
const realTime = {
	now: () => Date.now(),
	sleep: (milliseconds) => setTimeout(milliseconds)
};
/** Reads the run this process belongs to; undefined outside of a workflow run. */
async function currentRun(environment) {
	const path = environment["GITHUB_EVENT_PATH"];
	return readRunContext(environment, path === void 0 ? void 0 : await textOf(path));
}
/** Opens GitHub for a run; makes no request yet. Whatever it refuses is thrown as a Refusal. */
function openGitHub(options) {
	let client;
	const session = {
		...options,
		waiting: options.waiting ?? realTime,
		client: () => client ??= connect(options)
	};
	const { pullRequest } = options.context;
	return {
		...pullRequest === void 0 ? {} : { pullRequest: conversation(session, pullRequest) },
		codeScanning: scanningService(session)
	};
}
async function connect({ token, context }) {
	const { getOctokit } = await import("./chunks/github.js");
	const silent = () => void 0;
	const octokit = getOctokit(token, {
		baseUrl: context.apiUrl,
		userAgent: "container-guard",
		log: {
			debug: silent,
			info: silent,
			warn: silent,
			error: silent
		}
	});
	octokit.hook.before("request", (request) => {
		request.request = {
			...request.request,
			signal: AbortSignal.timeout(requestSeconds * 1e3)
		};
	});
	return octokit;
}
function conversation(session, pullRequest) {
	const undertaking = {
		undone: `The comment on pull request #${pullRequest.number} was not written`,
		permission: "pull-requests: write"
	};
	const write = (marker, body, create) => trying(session, undertaking, async (client) => {
		const previous = await ownComment(client, session.context, pullRequest.number, marker);
		const at = {
			owner: session.context.owner,
			repo: session.context.repository
		};
		if (previous === void 0) {
			if (!create) return void 0;
			const { data } = await client.rest.issues.createComment({
				...at,
				issue_number: pullRequest.number,
				body
			});
			return {
				url: data.html_url,
				changed: true
			};
		}
		if (gistOf(previous.body) === gistOf(body)) return {
			url: previous.url,
			changed: false
		};
		const { data } = await client.rest.issues.updateComment({
			...at,
			comment_id: previous.id,
			body
		});
		return {
			url: data.html_url,
			changed: true
		};
	});
	return {
		async upsertComment(marker, body) {
			const written = await write(marker, body, true);
			if (written === void 0) throw new Refusal("rejected", `${undertaking.undone}.`);
			return written;
		},
		refreshComment: (marker, body) => write(marker, body, false)
	};
}
/** The first comment that begins with the marker and is by us: anybody can write the marker. */
async function ownComment(client, context, number, marker) {
	const marked = (await client.paginate(client.rest.issues.listComments, {
		owner: context.owner,
		repo: context.repository,
		issue_number: number,
		per_page: 100
	})).filter((comment) => comment.body?.startsWith(marker) === true);
	if (marked.length === 0) return void 0;
	const us = await ownLogin(client);
	const own = marked.find((comment) => comment.user?.login === us);
	return own === void 0 ? void 0 : {
		id: own.id,
		url: own.html_url,
		body: own.body ?? ""
	};
}
/** Who the token writes as. GraphQL tells it to the tokens of apps as well, `GET /user` does not. */
async function ownLogin(client) {
	try {
		const { viewer } = await client.graphql("query { viewer { login } }");
		return viewer.login;
	} catch (error) {
		const failure = httpFailure(error);
		if (failure !== void 0 && (failure.status === void 0 || failure.status >= 500 || isRateLimit(failure))) throw error;
		return workflowAuthor;
	}
}
function scanningService(session) {
	const { context, workspace } = session;
	const at = {
		owner: context.owner,
		repo: context.repository
	};
	const undertaking = {
		undone: "The SARIF report was not handed to code scanning",
		permission: "security-events: write"
	};
	return {
		async upload(sarif) {
			const analysed = analysedCommit(context, detachedCommit(await textOf(join(workspace, ".git", "HEAD"))));
			if (analysed === void 0) throw new Refusal("rejected", `${undertaking.undone}: the checked-out commit does not belong to ${context.ref || "the ref of this run"}, where its alerts would appear.`);
			const packed = (await compress(sarif)).toString("base64");
			return trying(session, undertaking, async (client) => {
				const { data } = await client.rest.codeScanning.uploadSarif({
					...at,
					commit_sha: analysed.commit,
					ref: analysed.ref,
					sarif: packed,
					checkout_uri: pathToFileURL(workspace).href
				});
				if (data.id === void 0) throw new Refusal("rejected", `${undertaking.undone}: GitHub gave it no number.`);
				return { id: data.id };
			});
		},
		outcome: (id) => trying(session, {
			...undertaking,
			undone: "What became of the SARIF report is not known"
		}, async (client) => {
			const { data } = await client.rest.codeScanning.getSarif({
				...at,
				sarif_id: id
			});
			return {
				state: data.processing_status ?? "pending",
				errors: data.errors ?? []
			};
		})
	};
}
/** Runs requests with patience, and throws a Refusal for what fails all the same. The whole of it may run twice. */
async function trying(session, undertaking, operation) {
	try {
		const client = await session.client();
		return await patiently(() => operation(client), session.waiting);
	} catch (error) {
		throw explainRefusal(error, undertaking, session.context);
	}
}
async function textOf(path) {
	try {
		return await readFile(path, "utf8");
	} catch {
		return;
	}
}
// src/adapters/actions.ts
/** The runner cuts the message of an annotation at this many characters. */
const longestMessage = 4096;
const longestTitle = 255;
/** Opens the runner of this process. The toolkit takes about a tenth of a second to load, so a command line leaves it alone. */
async function openRunner() {
	const core = await import("./chunks/core2.js");
	const log = (message) => core.info(harmless(printable(message)));
	return {
		console: {
			progress: log,
			info: log,
			warning: (message) => core.warning(command(message))
		},
		annotations: {
			annotate(level, finding) {
				core[level](command(`${finding.message} ${finding.remedy}`), propertiesOf(finding));
			},
			notice: (message) => core.notice(command(message), { title: "container-guard" })
		},
		summary: { async write(markdown) {
			await core.summary.addRaw(markdown.endsWith("\n") ? markdown : `${markdown}\n`).write();
		} },
		outputs: { set: (name, value) => core.setOutput(name, value) },
		error: (message) => core.error(command(message))
	};
}
/** All that a step can publish to: the runner, files below the workspace and, where there is a token for it, GitHub. */
async function stepOutlets(runner, settings, environment) {
	const workspace = environment["GITHUB_WORKSPACE"] ?? process.cwd();
	const context = await currentRun(environment);
	const { token } = settings;
	return {
		...runner,
		files: reportFiles(workspace, { linksMayLeave: false }),
		...context === void 0 ? {} : { links: linksOf(context) },
		...context === void 0 || token === void 0 ? {} : openGitHub({
			token,
			context,
			workspace
		})
	};
}
function propertiesOf({ location, rule, severity, subject }) {
	return {
		title: title(`${severity}: ${rule}${subject.service === void 0 ? "" : ` (${subject.service})`}`),
		file: harmless(oneLine(location.path)),
		startLine: location.startLine,
		endLine: location.endLine,
		...location.startLine === location.endLine ? {
			startColumn: location.startColumn,
			endColumn: Math.max(location.endColumn, location.startColumn)
		} : {}
	};
}
function title(text) {
	return shorten(harmless(oneLine(text)), longestTitle);
}
/** The toolkit escapes what ends a command; this takes care of what begins one inside of it. */
function command(text) {
	return shorten(harmless(printable(text)), longestMessage);
}
// src/settings/inputs.ts
/**
* Reads the action's inputs as the runner hands them over, `INPUT_FAIL-ON`. An empty input counts as not given.
* @throws GuardError SETTINGS for an input that does not exist.
*/
function readInputs(environment) {
	const known = settingsAt("action");
	const given = {};
	for (const [variable, text] of Object.entries(environment)) {
		if (!variable.startsWith("INPUT_") || text === void 0 || text.trim() === "") continue;
		const input = variable.slice(6).toLowerCase();
		const name = known.find((candidate) => candidate === input);
		if (name === void 0) throw new GuardError("SETTINGS", `input ${input}: there is no such input.${didYouMean(input, known)} The inputs are ${known.join(", ")}.`);
		const value = text.trim();
		given[name] = {
			value: definitionOf(name).kind === "list" ? listItems(value) : value,
			source: `input ${name}`
		};
	}
	return given;
}
/** A list input: items on lines of their own, or behind commas; `#` begins a comment line. */
function listItems(text) {
	return text.split(/[\n,]/).map((item) => item.trim()).filter((item) => item !== "" && !item.startsWith("#"));
}
// src/main.ts
const { env } = process;
keepHeapSmall();
optimiseLater();
const runner = await openRunner();
try {
	const place = {
		folder: env["GITHUB_WORKSPACE"] ?? process.cwd(),
		rootIsFolder: true,
		defaults: { trivy: "required" }
	};
	const { settings, inputs, ports } = await prepareRun(readInputs(env), place, runner.console);
	const { report, trivyPath } = await guard(settings, inputs, ports);
	runner.console.info(toTable(report, {
		colour: false,
		width: 120,
		unicode: true
	}));
	await publish(report, settings, {
		...await stepOutlets(runner, settings, env),
		...trivyPath === void 0 ? {} : { trivyPath }
	});
	process.exitCode = {
		pass: 0,
		fail: 1,
		inconclusive: 3
	}[report.verdict];
	if (report.verdict !== "pass") runner.error(`${headline(report).word}: ${headline(report).reason}`);
} catch (error) {
	const known = error instanceof GuardError;
	runner.error(known ? error.message : `This is a bug in container-guard, please report it. ${messageOf(error)}`);
	process.exitCode = known ? error.exitCode : 3;
}
export {};
