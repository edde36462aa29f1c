import { i as __toESM } from "./rolldown-runtime.js";
import { a as messageOf, i as GuardError } from "./nearest.js";
import { p as oneLine$1 } from "./console.js";
import { t as parseReference } from "./reference.js";
import { i as refusalOf, n as assetOf, r as pinnedVersion } from "./pin.js";
import { homedir, hostname, tmpdir } from "node:os";
import { access, chmod, copyFile, link, lstat, mkdir, mkdtemp, open, readFile, readdir, realpath, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { basename, delimiter, isAbsolute, join, relative, resolve } from "node:path";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { constants, createGunzip, createInflateRaw, gunzipSync } from "node:zlib";
import { constants as constants$1, createReadStream } from "node:fs";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { PassThrough, pipeline } from "node:stream";
import { spawn } from "node:child_process";
const DEFAULT_CONFIG = {
	lang: void 0,
	message: void 0,
	abortEarly: void 0,
	abortPipeEarly: void 0
};
/**
* Returns the global configuration.
*
* @param config The config to merge.
*
* @returns The configuration.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalConfig(config$1) {
	if (!config$1 && true) return DEFAULT_CONFIG;
	return {
		lang: config$1?.lang ?? void 0,
		message: config$1?.message,
		abortEarly: config$1?.abortEarly ?? void 0,
		abortPipeEarly: config$1?.abortPipeEarly ?? void 0
	};
}
/**
* Stringifies an unknown input to a literal or type string.
*
* @param input The unknown input.
*
* @returns A literal or type string.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _stringify(input) {
	const type = typeof input;
	if (type === "string") return `"${input}"`;
	if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
	if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
	return type;
}
/**
* Adds an issue to the dataset.
*
* @param context The issue context.
* @param label The issue label.
* @param dataset The input dataset.
* @param config The configuration.
* @param other The optional props.
*
* @internal
*/
function _addIssue(context, label, dataset, config$1, other) {
	const input = other && "input" in other ? other.input : dataset.value;
	const expected = other?.expected ?? context.expects ?? null;
	const received = other?.received ?? /* @__PURE__ */ _stringify(input);
	const issue = {
		kind: context.kind,
		type: context.type,
		input,
		expected,
		received,
		message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
		requirement: context.requirement,
		path: other?.path,
		issues: other?.issues,
		lang: config$1.lang,
		abortEarly: config$1.abortEarly,
		abortPipeEarly: config$1.abortPipeEarly
	};
	const isSchema = context.kind === "schema";
	const message$1 = other?.message ?? context.message ?? (context.reference, issue.lang, void 0) ?? (isSchema ? (issue.lang, void 0) : null) ?? config$1.message ?? (issue.lang, void 0);
	if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
	if (isSchema) dataset.typed = false;
	if (dataset.issues) dataset.issues.push(issue);
	else dataset.issues = [issue];
}
/**
* Compares two values using the SameValueZero algorithm, which treats `NaN`
* as equal to itself unlike `===`.
*
* @param value1 The first value.
* @param value2 The second value.
*
* @returns Whether the values are equal.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isSameValueZero(value1, value2) {
	return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
}
/**
* Disallows inherited object properties and prevents object prototype
* pollution by disallowing certain keys.
*
* @param object The object to check.
* @param key The key to check.
*
* @returns Whether the key is allowed.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isValidObjectKey(object$1, key) {
	return Object.prototype.hasOwnProperty.call(object$1, key) && key !== "__proto__" && key !== "prototype" && key !== "constructor";
}
/**
* Joins multiple `expects` values with the given separator.
*
* @param values The `expects` values.
* @param separator The separator.
*
* @returns The joined `expects` property.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _joinExpects(values$1, separator) {
	const list = [...new Set(values$1)];
	if (list.length > 1) return `(${list.join(` ${separator} `)})`;
	return list[0] ?? "never";
}
/**
* Eagerly creates and attaches the Standard Schema properties of a schema.
*
* Hint: The contextual `this` type includes the standard properties that are
* attached before the schema is returned.
*
* @param schema The schema to attach standard properties to.
*
* @returns The schema with standard properties attached.
*
* @internal
*/
function _standardSchema(schema) {
	schema["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (value$1) => schema["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
	};
	return schema;
}
/* @__NO_SIDE_EFFECTS__ */
function getDotPath(issue) {
	if (issue.path) {
		let key = "";
		for (const item of issue.path) if (typeof item.key === "string" || typeof item.key === "number") if (key) key += `.${item.key}`;
		else key += item.key;
		else return null;
		return key;
	}
	return null;
}
/* @__NO_SIDE_EFFECTS__ */
function check(requirement, message$1) {
	return {
		kind: "validation",
		type: "check",
		reference: check,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function integer(message$1) {
	return {
		kind: "validation",
		type: "integer",
		reference: integer,
		async: false,
		expects: null,
		requirement: Number.isInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "integer", dataset, config$1);
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function minValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_value",
		reference: minValue,
		async: false,
		expects: `>=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value >= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function parseJson(config$1, message$1) {
	return {
		kind: "transformation",
		type: "parse_json",
		reference: parseJson,
		config: config$1,
		message: message$1,
		async: false,
		"~run"(dataset, config$2) {
			try {
				dataset.value = JSON.parse(dataset.value, this.config?.reviver);
			} catch (error) {
				if (error instanceof Error) {
					_addIssue(this, "JSON", dataset, config$2, { received: `"${error.message}"` });
					dataset.typed = false;
				} else throw error;
			}
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function regex(requirement, message$1) {
	return {
		kind: "validation",
		type: "regex",
		reference: regex,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "format", dataset, config$1);
			return dataset;
		}
	};
}
/**
* Returns the fallback value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The output dataset if available.
* @param config The config if available.
*
* @returns The fallback value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getFallback(schema, dataset, config$1) {
	return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}
/**
* Returns the default value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The input dataset if available.
* @param config The config if available.
*
* @returns The default value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getDefault(schema, dataset, config$1) {
	return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}
/* @__NO_SIDE_EFFECTS__ */
function array(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: array,
		expects: "Array",
		async: false,
		item,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function boolean(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "boolean",
		reference: boolean,
		expects: "boolean",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "boolean") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function exactOptional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "exact_optional",
		reference: exactOptional,
		expects: wrapped.expects,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function literal(literal_, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "literal",
		reference: literal,
		expects: /* @__PURE__ */ _stringify(literal_),
		async: false,
		literal: literal_,
		message: message$1,
		"~run"(dataset, config$1) {
			if (/* @__PURE__ */ _isSameValueZero(dataset.value, this.literal)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function looseObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "loose_object",
		reference: looseObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (/* @__PURE__ */ _isValidObjectKey(input, key) && !Object.prototype.hasOwnProperty.call(this.entries, key)) dataset.value[key] = input[key];
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function nullish(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullish",
		reference: nullish,
		expects: `(${wrapped.expects} | null | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === null || dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null || dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function number(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "number",
		reference: number,
		expects: "number",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "number" && !isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function object(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: object,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function optional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optional,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function picklist(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "picklist",
		reference: picklist,
		expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function record(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: record,
		expects: "Object",
		async: false,
		key,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const entryKey in input) if (/* @__PURE__ */ _isValidObjectKey(input, entryKey)) {
					const entryValue = input[entryKey];
					const keyDataset = this.key["~run"]({ value: entryKey }, config$1);
					if (keyDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "key",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of keyDataset.issues) {
							issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					const valueDataset = this.value["~run"]({ value: entryValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function string(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "string",
		reference: string,
		expects: "string",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "string") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/**
* Returns the sub issues of the provided datasets for the union issue.
*
* @param datasets The datasets.
*
* @returns The sub issues.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _subIssues(datasets) {
	let issues;
	if (datasets) for (const dataset of datasets) if (issues) for (const issue of dataset.issues) issues.push(issue);
	else issues = dataset.issues;
	return issues;
}
/* @__NO_SIDE_EFFECTS__ */
function union(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "union",
		reference: union,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			let validDataset;
			let typedDatasets;
			let untypedDatasets;
			for (const schema of this.options) {
				const optionDataset = schema["~run"]({ value: dataset.value }, config$1);
				if (optionDataset.typed) if (optionDataset.issues) if (typedDatasets) typedDatasets.push(optionDataset);
				else typedDatasets = [optionDataset];
				else {
					validDataset = optionDataset;
					break;
				}
				else if (untypedDatasets) untypedDatasets.push(optionDataset);
				else untypedDatasets = [optionDataset];
			}
			if (validDataset) return validDataset;
			if (typedDatasets) {
				if (typedDatasets.length === 1) return typedDatasets[0];
				_addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(typedDatasets) });
				dataset.typed = true;
			} else if (untypedDatasets?.length === 1) return untypedDatasets[0];
			else _addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(untypedDatasets) });
			return dataset;
		}
	});
}
/**
* Creates a unknown schema.
*
* @returns A unknown schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function unknown() {
	return _standardSchema({
		kind: "schema",
		type: "unknown",
		reference: unknown,
		expects: "unknown",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function pipe(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		"~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parse result.
*/
/* @__NO_SIDE_EFFECTS__ */
function safeParse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}
// src/publish/patience.ts
const defaultPatience$1 = {
	attempts: 4,
	totalSeconds: 90
};
const faults = /* @__PURE__ */ new Set([
	500,
	502,
	503,
	504
]);
const secondaryLimit = /secondary rate limit|abuse detection/i;
const requestError = /* @__PURE__ */ object({
	status: /* @__PURE__ */ number(),
	message: /* @__PURE__ */ string(),
	response: /* @__PURE__ */ optional(/* @__PURE__ */ object({ headers: /* @__PURE__ */ record(/* @__PURE__ */ string(), /* @__PURE__ */ unknown()) }))
});
/**
* Runs an operation again where GitHub asks for patience: rate limits, 500, 502, 503, 504, and no answer at all.
* `Retry-After` and the reset time of a used-up limit are honoured; a wait that would pass the limit is not begun.
* The operation must bear being run twice.
*/
async function patiently(operation, waiting, patience = defaultPatience$1) {
	const end = waiting.now() + patience.totalSeconds * 1e3;
	for (let attempt = 1;; attempt += 1) try {
		return await operation();
	} catch (error) {
		const failure = httpFailure(error);
		const wait = failure === void 0 ? void 0 : waitBeforeRetry(failure, attempt, waiting.now());
		if (wait === void 0 || attempt >= patience.attempts || waiting.now() + wait > end) throw error;
		await waiting.sleep(wait);
	}
}
/** The HTTP side of an error that the GitHub client threw, where it has one. */
function httpFailure(error) {
	const read = /* @__PURE__ */ safeParse(requestError, error);
	if (!read.success) return void 0;
	const { status, message, response } = read.output;
	return response === void 0 ? {
		message,
		headers: {}
	} : {
		status,
		message,
		headers: response.headers
	};
}
/** Whether GitHub holds us back, rather than refusing. */
function isRateLimit(failure) {
	if (failure.status === 429) return true;
	if (failure.status !== 403) return false;
	return header(failure, "retry-after") !== void 0 || header(failure, "x-ratelimit-remaining") === "0" || secondaryLimit.test(failure.message);
}
function waitBeforeRetry(failure, attempt, now) {
	if (isRateLimit(failure)) return askedWait(failure, now) ?? 6e4;
	if (failure.status === void 0 || faults.has(failure.status)) return askedWait(failure, now) ?? 1e3 * 2 ** (attempt - 1);
}
function askedWait(failure, now) {
	const after = header(failure, "retry-after");
	if (after !== void 0) {
		const seconds = Number(after);
		if (Number.isFinite(seconds)) return Math.max(seconds, 0) * 1e3;
		const date = Date.parse(after);
		if (!Number.isNaN(date)) return Math.max(date - now, 0);
	}
	if (header(failure, "x-ratelimit-remaining") !== "0") return void 0;
	const reset = Number(header(failure, "x-ratelimit-reset"));
	return Number.isFinite(reset) ? Math.max(reset * 1e3 - now, 0) : void 0;
}
function header(failure, name) {
	const value = failure.headers[name];
	return typeof value === "string" || typeof value === "number" ? String(value) : void 0;
}
// src/adapters/lock.ts
/** A lock of another machine, or container, that nobody has touched for so long is left over; milliseconds. */
const staleAfter = 6e4;
const touchEvery = 1e4;
const askEvery = 200;
/**
* Runs the work while no other process holds the file. What a killed process left is broken: at once where it ran on this
* machine, else when nobody has touched it for a minute.
*/
async function holding(file, work) {
	const owner = `${process.pid} ${hostname()} ${randomUUID()}`;
	while (!await taken$1(file, owner)) await setTimeout$1(askEvery);
	const touching = setInterval(() => {
		const now = /* @__PURE__ */ new Date();
		utimes(file, now, now).catch(() => void 0);
	}, touchEvery).unref();
	try {
		return await work();
	} finally {
		clearInterval(touching);
		if (await ownerOf(file) === owner) await rm(file, { force: true });
	}
}
async function taken$1(file, owner) {
	try {
		await writeFile(file, owner, { flag: "wx" });
		return true;
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
	}
	const other = await ownerOf(file);
	if (other !== void 0 && (isGone(other) || await isStale(file))) await broken(file, other);
	return false;
}
async function ownerOf(file) {
	return readFile(file, "utf8").catch(() => void 0);
}
/** Whether the owner was a process of this machine that runs no more. */
function isGone(owner) {
	const [pid = "", host] = owner.split(" ");
	if (host !== hostname() || !/^\d+$/.test(pid)) return false;
	try {
		process.kill(Number(pid), 0);
		return false;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "ESRCH";
	}
}
async function isStale(file) {
	const found = await stat(file).catch(() => void 0);
	return found !== void 0 && Date.now() - found.mtimeMs > staleAfter;
}
/** Takes the lock of that owner away; that of another, who was faster, is put back. */
async function broken(file, owner) {
	const aside = `${file}-${randomUUID()}`;
	try {
		await rename(file, aside);
	} catch {
		return;
	}
	if (await ownerOf(aside) !== owner) await link(aside, file).catch(() => void 0);
	await rm(aside, { force: true });
}
// src/adapters/toolkit-output.ts
/**
* The Actions toolkit writes workflow commands and the commands it runs to standard output. On a runner that is the log;
* on a command line standard output is the report, so there these are dropped and the rest goes to standard error.
*/
const withinToolkit = new AsyncLocalStorage();
let diverted = false;
/** Runs work of the Actions toolkit so that none of its words reach a command line's standard output. */
async function withToolkitOutput(work) {
	if (process.env["GITHUB_ACTIONS"] === "true") return work();
	divert();
	return withinToolkit.run(true, work);
}
function divert() {
	if (diverted) return;
	diverted = true;
	const stdout = process.stdout;
	const write = stdout.write.bind(stdout);
	stdout.write = (chunk, ...rest) => {
		const [second, third] = rest;
		const done = isCallback(second) ? second : isCallback(third) ? third : void 0;
		if (withinToolkit.getStore() === void 0) return isEncoding(second) ? write(chunk, second, done) : write(chunk, done);
		const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
		if (!/^(?:::debug::|\[command\]|\s*$)/.test(text)) process.stderr.write(text);
		done?.();
		return true;
	};
}
function isCallback(value) {
	return typeof value === "function";
}
function isEncoding(value) {
	return typeof value === "string" && Buffer.isEncoding(value);
}
// src/adapters/tool-cache.ts
/**
* The runner's tool cache, filled by the Actions toolkit; off a runner, a folder among the user's caches. Looking into it does
* not load the toolkit: `tool/version/arch`, with a marker beside it once it is whole.
*/
const toolCache = {
	async find(tool, version) {
		const folder = join(root(), tool, version, process.arch);
		return await isFolder(folder) && await isThere(markerOf(folder)) ? folder : void 0;
	},
	async versions(tool) {
		const names = await readdir(join(root(), tool)).catch(() => []);
		const found = await Promise.all(names.map((name) => toolCache.find(tool, name)));
		return names.filter((_, at) => found[at] !== void 0).sort();
	},
	async store(tool, version, fill) {
		const beginning = `.${tool}-partial-`;
		for (const name of await readdir(root())) if (name.startsWith(beginning)) await gone(join(root(), name));
		const partial = await mkdtemp(join(root(), beginning));
		try {
			const value = await fill(partial);
			return {
				folder: await replaced(join(root(), tool, version, process.arch), `${partial}-old`, async () => {
					const { cacheDir } = await import("./tool-cache.js");
					process.env["RUNNER_TOOL_CACHE"] = root();
					return withToolkitOutput(() => cacheDir(partial, tool, version));
				}),
				value
			};
		} finally {
			await gone(partial);
		}
	},
	async exclusively(tool, work) {
		await mkdir(root(), { recursive: true });
		return holding(join(root(), `.${tool}.lock`), work);
	}
};
/** The user's folder for caches of this product, as the platform has it. */
function userCacheFolder(environment = process.env, platform = process.platform) {
	const home = homedir();
	const base = platform === "win32" ? environment["LOCALAPPDATA"] ?? join(home, "AppData", "Local") : platform === "darwin" ? join(home, "Library", "Caches") : environment["XDG_CACHE_HOME"] ?? join(home, ".cache");
	return join(base, "container-guard");
}
function root() {
	return process.env["RUNNER_TOOL_CACHE"] || join(userCacheFolder(), "tools");
}
/** Puts something new in the place of a folder of the cache, or the old one back where that throws. */
async function replaced(folder, aside, work) {
	const wasWhole = await isThere(markerOf(folder));
	if (await isFolder(folder)) await rename(folder, aside);
	try {
		return await work();
	} catch (error) {
		await gone(folder);
		if (wasWhole && await isFolder(aside)) {
			await rename(aside, folder);
			await writeFile(markerOf(folder), "");
		}
		throw error;
	} finally {
		await gone(aside);
	}
}
function markerOf(folder) {
	return `${folder}.complete`;
}
async function isThere(path) {
	return stat(path).then(() => true, () => false);
}
async function isFolder(path) {
	return stat(path).then((found) => found.isDirectory(), () => false);
}
async function gone(path) {
	await rm(path, {
		recursive: true,
		force: true,
		maxRetries: 3
	});
}
// src/fleet/address.ts
/** Docker Hub answers for images on another host than the one it is known by. */
const hub = "registry-1.docker.io";
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
const hostShape = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[0-9A-Fa-f:]+\\])(?::\\d{1,5})?$`);
/**
* The address of the tag of a reference, `latest` where it has none; undefined where its registry has no name that could be.
* Only loopback addresses are spoken to without TLS.
*/
function manifestAddress({ repository: full, tag = "latest" }) {
	const slash = full.indexOf("/");
	const registry = full.slice(0, slash);
	const repository = full.slice(slash + 1);
	if (!hostShape.test(registry)) return void 0;
	const host = registry === "docker.io" ? hub : registry;
	const url = `${isLoopback$1(hostnameOf(host)) ? "http" : "https"}://${host}/v2/${repository}/manifests/${tag}`;
	return URL.canParse(url) ? {
		registry,
		repository,
		url
	} : void 0;
}
/** Whether an address that a registry sends us on to may be spoken to: TLS always, without it only within this machine. */
function mayFollow(from, to) {
	if (to.protocol === "https:") return true;
	return to.protocol === "http:" && isLoopback$1(from.hostname) && isLoopback$1(to.hostname);
}
function hostnameOf(host) {
	return host.replace(/:\d+$/, "");
}
function isLoopback$1(hostname) {
	return /^(?:localhost|127(?:\.\d{1,3}){3}|\[(?:0*:)*:?0*1\])$/i.test(hostname);
}
// src/fleet/refusal.ts
/** Puts a refusal in words: which image, why, and what to do. No answer of the registry is quoted, nor any login. */
function registryError(reference, registry, refusal) {
	const [why, advice] = explained(refusal, registry);
	return new GuardError("REGISTRY", `${oneLine$1(reference)} could not be resolved to a digest: ${why}. ${advice}`);
}
/** Why a registry refused, and what to do about it, without the final full stop of the first. */
function explained(refusal, registry) {
	switch (refusal.kind) {
		case "status": return explainedStatus(refusal.status, refusal.retryAfter, registry);
		case "unreached": return explainedConnection(refusal.code, registry);
		case "late": return [`${registry} did not answer within ${refusal.seconds} seconds`, "Run the job again later, or check the network."];
		case "nonsense": return [`${registry} ${refusal.what}`, "Check that a registry answers at this address, and nothing in front of it."];
	}
}
function explainedStatus(status, retryAfter, registry) {
	const server = registry === "docker.io" ? "" : ` ${registry}`;
	switch (status) {
		case 401: return [`${registry} wants a login (401)`, `Log in first: \`docker login${server}\`, or docker/login-action in a workflow. Where the login is right there is no such image, or it may not be pulled.`];
		case 403: return [`${registry} does not allow it (403)`, `Give the login the right to pull this image, or log in with another: \`docker login${server}\`.`];
		case 404: return [`there is no such image at ${registry} (404)`, "Correct its name or tag, or take it off the list. Some registries hide private images in this way: log in first where it is one."];
		case 429: return [`${registry} holds requests back (429${retryAfter === void 0 ? "" : `, until ${oneLine$1(retryAfter).slice(0, 40)} (Retry-After)`})`, `Run the job again later, or log in for a higher limit: \`docker login${server}\`.`];
		default: return status >= 500 ? [`${registry} failed (${status}), more than once`, "Run the job again later."] : [`${registry} answered with status ${status}`, "Check that a registry answers at this address."];
	}
}
const unknownName = /* @__PURE__ */ new Set([
	"ENOTFOUND",
	"EAI_AGAIN",
	"EAI_NONAME",
	"EAI_NODATA"
]);
function explainedConnection(code, registry) {
	if (unknownName.has(code)) return [`no address is known for ${registry} (${code})`, "Correct its name, or check DNS and the proxy."];
	if (code === "ECONNREFUSED") return [`nothing answers at ${registry} (${code})`, "Check the port and that the registry runs."];
	if (/CERT|SELF_SIGNED|VERIFY|ERR_TLS/.test(code)) return [`the certificate of ${registry} is not trusted (${code})`, "Name the authority that signed it in NODE_EXTRA_CA_CERTS or SSL_CERT_FILE."];
	if (/^(?:EPROTO|ERR_SSL_.*)$/.test(code)) return [`${registry} does not speak TLS (${code})`, "Without TLS only registries on this machine are asked."];
	return [`${registry} could not be reached (${code})`, "Run the job again later, or check network and proxy."];
}
// src/trivy/ports.ts
/** Why a download did not arrive. */
var DownloadFailure = class extends Error {
	name = "DownloadFailure";
	/** The HTTP status, where there was an answer. */
	status;
	/** It came, but there was no place for it. */
	disk;
	constructor(message, { status, disk = false } = {}, options) {
		super(message, options);
		this.status = status;
		this.disk = disk;
	}
};
/** Why a signature does not count, in words that follow "the signature …". */
var SignatureFailure = class extends Error {
	name = "SignatureFailure";
};
// src/fleet/challenge.ts
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const parameter = new RegExp(`^(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`);
const scheme = new RegExp(`^(${token})(?=[ \\t,]|$)`);
/** Reads a `WWW-Authenticate` header, also where a value that should be quoted is not; what cannot be read ends it. */
function readChallenges(header) {
	const challenges = [];
	let rest = header;
	for (;;) {
		rest = rest.replace(/^[ \t,]+/, "");
		const pair = parameter.exec(rest);
		const current = challenges.at(-1);
		if (pair !== null && current !== void 0) {
			const [whole, name = "", quoted, plain = ""] = pair;
			current.parameters[name.toLowerCase()] = quoted === void 0 ? plain : quoted.replaceAll(/\\(.)/g, "$1");
			rest = rest.slice(whole.length);
			continue;
		}
		const named = scheme.exec(rest);
		if (named === null) return challenges;
		challenges.push({
			scheme: (named[1] ?? "").toLowerCase(),
			parameters: {}
		});
		rest = rest.slice(named[0].length);
	}
}
// src/fleet/digest.ts
/** Whether a text is a digest of a kind that the OCI image specification registers. */
function isDigest(text) {
	return /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(text);
}
// src/adapters/builtin.ts
/**
* Node's own HTTP modules, loaded when they are asked for. `import` of `node:http` reads all that it exports, and with it loads the
* whole of `fetch`, which takes as long as starting Node; Node before 20.16 knows no other way.
*/
const builtin = {
	http: async () => process.getBuiltinModule?.("node:http") ?? import("node:http"),
	https: async () => process.getBuiltinModule?.("node:https") ?? import("node:https")
};
// src/adapters/proxy.ts
/**
* The proxy that an address is asked through, as `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say, in lower case
* too; undefined where it is asked directly. This machine itself never needs one.
* @throws Error for a proxy that is no http or https address; the message does not quote it.
*/
function proxyFor(url, environment) {
	const value = (name) => environment[name.toLowerCase()] || environment[name] || "";
	const written = value(url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY") || value("ALL_PROXY");
	if (written === "" || isLoopback(url.hostname) || isExempt(url, value("NO_PROXY"))) return void 0;
	const address = written.includes("://") ? written : `http://${written}`;
	const proxy = URL.canParse(address) ? new URL(address) : void 0;
	if (proxy?.protocol === "http:" || proxy?.protocol === "https:") return proxy;
	throw new Error("the proxy in the environment is no address that begins with http:// or https://");
}
/** Names and addresses, each with what lies below it: `example.com`, `.example.com`, `*.example.com`, `10.1.2.3:5000`, `*`. */
function isExempt(url, list) {
	const host = url.hostname.toLowerCase();
	const port = url.port || (url.protocol === "https:" ? "443" : "80");
	return list.toLowerCase().split(/[\s,]+/).filter((entry) => entry !== "").some((entry) => {
		if (entry === "*") return true;
		const [, name = "", wantedPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
		if (wantedPort !== void 0 && wantedPort !== port) return false;
		const bare = name.replace(/^\*?\./, "");
		return bare !== "" && (host === bare || host.endsWith(`.${bare}`));
	});
}
function isLoopback(hostname) {
	return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}
// src/adapters/web.ts
/**
* One exchange over HTTP, through the proxy and with the certificate authorities that the environment names
* (`NODE_EXTRA_CA_CERTS`, which Node reads by itself, and `SSL_CERT_FILE`, which it does not). A redirect is an answer like
* any other. Node's own `fetch` knows proxies from version 24 on alone. Throws what the connection throws.
*/
async function webFetch(url, request, environment) {
	const proxy = proxyFor(url, environment);
	if (url.protocol === "http:") {
		const { request: open } = await client(proxy ?? url);
		const options = proxy === void 0 ? { path: pathOf(url) } : {
			path: url.href,
			headers: proxyHeaders(proxy)
		};
		return exchange(open({
			...target(proxy ?? url),
			...common(url, request, options.headers),
			path: options.path
		}), request);
	}
	const { request: open } = await builtin.https();
	const secureContext = await trusted(environment);
	const options = {
		...target(url),
		...common(url, request),
		path: pathOf(url),
		...secured(secureContext)
	};
	if (proxy === void 0) return exchange(open(options), request);
	const tunnel = await tunnelTo(url, proxy, request.signal, secureContext);
	if ("refused" in tunnel) return answerWith(tunnel.refused);
	const { connect } = await import("node:tls");
	const { socket } = tunnel;
	const createConnection = () => connect({
		socket,
		servername: hostOf$1(url),
		...secured(secureContext)
	});
	try {
		return await exchange(open({
			...options,
			agent: void 0,
			createConnection
		}), request);
	} catch (error) {
		socket.destroy();
		throw error;
	}
}
function target(url) {
	return {
		host: hostOf$1(url),
		port: url.port || (url.protocol === "https:" ? 443 : 80),
		agent: false
	};
}
function common(url, { method = "GET", headers, signal }, more = {}) {
	return {
		method,
		headers: {
			host: url.host,
			...headers,
			...more
		},
		...signal === void 0 ? {} : { signal }
	};
}
function secured(secureContext) {
	return secureContext === void 0 ? {} : { secureContext };
}
function hostOf$1(url) {
	return url.hostname.replace(/^\[|\]$/g, "");
}
function pathOf(url) {
	return `${url.pathname}${url.search}`;
}
function client(url) {
	return url.protocol === "https:" ? builtin.https() : builtin.http();
}
function proxyHeaders({ username, password }) {
	if (username === "" && password === "") return {};
	const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return { "proxy-authorization": `Basic ${Buffer.from(login, "utf8").toString("base64")}` };
}
async function exchange(asking, { body }) {
	const answer = await new Promise((resolve, reject) => {
		asking.once("response", resolve).once("error", reject).end(body);
	});
	const status = answer.statusCode ?? 0;
	if (status < 200 || status > 599) {
		answer.destroy();
		throw new Error(`the answer has the status ${status}`);
	}
	return answerWith(status, answer);
}
function answerWith(status, message) {
	return {
		status,
		ok: status >= 200 && status <= 299,
		header: (name) => message?.headersDistinct[name]?.join(", "),
		body: message ?? nothing(),
		letGo: () => message?.destroy()
	};
}
async function* nothing() {}
/** A connection through a proxy to a host, or the status with which the proxy refused it. */
async function tunnelTo(url, proxy, signal, secureContext) {
	const { request } = await client(proxy);
	const authority = `${url.hostname}:${url.port || 443}`;
	return new Promise((resolve, reject) => {
		request({
			...target(proxy),
			method: "CONNECT",
			path: authority,
			headers: {
				host: authority,
				...proxyHeaders(proxy)
			},
			...signal === void 0 ? {} : { signal },
			...secured(secureContext)
		}).once("connect", ({ statusCode = 0 }, socket) => {
			if (statusCode === 200) {
				resolve({ socket });
				return;
			}
			socket.destroy();
			if (statusCode >= 400 && statusCode <= 599) resolve({ refused: statusCode });
			else reject(/* @__PURE__ */ new Error(`the proxy answered with the status ${statusCode}`));
		}).once("error", reject).end();
	});
}
let authorities;
/** The authorities to trust, where the environment names a file of them; they are added to those Node knows. */
async function trusted(environment) {
	const file = environment["SSL_CERT_FILE"];
	if (file === void 0 || file === "") return void 0;
	if (authorities?.file === file) return authorities.context;
	const { readFile } = await import("node:fs/promises");
	const { createSecureContext, rootCertificates } = await import("node:tls");
	const extra = environment["NODE_EXTRA_CA_CERTS"];
	const texts = await Promise.all([file, ...extra ? [extra] : []].map((path) => readFile(path, "utf8")));
	const context = createSecureContext({ ca: [...rootCertificates, ...texts] });
	authorities = {
		file,
		context
	};
	return context;
}
// src/adapters/registry-exchange.ts
/** A registry did not tell. What has a `status` may be tried again, as far as that status allows. */
var RegistryTrouble = class extends Error {
	name = "RegistryTrouble";
	refusal;
	/** The HTTP status; 0 where no answer came, undefined where trying again would not help. */
	status;
	response;
	constructor(refusal, options) {
		super(refusal.kind, options);
		this.refusal = refusal;
		const answered = refusal.kind === "status" ? refusal : void 0;
		this.status = answered?.status ?? (refusal.kind === "nonsense" ? void 0 : 0);
		this.response = answered && { headers: answered.retryAfter === void 0 ? {} : { "retry-after": answered.retryAfter } };
	}
};
/** Manifests may have 4 MiB by the specification. */
const longestAnswer = 4 << 20;
const mostRedirects$1 = 5;
const redirects = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
/** Answers to HEAD after which GET is tried: some registries, and proxies in front of them, know only that. */
const headRefused = /* @__PURE__ */ new Set([
	400,
	403,
	405,
	501
]);
/** Every kind of manifest an image may have: what is not named here a registry may hide, or show in another form. */
const manifestTypes = [
	"application/vnd.oci.image.index.v1+json",
	"application/vnd.docker.distribution.manifest.list.v2+json",
	"application/vnd.oci.image.manifest.v1+json",
	"application/vnd.docker.distribution.manifest.v2+json"
].join(", ");
const artifactType = "application/vnd.oci.image.manifest.v1+json";
/** Asks for the digest of a manifest. Throws {@link RegistryTrouble}. */
async function askDigest(question) {
	const talk = conversation(question, AbortSignal.timeout(question.seconds * 1e3));
	const head = await answerOf(talk, talk.home, {
		method: "HEAD",
		accept: manifestTypes
	});
	head.letGo();
	const told = head.ok ? head.header("docker-content-digest") ?? "" : "";
	if (isDigest(told)) return told;
	if (!head.ok && !headRefused.has(head.status)) throw refused$1(head);
	return (await askManifest(talk)).digest;
}
/** Asks for a manifest, by the tag of the conversation's address or by digest. Throws {@link RegistryTrouble}. */
async function askManifest(talk, wanted) {
	const full = await answerOf(talk, wanted === void 0 ? talk.home : neighbour(talk, `manifests/${wanted}`), {
		method: "GET",
		accept: manifestTypes
	});
	if (!full.ok) throw refused$1(full);
	const body = await bodyOf(talk, full);
	const read = /* @__PURE__ */ safeParse(anyManifest, parsed$2(body));
	if (!read.success) throw nonsense("answered with something that is no manifest of an image");
	const claimed = wanted ?? full.header("docker-content-digest") ?? "";
	const algorithm = isDigest(claimed) && claimed.startsWith("sha512:") ? "sha512" : "sha256";
	const digest = `${algorithm}:${createHash(algorithm).update(body).digest("hex")}`;
	if (claimed !== "" && claimed !== digest) throw nonsense("sent a manifest that does not have the digest it names");
	return {
		digest,
		mediaType: (read.output.mediaType ?? full.header("content-type") ?? "").split(";")[0] ?? "",
		text: body.toString("utf8")
	};
}
const anyManifest = /* @__PURE__ */ object({
	schemaVersion: /* @__PURE__ */ literal(2),
	mediaType: /* @__PURE__ */ optional(/* @__PURE__ */ string())
});
/**
* Asks for a blob: its bytes as they come, which nobody has compared with its digest. They end with the conversation's signal.
* Throws {@link RegistryTrouble}, also while they come.
*/
async function askBlob(talk, digest) {
	const answer = await answerOf(talk, neighbour(talk, `blobs/${digest}`), {
		method: "GET",
		accept: "*/*"
	});
	if (!answer.ok) throw refused$1(answer);
	return pieces(talk, answer.body);
}
async function* pieces(talk, body) {
	try {
		yield* body;
	} catch (error) {
		throw unreached(talk, error);
	}
}
function neighbour({ address, home }, path) {
	return new URL(`/v2/${address.repository}/${path}`, home);
}
const titleKey = "org.opencontainers.image.title";
const artifact = /* @__PURE__ */ object({
	schemaVersion: /* @__PURE__ */ literal(2),
	layers: /* @__PURE__ */ array(/* @__PURE__ */ object({
		digest: /* @__PURE__ */ string(),
		annotations: /* @__PURE__ */ optional(/* @__PURE__ */ record(/* @__PURE__ */ string(), /* @__PURE__ */ string()))
	}))
});
/**
* Asks for the file of an artifact that has this title, as `oras push` stores files; the body is not read yet, and ends with
* the signal. Throws {@link RegistryTrouble}.
*/
async function pullTitled(question, title, signal) {
	const talk = conversation(question, signal);
	const response = await answerOf(talk, talk.home, {
		method: "GET",
		accept: artifactType
	});
	if (!response.ok) throw refused$1(response);
	const read = /* @__PURE__ */ safeParse(artifact, parsed$2(await bodyOf(talk, response)));
	if (!read.success) throw nonsense("answered with something that is no artifact with files");
	const digest = read.output.layers.find(({ annotations }) => annotations?.[titleKey] === title)?.digest;
	if (digest === void 0) throw nonsense(`has an artifact there, but no file named ${title} in it`);
	if (!isDigest(digest)) throw nonsense("names a file by something that is no digest");
	const blob = await answerOf(talk, new URL(`/v2/${question.address.repository}/blobs/${digest}`, talk.home), {
		method: "GET",
		accept: "*/*"
	});
	if (!blob.ok) throw refused$1(blob);
	return blob;
}
/** Begins to speak with a registry about the repository of an address, until the signal ends it. */
function conversation(question, signal) {
	return {
		...question,
		home: new URL(question.address.url),
		signal,
		shown: /* @__PURE__ */ new Map()
	};
}
/** Asks at an address, once with what was shown before and once more with what each host on the way wants to see: tokens run out. */
async function answerOf(talk, from, { method, accept }) {
	let at = from;
	let renewed;
	for (let hops = 0; hops <= mostRedirects$1;) {
		const authorization = talk.shown.get(at.origin);
		const headers = {
			accept,
			...authorization === void 0 ? {} : { authorization }
		};
		const response = await ask(talk, at, {
			method,
			headers
		});
		const location = redirects.has(response.status) ? response.header("location") : void 0;
		if (location !== void 0) {
			response.letGo();
			at = onward(at, location);
			hops += 1;
			continue;
		}
		if (response.status !== 401 || authorization !== void 0 && authorization === renewed) return response;
		const wanted = await authorize(talk, at, readChallenges(response.header("www-authenticate") ?? ""));
		if (wanted === void 0) return response;
		response.letGo();
		talk.shown.set(at.origin, wanted);
		renewed = wanted;
	}
	throw nonsense(`sends the request on more than ${mostRedirects$1} times`);
}
function onward(from, location) {
	const to = URL.canParse(location, from.href) ? new URL(location, from) : void 0;
	if (to === void 0 || !mayFollow(from, to)) throw nonsense("sends the request on to an address without TLS");
	to.username = "";
	to.password = "";
	return to;
}
/** What to show a host that asked for a login; undefined where there is nothing. Only the registry itself sees ours. */
async function authorize(talk, at, challenges) {
	const login = at.origin === talk.home.origin ? talk.login : void 0;
	if (login?.kind === "bearer") return bearer(login.token);
	const offered = challenges.find(({ scheme, parameters }) => scheme === "bearer" && parameters["realm"] !== void 0);
	if (offered !== void 0) return bearer(await accessToken(talk, at, offered, login));
	return challenges.some(({ scheme }) => scheme === "basic") && login?.kind === "password" ? basic(login) : void 0;
}
const tokenAnswer = /* @__PURE__ */ object({
	token: /* @__PURE__ */ optional(/* @__PURE__ */ string()),
	access_token: /* @__PURE__ */ optional(/* @__PURE__ */ string())
});
/** Changes a login, or none, for an access token, as https://distribution.github.io/distribution/spec/auth/ tells. */
async function accessToken(talk, at, { parameters }, login) {
	const { realm = "", service, scope = `repository:${talk.address.repository}:pull` } = parameters;
	if (!URL.canParse(realm) || !mayFollow(at, new URL(realm))) throw nonsense("wants the login at an address without TLS");
	const url = new URL(realm);
	const asked = {
		...service === void 0 ? {} : { service },
		scope
	};
	let request = login?.kind === "password" ? { headers: { authorization: basic(login) } } : {};
	if (login?.kind === "identity") {
		const form = {
			...asked,
			grant_type: "refresh_token",
			client_id: "container-guard",
			refresh_token: login.token
		};
		request = {
			method: "POST",
			headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
			body: new URLSearchParams(form).toString()
		};
	} else for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
	const response = await ask(talk, url, request);
	const { status } = response;
	if (!response.ok) {
		if (status === 401 || status === 403 || status === 429 || status >= 500) throw refused$1(response);
		response.letGo();
		throw nonsense(`sends us to ${url.host} for a login, which answers with status ${status}`);
	}
	const read = /* @__PURE__ */ safeParse(tokenAnswer, parsed$2(await bodyOf(talk, response)));
	const token = read.success ? read.output.token ?? read.output.access_token : void 0;
	if (token === void 0 || token === "") throw nonsense(`sends us to ${url.host} for a login, which gives no token`);
	return token;
}
/** A header is made of it, and an error about the header would quote it. */
function bearer(token) {
	if (!/^[\u0021-\u007e]+$/.test(token)) throw nonsense("goes with a token that cannot be sent");
	return `Bearer ${token}`;
}
function basic({ username, password }) {
	return `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
}
async function ask(talk, url, request) {
	const headers = {
		...request.headers,
		"user-agent": "container-guard"
	};
	return reached(talk, () => webFetch(url, {
		...request,
		headers,
		signal: talk.signal
	}, talk.environment));
}
async function bodyOf(talk, { body }) {
	return reached(talk, async () => {
		const chunks = [];
		let size = 0;
		for await (const chunk of body) {
			size += chunk.byteLength;
			if (size > longestAnswer) throw nonsense("answered with more than 4 MiB");
			chunks.push(chunk);
		}
		return Buffer.concat(chunks);
	});
}
/** Puts failures of the connection in our words. */
async function reached(talk, work) {
	try {
		return await work();
	} catch (error) {
		throw unreached(talk, error);
	}
}
function unreached({ seconds, signal }, error) {
	if (error instanceof RegistryTrouble) return error;
	if (signal.aborted) return new RegistryTrouble({
		kind: "late",
		seconds
	}, { cause: error });
	return new RegistryTrouble({
		kind: "unreached",
		code: codeOf$1(error) ?? "no connection"
	}, { cause: error });
}
function codeOf$1(error) {
	if (!(error instanceof Error)) return void 0;
	if ("code" in error && typeof error.code === "string") return error.code;
	return codeOf$1(error.cause);
}
function refused$1(response) {
	response.letGo();
	const { status } = response;
	const retryAfter = response.header("retry-after");
	return new RegistryTrouble({
		kind: "status",
		status,
		...retryAfter === void 0 ? {} : { retryAfter }
	});
}
function nonsense(what) {
	return new RegistryTrouble({
		kind: "nonsense",
		what
	});
}
function parsed$2(bytes) {
	try {
		return JSON.parse(bytes.toString("utf8"));
	} catch {
		return;
	}
}
// src/adapters/downloads.ts
const defaultLimits = {
	idleSeconds: 15,
	attemptSeconds: 600,
	slowest: 16384,
	patience: {
		attempts: 3,
		totalSeconds: 60
	},
	waiting: {
		now: () => Date.now(),
		sleep: (milliseconds) => setTimeout$1(milliseconds * (1 + Math.random() / 2))
	}
};
const mostRedirects = 5;
/** Why an attempt failed. `status` as {@link patiently} reads it: 0 where no answer came, undefined where waiting is of no use. */
var Trouble = class extends Error {
	status;
	response;
	constructor(message, status, retryAfter) {
		super(message);
		this.status = status;
		this.response = status ? { headers: retryAfter ? { "retry-after": retryAfter } : {} } : void 0;
	}
};
/** The network of this machine, with its proxies, its authorities and Docker's logins for registries. */
function downloadsFor(environment, logins, limits = defaultLimits) {
	return { async fetch(source, file, maxBytes) {
		const open = await opener(source, environment, logins, limits);
		const attempt = async () => {
			const watch = watchOver(limits);
			try {
				await save(await open(watch.signal), file, maxBytes, watch);
			} catch (error) {
				await rm(file, { force: true });
				throw watch.reason() ?? troubleOf(error, hostOf(source));
			} finally {
				watch.end();
			}
		};
		try {
			await patiently(attempt, limits.waiting, limits.patience);
		} catch (error) {
			if (!(error instanceof Trouble)) throw error;
			throw new DownloadFailure(error.message, error.status ? { status: error.status } : {}, { cause: error });
		}
	} };
}
function hostOf(source) {
	return source.kind === "web" ? new URL(source.address).host : source.reference.replace(/\/.*$/s, "");
}
async function opener(source, environment, logins, { attemptSeconds }) {
	if (source.kind === "web") return (signal) => answerFrom(new URL(source.address), environment, signal);
	const image = parseReference(source.reference);
	const address = image && manifestAddress(image);
	if (address === void 0) throw new DownloadFailure("it is no name of a repository in a registry");
	const { registry, repository } = address;
	const question = {
		address,
		login: await logins.find(registry, repository).catch((error) => {
			throw new DownloadFailure(messageOf(error), {}, { cause: error });
		}),
		environment,
		seconds: attemptSeconds
	};
	return async (signal) => {
		try {
			return await pullTitled(question, source.title, signal);
		} catch (error) {
			if (!(error instanceof RegistryTrouble)) throw error;
			throw new Trouble(explained(error.refusal, registry)[0], error.status, error.response?.headers["retry-after"]);
		}
	};
}
/** Follows redirects, to where TLS is or to this machine alone. A login in the address is shown to its own host only. */
async function answerFrom(address, environment, signal) {
	let at = address;
	for (let hops = 0; hops <= mostRedirects; hops += 1) {
		const login = at.origin === address.origin ? loginIn(address) : void 0;
		const headers = {
			accept: "*/*",
			"user-agent": "container-guard",
			...login === void 0 ? {} : { authorization: login }
		};
		const response = await webFetch(at, {
			headers,
			signal
		}, environment);
		if (response.ok) return response;
		response.letGo();
		const location = response.status >= 300 && response.status < 400 ? response.header("location") : void 0;
		if (location === void 0) {
			const retryAfter = response.header("retry-after");
			const asked = retryAfter === void 0 ? "" : `, Retry-After: ${retryAfter.slice(0, 40)}`;
			throw new Trouble(`HTTP ${response.status}${asked}`, response.status, retryAfter);
		}
		const to = URL.canParse(location, at.href) ? new URL(location, at) : void 0;
		if (to === void 0 || !mayFollow(at, to)) throw new Trouble("it sends the request on to an address without TLS", void 0);
		at = to;
	}
	throw new Trouble(`it sends the request on more than ${mostRedirects} times`, void 0);
}
function loginIn({ username, password }) {
	if (username === "" && password === "") return void 0;
	return `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`, "utf8").toString("base64")}`;
}
async function save(response, file, maxBytes, watch) {
	const announced = Number(response.header("content-length") ?? 0);
	const tooLarge = () => new Trouble(`it is larger than ${maxBytes >> 20} MiB`, void 0);
	if (announced > maxBytes) {
		response.letGo();
		throw tooLarge();
	}
	const handle = await open(file, "w", 384);
	try {
		let size = 0;
		for await (const chunk of response.body) {
			size += chunk.byteLength;
			if (size > maxBytes) throw tooLarge();
			watch.came(chunk.byteLength);
			await handle.writeFile(chunk);
		}
		if (announced > size) throw new Trouble(`it ended after ${size} of ${announced} bytes`, 0);
	} finally {
		await handle.close();
	}
}
/** Ends an attempt that stands still, creeps, or takes too long. */
function watchOver({ idleSeconds, attemptSeconds, slowest }) {
	const controller = new AbortController();
	let reason;
	let bytes = 0;
	let rounds = 0;
	const stop = (why) => {
		reason ??= new Trouble(why, 0);
		controller.abort();
	};
	const whole = setTimeout(() => {
		stop(`it was not finished after ${attemptSeconds} seconds`);
	}, attemptSeconds * 1e3);
	const idle = setTimeout(() => {
		stop(`nothing came for ${idleSeconds} seconds`);
	}, idleSeconds * 1e3);
	const pace = setInterval(() => {
		rounds += 1;
		const rate = bytes / (rounds * idleSeconds);
		if (rate < slowest) stop(`only ${Math.round(rate)} bytes a second came`);
	}, idleSeconds * 1e3);
	return {
		signal: controller.signal,
		reason: () => reason,
		came(count) {
			bytes += count;
			idle.refresh();
		},
		end() {
			clearTimeout(whole);
			clearTimeout(idle);
			clearInterval(pace);
		}
	};
}
const diskCodes = /* @__PURE__ */ new Set([
	"ENOSPC",
	"EDQUOT",
	"EFBIG",
	"EROFS",
	"EACCES",
	"EPERM",
	"EIO"
]);
/** What is wrong with a certificate stays wrong. */
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/;
function troubleOf(error, host) {
	if (error instanceof Trouble || error instanceof DownloadFailure) return error;
	const code = codeOf(error);
	if (code === void 0 || !diskCodes.has(code)) return new Trouble(code === void 0 ? messageOf(error) : explained({
		kind: "unreached",
		code
	}, host)[0], code !== void 0 && untrusted.test(code) ? void 0 : 0);
	return new DownloadFailure(`${code === "ENOSPC" || code === "EDQUOT" ? "there is no room left on the disk" : "the disk cannot be written"} (${code})`, { disk: true }, { cause: error });
}
function codeOf(error) {
	if (!(error instanceof Error)) return void 0;
	if ("code" in error && typeof error.code === "string") return error.code;
	return codeOf(error.cause);
}
// src/adapters/engine.ts
const answerShape = /* @__PURE__ */ object({ Id: /* @__PURE__ */ pipe(/* @__PURE__ */ string(), /* @__PURE__ */ regex(/^sha256:[0-9a-f]{64}$/)) });
/**
* Asks the engine of this machine for the id of an image, through the socket that DOCKER_HOST names or the usual one, by the
* Docker Engine API. Undefined where it has none of that name or does not answer within two seconds.
*/
async function engineImage(reference, environment) {
	const host = environment["DOCKER_HOST"] || "unix:///var/run/docker.sock";
	if (!host.startsWith("unix://") || !/^[\w.:/@[\]-]+$/.test(reference)) return void 0;
	const { request } = await builtin.http();
	return new Promise((resolve) => {
		const asked = request({
			socketPath: host.slice(7),
			path: `/images/${reference}/json`,
			headers: { host: "docker" },
			timeout: 2e3
		}, (response) => {
			const pieces = [];
			response.on("data", (piece) => pieces.push(piece));
			response.on("end", () => {
				const read = /* @__PURE__ */ safeParse(/* @__PURE__ */ pipe(/* @__PURE__ */ string(), /* @__PURE__ */ parseJson(), answerShape), Buffer.concat(pieces).toString("utf8"));
				resolve(response.statusCode === 200 && read.success ? read.output.Id : void 0);
			});
			response.on("error", () => resolve(void 0));
		});
		asked.on("timeout", () => asked.destroy());
		asked.on("error", () => resolve(void 0));
		asked.end();
	});
}
// src/fleet/manifest.ts
const descriptor = /* @__PURE__ */ object({
	mediaType: /* @__PURE__ */ optional(/* @__PURE__ */ string(), ""),
	digest: /* @__PURE__ */ pipe(/* @__PURE__ */ string(), /* @__PURE__ */ check(isDigest)),
	size: /* @__PURE__ */ number(),
	platform: /* @__PURE__ */ optional(/* @__PURE__ */ object({
		os: /* @__PURE__ */ string(),
		architecture: /* @__PURE__ */ string(),
		variant: /* @__PURE__ */ optional(/* @__PURE__ */ string())
	})),
	annotations: /* @__PURE__ */ nullish(/* @__PURE__ */ record(/* @__PURE__ */ string(), /* @__PURE__ */ string()))
});
const imageManifest = /* @__PURE__ */ object({
	schemaVersion: /* @__PURE__ */ literal(2),
	config: descriptor,
	layers: /* @__PURE__ */ array(descriptor)
});
const imageIndex = /* @__PURE__ */ object({
	schemaVersion: /* @__PURE__ */ literal(2),
	manifests: /* @__PURE__ */ array(descriptor)
});
/** Reads the manifest of an image or an index over several; undefined for what is neither. Attestations are left out. */
function readManifest(text) {
	const value = parsed$1(text);
	const image = /* @__PURE__ */ safeParse(imageManifest, value);
	if (image.success) return {
		kind: "image",
		config: image.output.config,
		layers: image.output.layers
	};
	const index = /* @__PURE__ */ safeParse(imageIndex, value);
	return index.success ? {
		kind: "index",
		entries: index.output.manifests.filter(isImage)
	} : void 0;
}
function isImage({ platform, annotations }) {
	return platform?.os !== "unknown" && annotations?.["vnd.docker.reference.type"] === void 0;
}
/** The kinds of configuration that the images of containers have; charts, modules and signatures have others. */
const configTypes = /* @__PURE__ */ new Set(["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"]);
/** Whether a manifest is that of a container image, by the kind of its configuration. */
function isContainerImage({ config }) {
	return config.mediaType === "" || configTypes.has(config.mediaType);
}
const configShape = /* @__PURE__ */ object({
	os: /* @__PURE__ */ optional(/* @__PURE__ */ string(), ""),
	architecture: /* @__PURE__ */ optional(/* @__PURE__ */ string(), ""),
	variant: /* @__PURE__ */ optional(/* @__PURE__ */ string()),
	rootfs: /* @__PURE__ */ optional(/* @__PURE__ */ object({ diff_ids: /* @__PURE__ */ nullish(/* @__PURE__ */ array(/* @__PURE__ */ string()), []) }), {})
});
/** What the configuration of an image says of its platform, and of its layers by the digests of what is in them. */
function readImageConfig(text) {
	const read = /* @__PURE__ */ safeParse(configShape, parsed$1(text));
	if (!read.success) return void 0;
	return {
		platform: platformName(read.output),
		diffIds: read.output.rootfs.diff_ids ?? []
	};
}
/** `linux/amd64`, `linux/arm/v7`. */
function platformName(platform) {
	const { os, architecture, variant } = platform;
	return [
		os,
		architecture,
		...variant === void 0 || variant === "" ? [] : [variant]
	].join("/");
}
/** Whether an image of this platform is what was asked for: `linux/arm64` is also any variant of it. */
function isPlatform(found, asked) {
	return found === asked || found.startsWith(`${asked}/`) || asked === "linux/arm64/v8" && found === "linux/arm64";
}
function parsed$1(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
// src/adapters/image-layouts.ts
const longestText$1 = 16 << 20;
/**
* The image of an OCI layout, https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md: a folder or a tar of
* one, as `docker save` has written since version 25. Undefined for anything else. A layout with several images is an index.
*/
async function layoutStore(path) {
	const find = await finder(path);
	const index = await find?.("index.json");
	if (find === void 0 || index === void 0) return void 0;
	const damaged = (what) => new GuardError("REGISTRY", `The image layout ${oneLine$1(path)} is damaged: ${what}. Export it again.`);
	const text = async (digest) => {
		const part = await blobPart(find, digest);
		if (part === void 0) throw damaged(`${digest} is missing`);
		if (part.size > longestText$1) throw damaged(`${digest} is longer than 16 MiB`);
		const bytes = await bytesOf(part);
		const [algorithm = ""] = digest.split(":");
		const actual = `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
		if (actual !== digest) throw damaged(`what lies there as ${digest} has the digest ${actual}`);
		return bytes.toString("utf8");
	};
	if (index.size > longestText$1) throw damaged("its index.json is longer than 16 MiB");
	const written = (await bytesOf(index)).toString("utf8");
	const manifest = readManifest(written);
	if (manifest?.kind !== "index") throw damaged("its index.json is none");
	const [only, ...others] = manifest.entries;
	if (only === void 0) throw damaged("it holds no image");
	const stored = async (digest, mediaType = "") => ({
		digest,
		mediaType,
		text: await text(digest)
	});
	const types = new Map(manifest.entries.map(({ digest, mediaType }) => [digest, mediaType]));
	return {
		reference: path,
		top: others.length === 0 ? await stored(only.digest, only.mediaType) : {
			digest: `sha256:${createHash("sha256").update(written).digest("hex")}`,
			mediaType: "",
			text: written
		},
		manifest: (digest) => stored(digest, types.get(digest)),
		text,
		async open(digest, signal) {
			const part = await blobPart(find, digest);
			if (part === void 0) throw damaged(`${digest} is missing`);
			if (part.size === 0) return createReadStream("/dev/null");
			return createReadStream(part.path, {
				start: part.start,
				end: part.start + part.size - 1,
				highWaterMark: 1 << 20,
				signal
			});
		}
	};
}
function blobPart(find, digest) {
	return isDigest(digest) ? find(`blobs/${digest.replace(":", "/")}`) : Promise.resolve(void 0);
}
async function bytesOf({ path, start, size }) {
	if (start === 0 && size === (await stat(path)).size) return readFile(path);
	const handle = await open(path, "r");
	try {
		const bytes = Buffer.alloc(size);
		await handle.read(bytes, 0, size, start);
		return bytes;
	} finally {
		await handle.close();
	}
}
async function finder(path) {
	const found = await stat(path).catch(() => void 0);
	if (found?.isDirectory() === true) return async (name) => {
		const file = join(path, name);
		const inside = await stat(file).catch(() => void 0);
		return inside?.isFile() === true ? {
			path: file,
			start: 0,
			size: inside.size
		} : void 0;
	};
	if (found?.isFile() !== true || !path.endsWith(".tar")) return void 0;
	const parts = await partsOfTar(path, found.size);
	return (name) => Promise.resolve(parts.get(name));
}
const block$1 = 512;
/** The files of a plain tar by their names, as far as it can be read: those of a layout are short enough for its oldest form. */
async function partsOfTar(path, length) {
	const parts = /* @__PURE__ */ new Map();
	const handle = await open(path, "r");
	try {
		const header = Buffer.alloc(block$1);
		for (let at = 0; at + block$1 <= length;) {
			const { bytesRead } = await handle.read(header, 0, block$1, at);
			const size = Number.parseInt(header.toString("latin1", 124, 136), 8);
			if (bytesRead < block$1 || header[0] === 0 || !Number.isSafeInteger(size) || size < 0) break;
			const text = (from, to) => header.toString("latin1", from, to).replace(/\0.*$/s, "");
			const prefix = text(257, 262) === "ustar" ? text(345, 500) : "";
			const name = `${prefix === "" ? "" : `${prefix}/`}${text(0, 100)}`.replace(/^\.\//, "");
			const start = at + block$1;
			if ((header[156] === 48 || header[156] === 0) && start + size <= length) parts.set(name, {
				path,
				start,
				size
			});
			at = start + Math.ceil(size / block$1) * block$1;
		}
	} finally {
		await handle.close();
	}
	return parts;
}
// src/adapters/unpacking.ts
/** What is looked at before it is decided whether a layer is unpacked: of so much gzip makes at most a megabyte. */
const probeLength = 1024;
const pieceLength$1 = 1 << 18;
/**
* The tar that is in the bytes of a layer where they are gzipped, as it comes, and else the bytes themselves. What is unpacked
* never looks compressed once more, so that nobody who reads it sees anything else in it than a tar.
* Throws what the source throws, and what zlib says of bytes that are damaged.
*/
async function* unpacked(source) {
	const pieces = source[Symbol.asyncIterator]();
	let start = Buffer.alloc(0);
	let ended = false;
	while (start.length < probeLength && !ended) {
		const next = await pieces.next();
		if (next.done === true) ended = true;
		else start = Buffer.concat([start, next.value]);
	}
	const all = resumed(start, pieces);
	if (!holdsTar(start.subarray(0, probeLength))) {
		yield* all;
		return;
	}
	const gunzip = createGunzip({ chunkSize: pieceLength$1 });
	pipeline(all, gunzip, () => void 0);
	yield* piecesOf(gunzip);
}
/** What zlib unpacks, as it comes. */
async function* piecesOf(unpacking) {
	for await (const piece of unpacking) {
		if (!(piece instanceof Uint8Array)) continue;
		if (piece.byteOffset + piece.byteLength === piece.buffer.byteLength) lasts.add(piece);
		yield piece;
	}
}
/** Pieces at the end of the memory that zlib unpacked them into: it takes new memory then, and has no more to do with this. */
const lasts = /* @__PURE__ */ new WeakSet();
/**
* Gives back the memory of an unpacked piece, and of those before it, which nobody may read any more. Left to V8, it would look
* through its whole heap once for each 64 MB of them. Other pieces stay as they are.
*/
function letGo(piece) {
	if (lasts.delete(piece) && isMovable(piece.buffer)) piece.buffer.transfer(0);
}
/** From Node 22 on memory can be taken from those who hold it. */
function isMovable(buffer) {
	return buffer instanceof ArrayBuffer && "transfer" in buffer;
}
async function* resumed(start, pieces) {
	if (start.length > 0) yield start;
	for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
}
/** How compressed files begin that Trivy, or one of its next versions, would unpack: gzip, zstd, xz, bzip2. */
const packed = /^(?:\x1f\x8b|\x28\xb5\x2f\xfd|\xfd7zXZ|BZh)/;
function holdsTar(start) {
	if (start[0] !== 31 || start[1] !== 139) return false;
	try {
		const content = gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1", 0, 512);
		return content.startsWith("ustar", 257) && !packed.test(content);
	} catch {
		return false;
	}
}
// src/adapters/image-relay.ts
/** How long the rest of a layer may take to arrive that Trivy has read enough of, in milliseconds. */
const longestRest = 6e4;
/**
* A registry on the loopback interface that speaks as much of the OCI distribution specification as reading one image takes.
* Layers pass through it and are hashed on their way; the last piece of one is held back until its digest is known, so that
* the program which reads it never sees the end of a wrong one. Names are random: no other program of the machine can guess them.
*/
async function startRelay() {
	const offers = /* @__PURE__ */ new Map();
	const { createServer } = await builtin.http();
	const server = createServer((request, response) => {
		answer(offers, request, response).catch(() => response.destroy());
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	server.unref();
	const address = server.address();
	const host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
	return {
		offer(store, shown) {
			const name = `container-guard/${randomBytes(16).toString("hex")}`;
			const offer = {
				store,
				shown,
				end: new AbortController(),
				passing: /* @__PURE__ */ new Set(),
				trouble: void 0
			};
			offers.set(name, offer);
			return offered(`${host}/${name}@${shown.manifest.digest}`, offer, () => offers.delete(name));
		},
		async close() {
			for (const offer of offers.values()) offer.end.abort();
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		}
	};
}
function offered(reference, offer, forget) {
	return {
		reference,
		async withdraw(succeeded) {
			forget();
			const patience = setTimeout(() => offer.end.abort(), succeeded ? longestRest : 0);
			await Promise.all(offer.passing);
			clearTimeout(patience);
			if (succeeded && offer.end.signal.aborted) offer.trouble ??= unfinished(offer.store);
			offer.end.abort();
			return offer.trouble;
		}
	};
}
async function answer(offers, request, response) {
	const path = request.url ?? "";
	if (path === "/v2/") {
		response.writeHead(200, { "docker-distribution-api-version": "registry/2.0" }).end("{}");
		return;
	}
	const [, name = "", kind, digest = ""] = /^\/v2\/(container-guard\/[0-9a-f]+)\/(manifests|blobs)\/(.+)$/.exec(path) ?? [];
	const offer = offers.get(name);
	const text = kind === "manifests" ? offer?.shown.manifest.text : offer?.shown.texts.get(digest);
	if (offer === void 0 || kind === "manifests" && digest !== offer.shown.manifest.digest) {
		response.writeHead(404).end();
		return;
	}
	if (text !== void 0) {
		const body = Buffer.from(text, "utf8");
		const type = kind === "manifests" ? offer.shown.manifest.mediaType : "application/octet-stream";
		response.writeHead(200, {
			"content-type": type,
			"content-length": body.length,
			"docker-content-digest": digest
		});
		response.end(request.method === "HEAD" ? void 0 : body);
		return;
	}
	const passing = pass(offer, digest, response).catch((error) => {
		response.destroy();
		if (offer.end.signal.aborted) return;
		offer.trouble ??= error instanceof GuardError ? error : new GuardError("REGISTRY", String(error));
	});
	offer.passing.add(passing);
	await passing;
	offer.passing.delete(passing);
}
function unfinished({ reference }) {
	return new GuardError("REGISTRY", `A layer of ${oneLine$1(reference)} did not arrive to its end, so its digest is not known.`);
}
async function pass({ store, shown, end }, name, response) {
	const digest = shown.unpacked.get(name) ?? name;
	const [algorithm = "", wanted = ""] = digest.split(":");
	const pieces = (await store.open(digest, end.signal))[Symbol.asyncIterator]();
	const hash = createHash(algorithm);
	let cut;
	const arriving = async () => {
		try {
			const next = await pieces.next();
			if (next.done !== true) hash.update(next.value);
			return next;
		} catch (error) {
			cut = { by: error };
			throw error;
		}
	};
	const hashed = async function* () {
		for (let next = await arriving(); next.done !== true; next = await arriving()) yield next.value;
	};
	response.writeHead(200, { "content-type": "application/octet-stream" });
	let held;
	let failure;
	try {
		for await (const piece of shown.unpacked.has(name) ? unpacked(hashed()) : hashed()) {
			if (response.destroyed) break;
			if (held !== void 0 && !written(held, response)) await writable(response);
			held = piece;
		}
	} catch (error) {
		failure = error;
	}
	if (cut !== void 0) throw cut.by;
	for await (const rest of hashed());
	const actual = hash.digest("hex");
	if (actual !== wanted) throw new GuardError("REGISTRY", `A layer of ${oneLine$1(store.reference)} is damaged: what was sent as ${digest} has the digest ${algorithm}:${actual}. Nothing is concluded from it; push or export the image again.`);
	if (failure !== void 0) throw new GuardError("REGISTRY", `A layer of ${oneLine$1(store.reference)} cannot be unpacked: ${oneLine$1(messageOf(failure))}. It is ${digest}; push or export the image again.`);
	response.end(held);
}
/** Whether more can be written at once. Pieces are written in turn, so that with one those before it have gone. */
function written(piece, response) {
	return response.write(piece, (error) => {
		if (error === null || error === void 0) letGo(piece);
	});
}
/** Waits until more can be written, or the reader has gone: the rest is then hashed all the same. */
async function writable(response) {
	if (response.destroyed) return;
	await new Promise((resolve) => {
		const go = () => {
			response.off("drain", go);
			response.off("close", go);
			resolve();
		};
		response.on("drain", go);
		response.on("close", go);
	});
}
// src/adapters/local-files.ts
/** The disk, outside the tree under judgement. Temporary folders lie in `RUNNER_TEMP`, else in the system's. */
const localFiles = {
	async within(purpose, work) {
		const folder = await mkdtemp(join(await realpath(process.env["RUNNER_TEMP"] ?? tmpdir()), `container-guard-${purpose}-`));
		try {
			return await work(folder);
		} finally {
			await rm(folder, {
				recursive: true,
				force: true,
				maxRetries: 3
			});
		}
	},
	async program(path) {
		try {
			const real = await realpath(path);
			if (!(await stat(real)).isFile()) return void 0;
			await access(real, constants$1.X_OK);
			return real;
		} catch {
			return;
		}
	},
	async search(name, searchPath) {
		const found = [];
		for (const folder of searchPath.split(delimiter)) {
			const program = isAbsolute(folder) ? await localFiles.program(join(folder, name)) : void 0;
			if (program !== void 0 && !found.includes(program)) found.push(program);
		}
		return found;
	},
	async sha256(path) {
		return (await digested(path, "")).sha256;
	},
	sha256AndMarked: digested,
	async sha256WhereEqual(path, pieces, mark) {
		const handle = await open(path, "r");
		try {
			const { size } = await handle.stat();
			const look = lookingFor(mark);
			for await (const piece of pieces) if (!(await look.at(handle, piece.length)).equals(piece)) return void 0;
			return look.position() === size ? look.end() : void 0;
		} finally {
			await handle.close();
		}
	},
	async readText(path, maxBytes) {
		const size = await localFiles.size(path);
		return size === void 0 || size > maxBytes ? void 0 : readFile(path, "utf8");
	},
	async readBytes(path, offset, length) {
		const handle = await open(path, "r");
		try {
			const bytes = new Uint8Array(length);
			const { bytesRead } = await handle.read(bytes, 0, length, offset);
			return bytes.subarray(0, bytesRead);
		} finally {
			await handle.close();
		}
	},
	async size(path) {
		try {
			const found = await stat(path);
			return found.isFile() ? found.size : void 0;
		} catch {
			return;
		}
	},
	async stamp(path) {
		try {
			const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
			return [
				dev,
				ino,
				size,
				mtimeNs,
				ctimeNs
			].join(" ");
		} catch {
			return;
		}
	},
	async writeText(path, text) {
		await writeFile(path, text, { mode: 384 });
	},
	async makeFolder(path) {
		await mkdir(path, {
			recursive: true,
			mode: 448
		});
	},
	async linkFolder(folder, link) {
		await localFiles.makeFolder(folder);
		const there = await lstat(link).catch(() => void 0);
		if (there?.isSymbolicLink() === true && await realpath(link).catch(() => "") === await realpath(folder)) return;
		if (there !== void 0) await rm(link, {
			recursive: true,
			force: true
		});
		await symlink(resolve(folder), link, "junction");
	},
	async copy(from, to) {
		await copyFile(from, to);
		return to;
	},
	async writeProgram(path, pieces) {
		const hash = createHash("sha256");
		const handle = await open(path, "wx", 493);
		try {
			for await (const piece of pieces) {
				hash.update(piece);
				await handle.writeFile(piece);
			}
			await handle.chmod(493);
		} finally {
			await handle.close();
		}
		return hash.digest("hex");
	},
	async placeProgram(from, folder, name) {
		const firstMade = await mkdir(folder, { recursive: true });
		const partial = join(folder, `.${name}-${randomUUID()}`);
		try {
			await copyFile(from, partial);
			await chmod(partial, 493);
			await rename(partial, join(folder, name));
		} catch (error) {
			await rm(partial, { force: true });
			if (firstMade !== void 0) await rm(firstMade, {
				recursive: true,
				force: true
			});
			throw error;
		}
		return join(folder, name);
	},
	async names(folder) {
		try {
			return (await readdir(folder)).sort();
		} catch {
			return;
		}
	},
	async entries(folder) {
		try {
			if (!(await lstat(folder)).isDirectory()) return void 0;
			return (await readdir(folder, { withFileTypes: true })).map((entry) => ({
				name: entry.name,
				kind: kindOf(entry)
			})).sort((a, b) => a.name < b.name ? -1 : 1);
		} catch {
			return;
		}
	},
	async remove(path) {
		await rm(path, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	},
	async *gunzip(path) {
		const source = createReadStream(path, { highWaterMark: 1 << 20 });
		const unpacked = createGunzip(unpacking);
		source.once("error", (error) => unpacked.destroy(error));
		source.pipe(unpacked);
		try {
			yield* passing(piecesOf(unpacked));
		} finally {
			source.destroy();
		}
	},
	async *inflate(path, offset, length, method) {
		if (length === 0) return;
		const source = createReadStream(path, {
			start: offset,
			end: offset + length - 1,
			highWaterMark: 1 << 20
		});
		const unpacked = method === "stored" ? new PassThrough() : createInflateRaw(unpacking);
		source.once("error", (error) => unpacked.destroy(error));
		source.pipe(unpacked);
		try {
			yield* method === "stored" ? piecesOf(unpacked) : passing(piecesOf(unpacked));
		} finally {
			source.destroy();
		}
	}
};
/** The same pieces; the memory of one is gone when the next is asked for. */
async function* passing(pieces) {
	for await (const piece of pieces) {
		yield piece;
		letGo(piece);
	}
}
/** Much is unpacked ahead, so that unpacking need not wait for those who look at it. */
const unpacking = {
	chunkSize: 1 << 20,
	highWaterMark: 1 << 22
};
/** How much behind a mark is answered, and how much of a file is read at once, in bytes. */
const longestMarked = 64;
const pieceLength = 1 << 20;
async function digested(path, mark) {
	const handle = await open(path, "r");
	try {
		const look = lookingFor(mark);
		while ((await look.at(handle, pieceLength)).length > 0);
		return look.end();
	} finally {
		await handle.close();
	}
}
/**
* Hashes a file from its start, piece by piece, and looks for a mark in it unless that is empty. The bytes lie in one buffer that
* is used again, behind as many of those before them as a mark may begin in.
*/
function lookingFor(mark) {
	const hash = createHash("sha256");
	const marked = [];
	const kept = mark === "" ? 0 : mark.length + longestMarked;
	let buffer = Buffer.allocUnsafe(pieceLength + kept);
	let filled = 0;
	let position = 0;
	const search = (bytes, until) => {
		if (mark === "") return;
		for (let found = bytes.indexOf(mark); found !== -1 && found < until; found = bytes.indexOf(mark, found + 1)) marked.push(bytes.toString("latin1", found + mark.length, found + kept));
	};
	return {
		async at(handle, length) {
			const seen = Math.min(kept, filled);
			buffer.copyWithin(0, filled - seen, filled);
			if (seen + length > buffer.length) buffer = Buffer.concat([buffer.subarray(0, seen), Buffer.alloc(length)]);
			const { bytesRead } = await handle.read(buffer, seen, length, position);
			position += bytesRead;
			filled = seen + bytesRead;
			const piece = buffer.subarray(seen, filled);
			hash.update(piece);
			search(buffer.subarray(0, filled), filled - kept);
			return piece;
		},
		position: () => position,
		end() {
			search(buffer.subarray(Math.max(0, filled - kept), filled), filled);
			return {
				sha256: hash.digest("hex"),
				marked
			};
		}
	};
}
function kindOf(entry) {
	if (entry.isFile()) return "file";
	if (entry.isDirectory()) return "folder";
	return entry.isSymbolicLink() ? "link" : "other";
}
// src/adapters/processes.ts
/** How long a program that was asked to end may take before it is made to, in milliseconds. */
const grace = 2e3;
/** How long output may still come after the program has ended: what it started may hold the pipe open. */
const drain = 1e3;
/** Real programs: no shell, no inherited environment, no standard input but what is given. */
const processes = { run: (file, args, options) => new Promise((resolve) => {
	const child = start(file, args, options);
	if (typeof child === "string") {
		resolve(notStarted(child));
		return;
	}
	const stdout = lastOf(child.stdout, options.maxBytes);
	const stderr = lastOf(child.stderr, options.maxBytes);
	let timedOut = false;
	let settled = false;
	const timers = [];
	const group = groupOf(child);
	const after = (milliseconds, act) => {
		timers.push(setTimeout(act, milliseconds));
	};
	const settle = (result) => {
		if (settled) return;
		settled = true;
		for (const timer of timers) clearTimeout(timer);
		group.leave();
		child.stdout?.destroy();
		child.stderr?.destroy();
		resolve(result);
	};
	const finish = (exitCode, signal) => {
		const truncated = stdout.truncated() || stderr.truncated();
		settle({
			exitCode,
			signal,
			stdout: stdout.text(),
			stderr: stderr.text(),
			truncated,
			timedOut
		});
	};
	after(options.timeoutSeconds * 1e3, () => {
		timedOut = true;
		group.end("SIGTERM");
		after(grace, () => group.end("SIGKILL"));
	});
	child.once("error", (error) => {
		if (child.pid === void 0) settle(notStarted(error.message));
	});
	child.once("exit", (code, signal) => {
		if (timedOut) group.end("SIGKILL");
		after(drain, () => {
			group.end("SIGKILL");
			finish(code, signal);
		});
	});
	child.once("close", (code, signal) => {
		finish(code, signal);
	});
}) };
/** Where there are groups of processes, a program gets one of its own, so that what it starts ends with it. */
const hasGroups = process.platform !== "win32";
const running = /* @__PURE__ */ new Set();
const signals = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/** A terminal or runner that ends us does not know of the groups. */
function endAll(signal) {
	for (const group of running) group.end("SIGKILL");
	watch("off");
	process.kill(process.pid, signal);
}
function watch(how) {
	if (!hasGroups) return;
	for (const signal of signals) process[how](signal, endAll);
}
function groupOf(child) {
	const group = {
		end(signal) {
			if (!hasGroups || child.pid === void 0) {
				child.kill(signal);
				return;
			}
			try {
				process.kill(-child.pid, signal);
			} catch {}
		},
		leave() {
			if (running.delete(group) && running.size === 0) watch("off");
		}
	};
	if (running.size === 0) watch("on");
	running.add(group);
	return group;
}
function start(file, args, { environment, cwd, input }) {
	try {
		const child = spawn(file, args, {
			env: environment,
			shell: false,
			stdio: [
				input === void 0 ? "ignore" : "pipe",
				"pipe",
				"pipe"
			],
			windowsHide: true,
			detached: hasGroups,
			...cwd === void 0 ? {} : { cwd }
		});
		child.stdin?.on("error", () => void 0).end(input);
		return child;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
function notStarted(reason) {
	return {
		exitCode: null,
		signal: null,
		stdout: "",
		stderr: `could not be started: ${reason}`,
		truncated: false,
		timedOut: false
	};
}
/** Collects the last bytes of a stream: what went wrong stands at the end. */
function lastOf(stream, maxBytes) {
	let kept = [];
	let size = 0;
	let truncated = false;
	stream?.on("data", (chunk) => {
		kept.push(chunk);
		size += chunk.length;
		if (size <= maxBytes) return;
		truncated = true;
		if (size < maxBytes * 2) return;
		const tail = Buffer.concat(kept).subarray(-maxBytes);
		kept = [tail];
		size = tail.length;
	});
	return {
		text: () => {
			const all = Buffer.concat(kept);
			return (all.length > maxBytes ? all.subarray(-maxBytes) : all).toString("utf8");
		},
		truncated: () => truncated
	};
}
const configFile = /* @__PURE__ */ object({
	auths: /* @__PURE__ */ optional(/* @__PURE__ */ record(/* @__PURE__ */ string(), /* @__PURE__ */ object({
		auth: /* @__PURE__ */ optional(/* @__PURE__ */ string()),
		username: /* @__PURE__ */ optional(/* @__PURE__ */ string()),
		password: /* @__PURE__ */ optional(/* @__PURE__ */ string()),
		identitytoken: /* @__PURE__ */ optional(/* @__PURE__ */ string()),
		registrytoken: /* @__PURE__ */ optional(/* @__PURE__ */ string())
	})), {}),
	credHelpers: /* @__PURE__ */ optional(/* @__PURE__ */ record(/* @__PURE__ */ string(), /* @__PURE__ */ string()), {}),
	credsStore: /* @__PURE__ */ optional(/* @__PURE__ */ string(), "")
});
/** Reads Docker's `config.json`; undefined for what is none. */
function readDockerConfig(text) {
	const read = /* @__PURE__ */ safeParse(configFile, parsed(text));
	return read.success ? read.output : void 0;
}
/** The names that Docker Hub's login goes by; `docker login` writes the first. */
const hubNames = [
	"https://index.docker.io/v1/",
	"index.docker.io",
	"docker.io",
	"registry-1.docker.io"
];
/**
* The places to look for the login of a repository, as Docker does: the helper of its registry, else the helper of all, then
* the file, where an entry may be for the registry or, as Podman has it, for the repository alone.
*/
function loginSources(config, registry, repository) {
	const names = registry === "docker.io" ? hubNames : [registry];
	const helped = names.find((name) => own(config.credHelpers, name) !== void 0);
	const helper = helped === void 0 ? config.credsStore : own(config.credHelpers, helped) ?? "";
	const sources = [];
	if (helper !== "") sources.push({
		kind: "helper",
		name: helper,
		server: helped ?? names[0] ?? registry
	});
	for (const wanted of /* @__PURE__ */ new Set([`${registry}/${repository}`, ...names.map(plainName)])) {
		const found = Object.entries(config.auths).find(([name]) => plainName(name) === wanted);
		const login = found === void 0 ? void 0 : loginOf(found[1]);
		if (login !== void 0) sources.push({
			kind: "login",
			login
		});
	}
	return sources;
}
const helperAnswer = /* @__PURE__ */ object({
	Username: /* @__PURE__ */ string(),
	Secret: /* @__PURE__ */ string()
});
/** Reads what `docker-credential-NAME get` writes; undefined for what is no login. */
function readHelperAnswer(text) {
	const read = /* @__PURE__ */ safeParse(helperAnswer, parsed(text));
	if (!read.success) return void 0;
	const { Username: username, Secret: secret } = read.output;
	if (username === "<token>") return {
		kind: "identity",
		token: secret
	};
	return {
		kind: "password",
		username,
		password: secret
	};
}
function loginOf(written) {
	if (written.registrytoken) return {
		kind: "bearer",
		token: written.registrytoken
	};
	if (written.identitytoken) return {
		kind: "identity",
		token: written.identitytoken
	};
	const pair = written.auth ? Buffer.from(written.auth, "base64").toString("utf8") : "";
	const colon = pair.indexOf(":");
	if (colon > 0) return {
		kind: "password",
		username: pair.slice(0, colon),
		password: pair.slice(colon + 1).replace(/\0+$/, "")
	};
	const { username, password } = written;
	return username && password ? {
		kind: "password",
		username,
		password
	} : void 0;
}
/** `https://host/v1/` and `host` name the same registry. */
function plainName(name) {
	return name.replace(/^https?:\/\//, "").replace(/\/(?:v[12]\/?)?$/, "");
}
function own(record, name) {
	return Object.hasOwn(record, name) ? record[name] : void 0;
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
// src/trivy/environment.ts
/** What a Windows program needs to start at all. */
const windowsNeeds = [
	"SystemRoot",
	"SystemDrive",
	"windir",
	"COMSPEC",
	"PATHEXT",
	"NUMBER_OF_PROCESSORS"
];
/** What reaching a registry, an engine or a proxy may need. No token of the job is among them. */
const networkNeeds = [
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY",
	"ALL_PROXY",
	"http_proxy",
	"https_proxy",
	"no_proxy",
	"all_proxy",
	"SSL_CERT_FILE",
	"SSL_CERT_DIR"
];
/** What reading an image needs: registry logins and their helper programs, which are found on PATH, and the engine's socket. */
const imageNeeds = [
	...networkNeeds,
	"HOME",
	"USERPROFILE",
	"APPDATA",
	"LOCALAPPDATA",
	"PATH",
	"DOCKER_CONFIG",
	"DOCKER_HOST",
	"DOCKER_TLS_VERIFY",
	"DOCKER_CERT_PATH",
	"DOCKER_CONTEXT",
	"REGISTRY_AUTH_FILE",
	"XDG_RUNTIME_DIR"
];
const quiet = {
	TRIVY_SKIP_VERSION_CHECK: "true",
	TRIVY_DISABLE_TELEMETRY: "true",
	TRIVY_NO_PROGRESS: "true"
};
const offline = {
	TRIVY_SKIP_DB_UPDATE: "true",
	TRIVY_SKIP_JAVA_DB_UPDATE: "true",
	TRIVY_SKIP_CHECK_UPDATE: "true",
	TRIVY_SKIP_VEX_REPO_UPDATE: "true",
	TRIVY_OFFLINE_SCAN: "true"
};
/**
* Go collects what is no longer used after the heap has doubled, which takes a sixth of the time of a scan; so it waits longer as
* long as the heap is smaller than the limit. A scan that needs more collects as often as it must.
*/
const memory = {
	GOGC: "400",
	GOMEMLIMIT: "1GiB"
};
/** What keeps a Go program from computing on more cores than these: that it has them to itself is what it counts on. */
function computingOn(cores) {
	return { GOMAXPROCS: `${cores}` };
}
/** An environment with nothing of the job in it: home and temporary folder are the given one. */
function isolation(folder, machine) {
	const home = machine.platform === "win32" ? {
		USERPROFILE: folder,
		TEMP: folder,
		TMP: folder
	} : {};
	return {
		...taken(windowsNeeds, machine),
		HOME: folder,
		TMPDIR: folder,
		...home,
		...quiet,
		...memory
	};
}
/** The environment of a program that fetches a database: the network's part and nothing else. */
function networkEnvironment(folder, machine) {
	return {
		...isolation(folder, machine),
		...taken(networkNeeds, machine)
	};
}
/**
* The environment of an image scan: logins and engine, and of the rest only the names in `forward`. `TRIVY_*` of the job are
* never among them, for Trivy sends its user name and password to every registry it meets.
*/
function imageEnvironment(folder, machine, options) {
	const forward = options.forward.filter((name) => !name.startsWith("TRIVY_"));
	return {
		...isolation(folder, machine),
		...taken([...imageNeeds, ...forward], machine),
		...options.offline ? offline : {}
	};
}
/** The environment of a configuration scan, which needs no network at all. */
function configEnvironment(folder, machine) {
	return {
		...isolation(folder, machine),
		...offline
	};
}
function taken(names, machine) {
	const environment = {};
	for (const name of names) {
		const value = machine.environment[name];
		if (value !== void 0 && value !== "") environment[name] = value;
	}
	return environment;
}
// src/adapters/registry-logins.ts
const longestFile = 1 << 20;
/** Helpers ask a keychain, or the service of a cloud; seconds. */
const helperSeconds = 20;
/** Reads the file that `docker login` writes, the same one that Trivy reads, once; helpers are asked once for a registry. */
function dockerLogins(ports) {
	let config;
	const asked = /* @__PURE__ */ new Map();
	const ask = (name, server) => {
		const key = `${name} ${server}`;
		const answer = asked.get(key) ?? askHelper(name, server, ports);
		asked.set(key, answer);
		return answer;
	};
	return { async find(registry, repository) {
		const found = await (config ??= dockerConfig(ports));
		for (const source of found === void 0 ? [] : loginSources(found, registry, repository)) {
			const login = source.kind === "login" ? source.login : await ask(source.name, source.server);
			if (login !== void 0) return login;
		}
	} };
}
async function dockerConfig({ files, machine: { environment } }) {
	const { DOCKER_CONFIG: folder, HOME: home, USERPROFILE: profile, REGISTRY_AUTH_FILE: podman, XDG_RUNTIME_DIR: run } = environment;
	const owner = home || profile;
	const candidates = [
		folder ? join(folder, "config.json") : owner ? join(owner, ".docker", "config.json") : "",
		podman ?? "",
		run ? join(run, "containers", "auth.json") : ""
	];
	for (const path of candidates) {
		if (path === "" || await files.size(path) === void 0) continue;
		const text = await files.readText(path, longestFile).catch(() => void 0);
		const config = text === void 0 ? void 0 : readDockerConfig(text);
		if (config !== void 0) return config;
		throw new GuardError("REGISTRY", `The logins for registries cannot be read: ${path} is not what \`docker login\` writes. Correct it, or remove it and log in again.`);
	}
}
async function askHelper(name, server, { processes, files, machine }) {
	const program = `docker-credential-${name}`;
	const failure = (why) => new GuardError("REGISTRY", `The login for ${server} could not be had from ${program}: it ${why}. Correct credHelpers or credsStore in Docker’s config.json, or install the program.`);
	if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) throw failure("is no name of a program");
	const [path] = await files.search(machine.platform === "win32" ? `${program}.exe` : program, machine.environment["PATH"] ?? machine.environment["Path"] ?? "");
	if (path === void 0) throw failure("is not on PATH");
	const result = await files.within("login", (folder) => processes.run(path, ["get"], {
		environment: imageEnvironment(folder, machine, {
			offline: false,
			forward: []
		}),
		timeoutSeconds: helperSeconds,
		maxBytes: 65536,
		cwd: folder,
		input: server
	}));
	if (result.timedOut) throw failure(`did not answer within ${helperSeconds} seconds`);
	if (result.exitCode !== 0) {
		if (/credentials not found/i.test(result.stdout + result.stderr)) return void 0;
		throw failure(`ended with exit code ${result.exitCode ?? "none"}`);
	}
	const login = readHelperAnswer(result.stdout);
	if (login === void 0) throw failure("answered with no login");
	return login;
}
// src/adapters/registry.ts
const defaultPatience = {
	attempts: 3,
	totalSeconds: 90
};
/** How long registries are asked where a question may take so many seconds, with all its tries. */
function patienceWithin(seconds = defaultPatience.totalSeconds) {
	const totalSeconds = Math.min(defaultPatience.totalSeconds, seconds);
	return {
		attemptSeconds: Math.min(30, totalSeconds),
		patience: {
			...defaultPatience,
			totalSeconds
		}
	};
}
const realTime = {
	now: () => Date.now(),
	sleep: (milliseconds) => setTimeout$1(milliseconds)
};
/**
* Registries over the network, by the OCI distribution specification 1.1, with the logins of Docker. HEAD is asked first, for
* Docker Hub counts it as no pull. A registry that outlasted our patience once is not asked again.
*/
function registries(ports, options = {}, logins = dockerLogins(ports)) {
	const { attemptSeconds = 30, patience = defaultPatience, waiting = realTime } = options;
	const { environment } = ports.machine;
	const given = /* @__PURE__ */ new Map();
	const ask = async (reference, work) => {
		const { address } = addressOf(reference);
		const known = given.get(address.registry);
		if (known !== void 0) throw registryError(reference, address.registry, known);
		const login = await logins.find(address.registry, address.repository);
		const end = waiting.now() + patience.totalSeconds * 1e3;
		const left = () => Math.min(attemptSeconds, Math.max(1, Math.ceil((end - waiting.now()) / 1e3)));
		try {
			return await patiently(() => work(address, login, left()), waiting, patience);
		} catch (error) {
			if (!(error instanceof RegistryTrouble)) throw error;
			if (givesUp(error.refusal)) given.set(address.registry, error.refusal);
			throw registryError(reference, address.registry, error.refusal);
		}
	};
	return {
		async digestOf(reference) {
			const { digest } = addressOf(reference);
			if (digest !== void 0) return { digest };
			return { digest: await ask(reference, (address, login, seconds) => askDigest({
				address,
				login,
				environment,
				seconds
			})) };
		},
		async image(reference) {
			const { digest } = addressOf(reference);
			const shown = /* @__PURE__ */ new Map();
			const talk = (address, login, signal, seconds = attemptSeconds) => ({
				...conversation({
					address,
					login,
					environment,
					seconds
				}, signal),
				shown
			});
			const manifest = (wanted) => ask(reference, (address, login, seconds) => askManifest(talk(address, login, AbortSignal.timeout(seconds * 1e3), seconds), wanted));
			const open = async (wanted, signal) => told(reference, await ask(reference, (address, login) => askBlob(talk(address, login, signal), wanted)));
			return {
				reference,
				top: await manifest(digest),
				manifest,
				text: (wanted) => smallBlob(reference, wanted, (digest) => open(digest, AbortSignal.timeout(2 * attemptSeconds * 1e3))),
				open
			};
		}
	};
}
/** @throws GuardError REGISTRY for what is no reference to an image in a registry. */
function addressOf(reference) {
	const image = parseReference(reference);
	const address = image && manifestAddress(image);
	if (image === void 0 || address === void 0) throw new GuardError("REGISTRY", `${oneLine$1(reference)} is not an image reference, such as ghcr.io/team/app:1.`);
	if (image.digest === void 0) return { address };
	if (isDigest(image.digest)) return {
		address,
		digest: image.digest
	};
	throw new GuardError("REGISTRY", `${oneLine$1(reference)} has a digest that is neither sha256 nor sha512.`);
}
/** Says in words what ends the bytes of a blob before their end. */
async function* told(reference, pieces) {
	try {
		yield* pieces;
	} catch (error) {
		if (!(error instanceof RegistryTrouble)) throw error;
		const [why, advice] = explained(error.refusal, addressOf(reference).address.registry);
		throw new GuardError("REGISTRY", `A layer of ${oneLine$1(reference)} was cut off: ${why}. ${advice}`, { cause: error });
	}
}
/** The configuration of an image has a few kilobytes. */
const longestText = 16 << 20;
async function smallBlob(reference, digest, open) {
	const pieces = [];
	let size = 0;
	const [algorithm = ""] = digest.split(":");
	const hash = createHash(algorithm);
	for await (const piece of await open(digest)) {
		size += piece.byteLength;
		if (size > longestText) throw new GuardError("REGISTRY", `${oneLine$1(reference)} has a configuration longer than 16 MiB.`);
		hash.update(piece);
		pieces.push(piece);
	}
	const actual = `${algorithm}:${hash.digest("hex")}`;
	if (actual === digest) return Buffer.concat(pieces).toString("utf8");
	throw new GuardError("REGISTRY", `The configuration of ${oneLine$1(reference)} is damaged: what was sent as ${digest} has the digest ${actual}. Push the image again.`);
}
/** Whether other images of the registry would fare no better. */
function givesUp(refusal) {
	return refusal.kind === "unreached" || refusal.kind === "late" || refusal.kind === "status" && refusal.status === 429;
}
// src/adapters/signatures.ts
/** Bundles of the public Sigstore instance, judged by the trust root in src/trivy/trust-root.json. */
const signatures = signaturesBy(async () => (await import("./trust-root.js")).default);
/** Bundles judged by a trust root, in its JSON form. Code alone can say another than the one that comes with the product. */
function signaturesBy(trustRoot) {
	return { async verify(text, bytes, { identity, issuer }) {
		const [{ bundleFromJSON }, { TrustedRoot }, { toSignedEntity, toTrustMaterial, Verifier }, root] = await Promise.all([
			import("./dist3.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1)),
			import("./dist2.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1)),
			import("./dist4.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1)),
			trustRoot()
		]);
		const { bundle, entity } = understood(() => {
			const bundle = bundleFromJSON(JSON.parse(text));
			return {
				bundle,
				entity: toSignedEntity(bundle, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
			};
		});
		if (bundle.content.$case !== "messageSignature") throw new SignatureFailure("is one of a statement, not of the archive");
		if (entity.key.$case !== "certificate") throw new SignatureFailure("is one by a bare key, without a certificate");
		const verifier = new Verifier(toTrustMaterial(TrustedRoot.fromJSON(root)), {
			ctlogThreshold: 1,
			tlogThreshold: 1
		});
		const signer = judged(() => verifier.verify(entity)).identity;
		const [name, from] = [signer?.subjectAlternativeName, signer?.extensions?.issuer];
		if (name !== identity || from !== issuer) throw new SignatureFailure(`is by ${name ?? "nobody"} (as ${from ?? "nobody"} says), and only ${identity} counts`);
		return { signedAt: entity.key.certificate.notBefore.getTime() };
	} };
}
function understood(work) {
	try {
		return work();
	} catch (error) {
		throw new SignatureFailure("is in a file that is no Sigstore bundle", { cause: error });
	}
}
function judged(work) {
	try {
		return work();
	} catch (error) {
		throw new SignatureFailure(`does not hold (${messageOf(error)})`, { cause: error });
	}
}
// src/adapters/trivy-ports.ts
/**
* All that installing and running Trivy needs, on this machine, and the registries that its images are read from: no question to
* one takes longer than `timeoutSeconds`, with all its tries.
*/
function trivyPorts(console, timeoutSeconds) {
	const machine = {
		platform: process.platform,
		arch: process.arch,
		environment: { ...process.env }
	};
	const logins = dockerLogins({
		processes,
		files: localFiles,
		machine
	});
	const downloads = downloadsFor(machine.environment, logins);
	const registry = registries({
		processes,
		files: localFiles,
		machine
	}, patienceWithin(timeoutSeconds), logins);
	return {
		processes,
		downloads,
		toolCache,
		signatures,
		files: localFiles,
		images: {
			registry: (reference) => registry.image(reference),
			layout: layoutStore,
			engine: (reference) => engineImage(reference, machine.environment),
			relay: startRelay
		},
		machine,
		clock: { milliseconds: () => Date.now() },
		console,
		registry
	};
}
// src/trivy/output.ts
/** Control characters, and those that change the direction or visibility of what follows. */
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const escapeSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)/gu;
/** The last lines of what a program wrote, without colours and control characters, each at most 400 characters. */
function lastLines(text, count) {
	return text.replaceAll(escapeSequence, "").split(/\r\n|\n|\r/).map((line) => line.replaceAll("	", " ").replaceAll(unprintable, "").trimEnd()).filter((line) => line !== "").slice(-count).map((line) => line.length > 400 ? `${line.slice(0, 399)}…` : line).join("\n");
}
/** Foreign text as one printable line of bounded length. */
function oneLine(text, limit = 200) {
	const line = text.replaceAll(escapeSequence, "").replaceAll(/\s+/g, " ").replaceAll(unprintable, "").trim();
	return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
// src/trivy/version.ts
const Answer = /* @__PURE__ */ object({
	Version: /* @__PURE__ */ string(),
	VulnerabilityDB: /* @__PURE__ */ nullish(/* @__PURE__ */ object({
		Version: /* @__PURE__ */ number(),
		UpdatedAt: /* @__PURE__ */ string(),
		NextUpdate: /* @__PURE__ */ optional(/* @__PURE__ */ string()),
		DownloadedAt: /* @__PURE__ */ optional(/* @__PURE__ */ string())
	}))
});
/** How long a program may take to say its version, in seconds; Trivy needs a tenth of one. */
const limit = 30;
/**
* Asks a program what Trivy it is, and with a cache folder what database lies there. It runs in an empty folder with an
* environment that holds nothing of the job's. GuardError TRIVY_RUN when it does not answer as Trivy does.
*/
async function askVersion(program, ports, cacheFolder) {
	return ports.files.within("version", async (folder) => {
		const result = await ports.processes.run(program, [
			"version",
			"--format",
			"json",
			"--cache-dir",
			cacheFolder ?? folder
		], {
			environment: isolation(folder, ports.machine),
			timeoutSeconds: limit,
			maxBytes: 65536,
			cwd: folder
		});
		if (result.timedOut) throw unanswered(program, `it did not answer within ${limit} seconds`);
		if (result.exitCode !== 0) throw unanswered(program, `it ended with ${String(result.exitCode ?? result.signal)}: ${lastLines(result.stderr, 3)}`);
		const answer = /* @__PURE__ */ safeParse(/* @__PURE__ */ pipe(/* @__PURE__ */ string(), /* @__PURE__ */ parseJson(), Answer), result.stdout);
		if (!answer.success) throw unanswered(program, "what it answers is not what Trivy answers");
		return answer.output;
	});
}
function unanswered(program, what) {
	return new GuardError("TRIVY_RUN", `${program} could not be asked for its version: ${what}. Is it Trivy, for this machine?`);
}
// src/trivy/admission.ts
/** Lets a program run once, to say its version. A known bad one is refused before it runs. GuardError TRIVY_REFUSED. */
async function admit(path, sha256, wanted, ports) {
	refuseBad(path, refusalOf("", sha256));
	const version = await versionOf(path, ports);
	refuseUnwanted(path, version, wanted);
	return version;
}
/**
* Admits a program by what its linker wrote into it, so that it need not run to say so; one into which nothing is written, or
* several versions, is asked. GuardError TRIVY_REFUSED.
*/
async function admitByWriting(path, { sha256, marked }, wanted, ports) {
	const written = new Set(marked.flatMap((text) => /^\d+\.\d+\.\d+/.exec(text) ?? []));
	for (const version of written) refuseBad(path, refusalOf(version, sha256));
	const [version] = written;
	if (version === void 0 || written.size > 1) return admit(path, sha256, wanted, ports);
	refuseUnwanted(path, version, wanted);
	return version;
}
/** Behind it stands the version, in what Go keeps of the options it was built with. */
const versionMark = "aquasecurity/trivy/pkg/version/app.ver=";
function refuseUnwanted(path, version, wanted) {
	refuseBad(path, refusalOf(version));
	if (version === wanted.version) return;
	throw new GuardError("TRIVY_REFUSED", `${path} is Trivy ${version}, and ${wanted.version} is wanted. To use ${version}, give this version and its SHA-256.`);
}
function refuseBad(path, bad) {
	if (bad === void 0) return;
	throw new GuardError("TRIVY_REFUSED", `${path}: ${bad}. Delete it and rotate the secrets it could read.`);
}
async function versionOf(path, ports) {
	try {
		return (await askVersion(path, ports)).Version.replace(/^v/, "");
	} catch (error) {
		throw new GuardError("TRIVY_REFUSED", messageOf(error), { cause: error });
	}
}
// src/trivy/archive-entry.ts
/** Whether an entry is the program, at the top of the archive. */
function isProgram({ kind, name }, program) {
	return kind === "file" && name.replace(/^\.\//, "") === program;
}
/** TRIVY_REFUSED with what is wrong with an archive. */
function refusedArchive(what) {
	return new GuardError("TRIVY_REFUSED", `The Trivy archive is refused and nothing of it is kept: ${what}.`);
}
/** A name out of an archive, for a message. */
function printable(name) {
	return name.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 120);
}
// src/trivy/tar.ts
const block = 512;
const blank = new Uint8Array(block);
const longestName = 65536;
/**
* Reads a gzipped tar once: every entry, and the bytes of the program behind its own. ustar, with the GNU and pax extensions
* for long names; a pax header that changes sizes is refused. Ends where more than `maxBytes` come out of the gzip.
*/
async function* readTar(archive, program, maxBytes, files) {
	let rest = /* @__PURE__ */ new Uint8Array();
	/** How many bytes of the entry's content, and of its padding, are still to come. */
	let content = 0;
	let padding = 0;
	let wanted = false;
	let meta;
	let longName;
	let total = 0;
	for await (const chunk of files.gunzip(archive)) {
		total += chunk.length;
		if (total > maxBytes + (maxBytes >> 4)) throw refusedArchive("it unpacks to more than 1 GiB");
		let bytes = rest.length === 0 ? chunk : joined(rest, chunk);
		rest = /* @__PURE__ */ new Uint8Array();
		for (;;) {
			if (content > 0) {
				const piece = bytes.subarray(0, content);
				content -= piece.length;
				bytes = bytes.subarray(piece.length);
				if (wanted && piece.length > 0) yield piece;
				if (content > 0) break;
			}
			if (padding > 0) {
				const step = Math.min(padding, bytes.length);
				padding -= step;
				bytes = bytes.subarray(step);
				if (padding > 0) break;
			}
			if (meta !== void 0) {
				if (bytes.length < padded(meta.size)) break;
				const text = textOf(bytes.subarray(0, meta.size));
				longName = meta.type === "L" ? text.replace(/\0.*$/s, "") : paxPath(text) ?? longName;
				bytes = bytes.subarray(padded(meta.size));
				meta = void 0;
			}
			if (bytes.length < block) break;
			const header = bytes.subarray(0, block);
			bytes = bytes.subarray(block);
			if (Buffer.compare(header, blank) === 0) continue;
			const type = String.fromCharCode(header[156] ?? 0);
			const size = sizeOf(header);
			if (type === "L" || type === "x") {
				if (size > longestName) throw refusedArchive("a name in it is longer than 64 KiB");
				meta = {
					type,
					size
				};
				continue;
			}
			content = size;
			padding = padded(size) - size;
			wanted = false;
			if (type === "g") continue;
			const entry = entryOf(header, type, longName, size);
			wanted = isProgram(entry, program);
			longName = void 0;
			yield entry;
		}
		rest = new Uint8Array(bytes);
	}
	if (content > 0 || padding > 0 || meta !== void 0 || rest.length > 0) throw refusedArchive("it ends in the middle of an entry");
}
function entryOf(header, type, longName, size) {
	const kind = type === "0" || type === "\0" ? "file" : type === "5" ? "folder" : "other";
	return {
		name: longName ?? nameOf(header),
		kind,
		size
	};
}
function joined(first, second) {
	const both = new Uint8Array(first.length + second.length);
	both.set(first);
	both.set(second, first.length);
	return both;
}
const padded = (size) => Math.ceil(size / block) * block;
function textOf(bytes) {
	return new TextDecoder().decode(bytes);
}
function field(header, start, length) {
	return textOf(header.subarray(start, start + length)).replace(/\0.*$/s, "");
}
function sizeOf(header) {
	const written = field(header, 124, 12).trim();
	if (!/^[0-7]*$/.test(written)) throw refusedArchive("an entry of it has no readable size");
	return written === "" ? 0 : Number.parseInt(written, 8);
}
function nameOf(header) {
	const prefix = field(header, 257, 5) === "ustar" ? field(header, 345, 155) : "";
	const name = field(header, 0, 100);
	return prefix === "" ? name : `${prefix}/${name}`;
}
/** The `path` record of a pax header; a `linkpath` belongs to a link, which is refused by its type. */
function paxPath(text) {
	if (/(?:^|\n)\d+ (?:size|GNU\.sparse\.[^=]*)=/.test(text)) throw refusedArchive("an entry of it has two sizes");
	return /(?:^|\n)\d+ path=([^\n]*)/.exec(text)?.[1];
}
// src/trivy/zip.ts
const endSize = 22;
const largestDirectory = 1 << 24;
const headerSize = 46;
const localHeaderSize = 30;
/** Reads a zip by its central directory: every entry, and the bytes of the program behind its own. */
async function* readZip(archive, program, files) {
	const size = await files.size(archive) ?? 0;
	const tailLength = Math.min(size, 65557);
	const tail = await files.readBytes(archive, size - tailLength, tailLength);
	const end = lastSignature(tail, 101010256);
	if (end === void 0) throw refusedArchive("it has no zip directory");
	const view = viewOf(tail);
	const length = view.getUint32(end + 12, true);
	const offset = view.getUint32(end + 16, true);
	if (offset + length > size || length > largestDirectory) throw damaged();
	const directory = await files.readBytes(archive, offset, length);
	const entries = viewOf(directory);
	let at = 0;
	while (at + headerSize <= directory.length && entries.getUint32(at, true) === 33639248) {
		const nameLength = entries.getUint16(at + 28, true);
		const name = new TextDecoder().decode(directory.subarray(at + headerSize, at + headerSize + nameLength));
		const format = entries.getUint32(at + 38, true) >>> 28 & 15;
		const entry = {
			name,
			kind: name.endsWith("/") ? "folder" : format === 0 || format === 8 ? "file" : "other",
			size: entries.getUint32(at + 24, true)
		};
		yield entry;
		if (isProgram(entry, program)) {
			const method = entries.getUint16(at + 10, true);
			yield* content(archive, {
				start: await contentStart(archive, entries.getUint32(at + 42, true), files),
				packed: entries.getUint32(at + 20, true),
				size: entry.size,
				method
			}, files);
		}
		at += headerSize + nameLength + entries.getUint16(at + 30, true) + entries.getUint16(at + 32, true);
	}
	if (at !== directory.length) throw damaged();
}
async function contentStart(archive, offset, files) {
	const header = await files.readBytes(archive, offset, localHeaderSize);
	if (header.length < localHeaderSize) throw damaged();
	const view = viewOf(header);
	if (view.getUint32(0, true) !== 67324752) throw damaged();
	return offset + localHeaderSize + view.getUint16(26, true) + view.getUint16(28, true);
}
async function* content(archive, entry, files) {
	const method = entry.method === 0 ? "stored" : entry.method === 8 ? "deflated" : void 0;
	if (method === void 0) throw refusedArchive("its program is packed in an unknown way");
	let came = 0;
	for await (const piece of files.inflate(archive, entry.start, entry.packed, method)) {
		came += piece.length;
		if (came > entry.size) break;
		yield piece;
	}
	if (came !== entry.size) throw refusedArchive("its program has another size than it says");
}
function damaged() {
	return refusedArchive("its zip directory is damaged");
}
function viewOf(bytes) {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
function lastSignature(bytes, signature) {
	const view = viewOf(bytes);
	for (let at = bytes.length - endSize; at >= 0; at -= 1) if (view.getUint32(at, true) === signature) return at;
}
// src/trivy/archive.ts
/** More than this is no Trivy: the real one unpacks to about 170 MB. */
const maxUnpacked = 1 << 30;
/**
* The bytes of the program in an archive, piece by piece; nothing else is ever unpacked. TRIVY_REFUSED, at the latest with the
* last piece, for what no release of Trivy has: absolute names, `..`, links, devices, the program twice or not at all, more
* bytes than a Trivy can have, anything that cannot be read.
*/
async function* programBytes(archive, format, program, files) {
	try {
		yield* checked(format === "zip" ? readZip(archive, program, files) : readTar(archive, program, maxUnpacked, files), program);
	} catch (error) {
		if (error instanceof GuardError) throw error;
		throw refusedArchive(`it cannot be read (${printable(messageOf(error))})`);
	}
}
async function* checked(pieces, program) {
	let told = 0;
	let came = 0;
	let programs = 0;
	for await (const piece of pieces) {
		if (piece instanceof Uint8Array) {
			came += piece.length;
			if (came > maxUnpacked) throw tooLarge();
			yield piece;
			continue;
		}
		if (piece.kind === "other") throw refusedArchive(`"${printable(piece.name)}" in it is a link or a device`);
		if (escapes(piece.name)) throw refusedArchive(`"${printable(piece.name)}" in it points outside the folder it is unpacked to`);
		told += piece.size;
		if (told > maxUnpacked) throw tooLarge();
		if (isProgram(piece, program)) programs += 1;
		if (programs > 1) break;
	}
	if (programs !== 1) throw refusedArchive(`it holds ${programs === 0 ? "no" : "more than one"} "${program}"`);
}
function escapes(name) {
	return name === "" || name.startsWith("/") || name.includes("\\") || name.includes("\0") || /^[A-Za-z]:/.test(name) || name.split("/").includes("..");
}
function tooLarge() {
	return refusedArchive("it unpacks to more than 1 GiB");
}
// src/trivy/verification.ts
/** The file that holds the signature of another. */
function bundleName(file) {
	return `${file}.sigstore.json`;
}
const maxBundleBytes = 1 << 20;
const maxArchiveBytes = 200 << 20;
const issuer = "https://token.actions.githubusercontent.com";
/** A compromised release has so far been found and taken down within days, and its signature is valid. */
const minimumDays = 3;
const dayLength = 864e5;
/** Who signs the archives of a version: its release workflow, at its tag. */
function signerOf(version) {
	return {
		identity: `https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml@refs/tags/v${version}`,
		issuer
	};
}
/** The digest that the archive must have; undefined where its signature must tell. */
function expectedDigest({ given, asset }) {
	return given ?? asset?.sha256;
}
/**
* Decides whether an archive is the one that is wanted, before anything reads what is in it: by the digest given, else by the
* one shipped, else by its signature and the age of that. A bundle beside an archive whose digest is known must fit as well.
* GuardError TRIVY_REFUSED with what was expected, what came and what to do.
*/
async function verifyArchive(archive, wanted, ports) {
	return verifyHashed(archive, await ports.files.sha256(archive.path), wanted, ports);
}
/** The same for an archive that was hashed already; `actual` is its SHA-256. */
async function verifyHashed(archive, actual, wanted, ports) {
	const bad = refusalOf(wanted.version, actual);
	if (bad !== void 0) throw refused(archive, `${bad}. Its SHA-256 is ${actual}. Whoever put it there must hear of it`);
	const expected = expectedDigest(wanted);
	if (expected === void 0) return bySignature(archive, actual, wanted, ports);
	if (actual === expected) {
		const proof = {
			by: "digest",
			archive: actual,
			words: `release archive equal to the SHA-256 ${wanted.given === void 0 ? "that comes with this tool" : "given"}, ${actual}`
		};
		if (archive.bundle === void 0) return proof;
		const signedAt = await signatureTime(archive, archive.bundle, wanted.version, "Get both anew", ports);
		return {
			...proof,
			by: "digest+signature",
			words: `${proof.words}, and signed by its release at ${minuteOf(signedAt)}`
		};
	}
	throw refused(archive, `it is not ${wanted.asset?.file ?? "the archive"}: its SHA-256 should be ${expected} and is ${actual}. Where a proxy or mirror is between, look there`);
}
/** Whether an archive with this SHA-256 is the one wanted, whatever its signature will say; one without a known digest is not. */
function isKnown(actual, wanted) {
	return actual === expectedDigest(wanted) && refusalOf(wanted.version, actual) === void 0;
}
async function bySignature(archive, actual, wanted, ports) {
	const { version } = wanted;
	const instead = `Use ${pinnedVersion}, whose digests come with this tool, or give the SHA-256 of the archive`;
	if (archive.bundle === void 0) throw refused(archive, `no digest of Trivy ${version} comes with this tool, so its signature must tell, and there is none beside it. ${instead}`);
	const signedAt = await signatureTime(archive, archive.bundle, version, instead, ports);
	const usableFrom = signedAt + minimumDays * dayLength;
	if (ports.clock.milliseconds() < usableFrom) throw refused(archive, `Trivy ${version} was signed at ${minuteOf(signedAt)}, less than ${minimumDays} days ago, and a release that an attacker made is signed as well. It may be used from ${minuteOf(usableFrom)} on. Until then: ${instead}`);
	const { identity } = signerOf(version);
	return {
		by: "signature",
		archive: actual,
		words: `release archive with SHA-256 ${actual}, signed at ${minuteOf(signedAt)} by ${identity}`
	};
}
async function signatureTime(archive, bundle, version, instead, ports) {
	const text = await ports.files.readText(bundle, maxBundleBytes);
	const bytes = await ports.files.readBytes(archive.path, 0, await ports.files.size(archive.path) ?? 0);
	try {
		return (await ports.signatures.verify(text ?? "", bytes, signerOf(version))).signedAt;
	} catch (error) {
		if (!(error instanceof SignatureFailure)) throw error;
		throw refused(archive, `its signature ${oneLine(error.message, 400)}. ${instead}`);
	}
}
function refused({ subject }, what) {
	return new GuardError("TRIVY_REFUSED", `${subject} is refused: ${what}. Nothing of it was unpacked.`);
}
/** `2026-11-24 13:37 UTC`. */
function minuteOf(time) {
	return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
// src/trivy/kept.ts
/** The name in the tool cache. Not `trivy`: what others put under that name was not verified by us. */
const toolName = "container-guard-trivy";
/**
* Judges what the tool cache holds by nothing that lies in the cache: the archive is kept beside the program and verified as
* if it had just come, and the program is compared with the one in it, byte by byte. Takes 0.5 s of CPU time on two threads.
*/
async function keptTrivy(wanted, ports) {
	const { asset } = wanted;
	const folder = asset && await ports.toolCache.find("container-guard-trivy", wanted.version);
	if (asset === void 0 || folder === void 0) return { kind: "nothing" };
	const archive = await archiveIn(folder, asset, ports);
	if (archive === void 0) return {
		kind: "refused",
		reason: `there is no archive in ${folder} to judge it by`
	};
	try {
		const path = join(folder, asset.program);
		const digest = await ports.files.sha256(archive.path);
		const proving = verifyHashed(archive, digest, wanted, ports);
		if (!isKnown(digest, wanted)) await proving;
		const [proof, found] = await Promise.all([proving, lookedAt(path, archive, asset, wanted, ports)]);
		if (found === void 0) return {
			kind: "changed",
			archive,
			reason: `${path} is not the program of the archive it came from`
		};
		return {
			kind: "ready",
			binary: await binaryOf({
				path,
				...found,
				proof,
				source: "tool-cache"
			}, wanted, ports)
		};
	} catch (error) {
		if (!(error instanceof GuardError)) throw error;
		return {
			kind: "refused",
			reason: error.message
		};
	}
}
/**
* A program that came out of a verified archive. A shipped digest and a signature say what version it is. For one that is known
* by a digest of the user's its linker must have written that, or it must say so itself; and so must each that was just
* installed, for then it is known to run.
*/
async function binaryOf({ path, sha256, marked = [], proof, source }, wanted, ports) {
	const version = wanted.given === void 0 && source === "tool-cache" ? wanted.version : await admitByWriting(path, {
		sha256,
		marked
	}, wanted, ports);
	const { by: verifiedBy, words: verified, archive } = proof;
	return {
		path,
		version,
		sha256,
		archive,
		verified,
		verifiedBy,
		source
	};
}
async function archiveIn(folder, asset, { files }) {
	const path = join(folder, asset.file);
	if (await files.size(path) === void 0) return void 0;
	const bundle = join(folder, bundleName(asset.file));
	return {
		path,
		subject: "The archive in the tool cache",
		bundle: await files.size(bundle) === void 0 ? void 0 : bundle
	};
}
/** What a program is that has exactly the bytes of the one in an archive, which is verified already; undefined for another. */
async function lookedAt(program, archive, asset, { given }, { files }) {
	if (await files.program(program) === void 0) return void 0;
	const pieces = programBytes(archive.path, asset.format, asset.program, files);
	return files.sha256WhereEqual(program, pieces, given === void 0 ? "" : versionMark);
}
// src/trivy/download.ts
/**
* Fetches the release archive from the first place that gives the right one, verifies it before anything reads what is in it,
* and keeps it in the tool cache with the program unpacked beside it. The caller holds the tool cache exclusively. GuardError
* TRIVY_REFUSED or TRIVY_DOWNLOAD tells of every place that was asked; the cache is as it was then.
*/
async function downloadTrivy(wanted, ports) {
	const asset = publishedAsset(wanted, ports);
	const failures = [];
	for (const mirror of wanted.mirrors) try {
		return await installed(wanted, "download", ports, (folder) => fetched(mirror, folder, asset, wanted, ports));
	} catch (error) {
		if (!(error instanceof GuardError)) throw error;
		failures.push(error);
		if (wanted.mirrors.length > 1) ports.console.info(error.message);
	}
	const [first, ...others] = failures;
	if (first !== void 0 && others.length === 0) throw first;
	const code = failures.some((failure) => failure.code === "TRIVY_REFUSED") ? "TRIVY_REFUSED" : "TRIVY_DOWNLOAD";
	throw new GuardError(code, failures.map(({ message }) => message).join(" "));
}
/** Puts the program of an archive that is in the tool cache, and still the right one, in the place of a changed one. */
async function mendTrivy(kept, wanted, ports) {
	return installed(wanted, "tool-cache", ports, async (folder) => {
		const copy = async (path) => ports.files.copy(path, join(folder, basename(path)));
		const bundle = kept.bundle === void 0 ? void 0 : await copy(kept.bundle);
		return {
			...kept,
			path: await copy(kept.path),
			bundle
		};
	});
}
async function installed(wanted, source, ports, bring) {
	const asset = publishedAsset(wanted, ports);
	const { folder, value } = await ports.toolCache.store(toolName, wanted.version, async (folder) => {
		const archive = await bring(folder);
		const proof = await verifyArchive(archive, wanted, ports);
		const program = join(folder, asset.program);
		const pieces = programBytes(archive.path, asset.format, asset.program, ports.files);
		return binaryOf({
			path: program,
			sha256: await ports.files.writeProgram(program, pieces),
			proof,
			source
		}, wanted, ports);
	});
	return {
		...value,
		path: join(folder, asset.program)
	};
}
function publishedAsset({ asset }, { machine: { platform, arch } }) {
	if (asset !== void 0) return asset;
	throw new GuardError("TRIVY_DOWNLOAD", `Trivy publishes no program for ${platform}/${arch}. Build one and name it with --trivy PATH.`);
}
async function fetched(mirror, folder, asset, wanted, ports) {
	const { version } = wanted;
	const path = join(folder, asset.file);
	const from = mirror.shown(version, asset.file);
	const subject = `What ${from} gave`;
	ports.console.progress(`Downloading Trivy ${version} from ${from}`);
	await arrived(() => ports.downloads.fetch(mirror.source(version, asset.file), path, maxArchiveBytes), asset.file, from);
	if (expectedDigest(wanted) !== void 0) return {
		path,
		subject
	};
	const file = bundleName(asset.file);
	const bundle = join(folder, file);
	try {
		await ports.downloads.fetch(mirror.source(version, file), bundle, maxBundleBytes);
		return {
			path,
			subject,
			bundle
		};
	} catch (error) {
		if (!(error instanceof DownloadFailure)) throw error;
		throw new GuardError("TRIVY_REFUSED", `Trivy ${version} from ${from} is refused: no digest of it comes with this tool, so its signature must tell, and ${mirror.shown(version, file)} did not give it (${oneLine(error.message)}). A mirror must hold the bundles beside the archives; or give the SHA-256 of the archive, or use ${pinnedVersion}.`, { cause: error });
	}
}
async function arrived(work, file, from) {
	try {
		await work();
	} catch (error) {
		const failure = error instanceof DownloadFailure ? error : new DownloadFailure(messageOf(error));
		throw new GuardError("TRIVY_DOWNLOAD", `${file} could not be downloaded from ${from}: ${oneLine(messageOf(error))}. ${advice(failure)}`, { cause: error });
	}
}
function advice({ status, disk }) {
	if (disk) return "Make room where the tool cache is, or name another place for it with RUNNER_TOOL_CACHE.";
	if (status === 404) return `There is no such file there: a mirror must hold it under v{version}/, and ${pinnedVersion} is the version this tool is made for.`;
	if (status === 401 || status === 403 || status === 407) return "The server or a proxy wants a login, or forbids it; ask whoever runs it.";
	return `${status === void 0 ? "Check the network, the proxy (HTTPS_PROXY) and certificates (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE)" : "Try again later"}, use a mirror, or install Trivy ${pinnedVersion} beforehand.`;
}
// src/trivy/mirrors.ts
/** Where Trivy publishes its releases: `{page}/v{version}/{asset}`. */
const releasePage = "https://github.com/aquasecurity/trivy/releases/download";
/**
* The places to ask, in their order; the release page where none is named. GuardError SETTINGS for what is neither a base
* address with TLS (this machine needs none) nor `oci://registry/repository`.
*/
function mirrorsOf(written) {
	return (written.length === 0 ? [releasePage] : written).map((one) => /^oci:/i.test(one) ? registry(one) : base(one));
}
function base(written) {
	const url = URL.canParse(written) ? new URL(written) : void 0;
	const loopback = url !== void 0 && [
		"127.0.0.1",
		"[::1]",
		"localhost"
	].includes(url.hostname);
	if (url === void 0 || url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) throw new GuardError("SETTINGS", `"${shownBase(written)}" cannot be where Trivy is fetched from; write an address that begins with https://, or oci://registry/repository.`);
	const addressOf = (version, file) => {
		const address = new URL(url);
		address.pathname = `${url.pathname.replace(/\/+$/, "")}/v${version}/${file}`;
		return address;
	};
	return {
		source: (version, file) => ({
			kind: "web",
			address: addressOf(version, file).href
		}),
		shown(version, file) {
			const { origin, pathname } = addressOf(version, file);
			return `${origin}${pathname}`;
		}
	};
}
function shownBase(written) {
	if (!URL.canParse(written)) return oneLine(written.replace(/\/\/[^/@]*@/, "//"));
	const { protocol, host, pathname } = new URL(written);
	return oneLine(`${protocol}//${host}${pathname}`);
}
const repositoryShape = /^oci:\/\/(?<name>[^/\s@]+\/[^\s:@]+)$/i;
function registry(written) {
	const name = repositoryShape.exec(written)?.groups?.["name"]?.replace(/\/+$/, "");
	if (name === void 0) throw new GuardError("SETTINGS", `"${shownBase(written)}" names no repository; write oci://registry/repository, without a tag: the one asked for is v{version}.`);
	return {
		source: (version, file) => ({
			kind: "registry",
			reference: `${name}:v${version}`,
			title: file
		}),
		shown: (version, file) => `oci://${name}:v${version} (${file})`
	};
}
// src/trivy/request.ts
/**
* Checks a request before anything is looked for. GuardError SETTINGS for what makes no sense, TRIVY_REFUSED for a version or
* digest that no source may bring.
*/
function wantedOf(request, { platform, arch }) {
	const written = request.version ?? "0.74.0";
	const version = written.replace(/^v/, "");
	if (!/^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(version)) throw noVersion(written);
	const given = request.sha256?.toLowerCase().replace(/^sha256:/, "");
	if (given !== void 0 && !/^[0-9a-f]{64}$/.test(given)) throw new GuardError("SETTINGS", "The SHA-256 given for Trivy is not 64 hexadecimal digits.");
	const refusal = refusalOf(version, given);
	if (refusal !== void 0) throw new GuardError("TRIVY_REFUSED", `${refusal}. Use ${pinnedVersion}.`);
	if (given === void 0 && isOlder(version, "0.74.0")) throw new GuardError("TRIVY_REFUSED", `Trivy ${version} is older than ${pinnedVersion}, which this tool is made for; what was mended since would be missing. Leave the version out, or give the SHA-256 of the archive if it must be this one.`);
	return {
		version,
		given,
		asset: assetOf(version, platform, arch),
		mirrors: mirrorsOf(request.mirrors ?? [])
	};
}
function noVersion(written) {
	return written === "latest" ? new GuardError("SETTINGS", `Trivy "latest" is refused: it is whatever somebody published last, and in March 2026 that was an attacker. Leave the version out for ${pinnedVersion}, or name one.`) : new GuardError("SETTINGS", `"${oneLine(written, 40)}" is no Trivy version; write three numbers, as in ${pinnedVersion}.`);
}
function isOlder(version, than) {
	const [left, right] = [version, than].map((text) => text.split(".").map(Number));
	for (const [at, number] of (left ?? []).entries()) {
		const other = right?.[at] ?? 0;
		if (number !== other) return number < other;
	}
	return false;
}
// src/trivy/install.ts
/**
* Finds or installs the Trivy to run: tool cache, PATH (or the given program), download. GuardError TRIVY_MISSING where it is
* off or absent and not to be fetched, TRIVY_REFUSED where what is there must not run, TRIVY_DOWNLOAD where it did not arrive,
* SETTINGS for a request that asks for the impossible.
*/
async function obtainTrivy(request, ports) {
	if (request.mode === "off") throw new GuardError("TRIVY_MISSING", "Trivy is switched off, so nothing that needs it was looked at.");
	const wanted = wantedOf(request, ports.machine);
	if (request.mode !== "auto" && request.mode !== "required") return givenProgram(request.mode, wanted, ports);
	const ready = await verifiedTrivy(wanted, ports) ?? await onSearchPath(wanted, ports);
	if (ready !== void 0) return ready;
	if (request.mode === "auto" && !request.imagesAsked) throw new GuardError("TRIVY_MISSING", `Trivy ${wanted.version} is not installed, and is fetched only when an image is to be scanned.`);
	if (request.offline === true) throw new GuardError("TRIVY_MISSING", `Trivy ${wanted.version} is not installed, and offline it is not fetched. Install it, or name it with \`trivy\`.`);
	return exclusively(ports, async () => await keptOrMended(wanted, ports) ?? downloadTrivy(wanted, ports));
}
/** The Trivy of the tool cache, verified anew, or one that is fetched into it. What others installed is not asked. Throws as {@link obtainTrivy}. */
async function installTrivy(wanted, ports) {
	return await verifiedTrivy(wanted, ports) ?? exclusively(ports, async () => await keptOrMended(wanted, ports) ?? downloadTrivy(wanted, ports));
}
/** The program in the tool cache, mended from the archive beside it where somebody changed it; tells why it is not used. */
async function verifiedTrivy(wanted, ports) {
	const kept = await keptTrivy(wanted, ports);
	if (kept.kind === "ready") return kept.binary;
	if (kept.kind === "nothing") return void 0;
	ports.console.warning(`The Trivy in the tool cache is not used: ${kept.reason}`);
	return kept.kind === "refused" ? void 0 : exclusively(ports, () => keptOrMended(wanted, ports));
}
async function keptOrMended(wanted, ports) {
	const kept = await keptTrivy(wanted, ports);
	if (kept.kind === "ready") return kept.binary;
	return kept.kind === "changed" ? mendTrivy(kept.archive, wanted, ports) : void 0;
}
/** Holds the tool cache; what the disk refuses is told as such. */
async function exclusively({ toolCache }, work) {
	try {
		return await toolCache.exclusively(toolName, work);
	} catch (error) {
		if (error instanceof GuardError || !(error instanceof Error && "code" in error)) throw error;
		const message = `Trivy could not be put into the tool cache: ${messageOf(error)}. Is there room, and may it be written? RUNNER_TOOL_CACHE names another place.`;
		throw new GuardError("TRIVY_DOWNLOAD", message, { cause: error });
	}
}
async function onSearchPath(wanted, ports) {
	for (const path of await programsOnPath(ports)) try {
		return await foreignTrivy(path, "path", wanted, ports);
	} catch (error) {
		if (!(error instanceof GuardError)) throw error;
		ports.console.info(`${path} is not used: ${error.message}`);
	}
}
/** Every Trivy on the search path. */
async function programsOnPath({ files, machine: { environment, platform } }) {
	const name = platform === "win32" ? "trivy.exe" : "trivy";
	return files.search(name, environment["PATH"] ?? environment["Path"] ?? "");
}
/** The program at a path, or the Trivy in the folder that it names; undefined where there is none. */
async function programNamed(written, { files }) {
	return await files.program(resolve(written)) ?? files.program(join(resolve(written), "trivy"));
}
async function givenProgram(written, wanted, ports) {
	const path = await programNamed(written, ports);
	if (path === void 0) throw new GuardError("TRIVY_MISSING", `There is no program at ${written}. Name a Trivy ${wanted.version}, or write auto to have it installed.`);
	return foreignTrivy(path, "given", wanted, ports);
}
/**
* A program somebody else installed: its bytes cannot be compared with an archive, so only what is known is said. GuardError
* TRIVY_REFUSED where it must not run.
*/
async function foreignTrivy(path, source, wanted, ports) {
	if (source === "path" && isOfTheTree(path, ports.machine)) throw new GuardError("TRIVY_REFUSED", `${path} lies in the tree that is scanned, and nothing of that is run. Name it with \`trivy\` where it is yours.`);
	const looked = await ports.files.sha256AndMarked(path, versionMark);
	const { sha256 } = looked;
	const known = wanted.given === sha256;
	if (wanted.version !== "0.74.0" && !known) throw new GuardError("TRIVY_REFUSED", `${path} has SHA-256 ${sha256}, and ${wanted.given ?? "none"} was asked for. A program that is not ${pinnedVersion} and was installed by others needs its SHA-256.`);
	return {
		path,
		version: await admitByWriting(path, looked, wanted, ports),
		sha256,
		verified: known ? "bytes equal to the SHA-256 given" : "version only: it was installed by somebody else, and its bytes were compared with nothing but the list of known bad ones",
		verifiedBy: known ? "digest" : "version",
		source
	};
}
/**
* Whether a program lies where the author of a change writes: the workspace of a job, else the folder that a command is given
* in, from where npm and others put folders on the search path. A home folder or what is above it is nobody's tree.
*/
function isOfTheTree(path, { environment }) {
	const tree = resolve(environment["GITHUB_WORKSPACE"] ?? ".");
	const home = environment["HOME"] ?? environment["USERPROFILE"];
	const isIn = (inner) => !relative(tree, inner).startsWith("..") && !isAbsolute(relative(tree, inner));
	return isIn(path) && (home === void 0 || !isIn(resolve(home)));
}
export { patiently as A, number as B, platformName as C, userCacheFolder as D, isDigest as E, integer as F, pipe as G, optional as H, literal as I, safeParse as J, record as K, looseObject as L, boolean as M, exactOptional as N, httpFailure as O, getDotPath as P, minValue as R, isPlatform as S, readManifest as T, parseJson as U, object as V, picklist as W, union as X, string as Y, unknown as Z, configEnvironment as _, programsOnPath as a, networkEnvironment as b, toolName as c, verifyArchive as d, programBytes as f, computingOn as g, trivyPorts as h, programNamed as i, array as j, isRateLimit as k, bundleName as l, oneLine as m, installTrivy as n, wantedOf as o, lastLines as p, regex as q, obtainTrivy as r, keptTrivy as s, foreignTrivy as t, expectedDigest as u, imageEnvironment as v, readImageConfig as w, isContainerImage as x, isolation as y, nullish as z };
