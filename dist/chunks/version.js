// src/version.ts
/** The version of the product. */
const version = "0.1.0";
export { version as t };
