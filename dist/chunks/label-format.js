// src/model/label-format.ts
/** What the value of a label can be asked to be. */
const labelFormats = [
	"text",
	"url",
	"email",
	"date",
	"version",
	"commit",
	"licence"
];
/** Whether a text names a format of labels. */
function isLabelFormat(text) {
	return labelFormats.some((format) => format === text);
}
export { labelFormats as n, isLabelFormat as t };
