// src/trivy/pin.ts
/** The one Trivy this version of the product works with, without `v`. */
const pinnedVersion = "0.74.0";
/** Digests of the release archives of the pinned version, as its checksums file gives them. */
const archiveDigests = /* @__PURE__ */ new Map([
	["trivy_0.74.0_Linux-64bit.tar.gz", "2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a"],
	["trivy_0.74.0_Linux-ARM64.tar.gz", "b94ce1976bbf3c15b514b605ee88be7c6d94a29be2302847ff01cb794d47aad5"],
	["trivy_0.74.0_macOS-64bit.tar.gz", "472816f6888dda689d075c30254d4210b4d1035acf365aa72332f584c2f60485"],
	["trivy_0.74.0_macOS-ARM64.tar.gz", "1caada5e0e2091909357c7525d3aa76f4b660b13821bc143b190c7483e31cc11"],
	["trivy_0.74.0_windows-64bit.zip", "94c40e0696e4b907a74b7b2e1438d5d72ebaca83115817407f568a002d520842"]
]);
/** The part of an archive's name that names the platform, by `platform/arch` as Node has them. */
const platformNames = /* @__PURE__ */ new Map([
	["linux/x64", "Linux-64bit"],
	["linux/arm64", "Linux-ARM64"],
	["linux/arm", "Linux-ARM"],
	["linux/ia32", "Linux-32bit"],
	["linux/s390x", "Linux-s390x"],
	["linux/ppc64", "Linux-PPC64LE"],
	["darwin/x64", "macOS-64bit"],
	["darwin/arm64", "macOS-ARM64"],
	["win32/x64", "windows-64bit"],
	["freebsd/x64", "FreeBSD-64bit"]
]);
/** The release archive for a machine; undefined where Trivy publishes none. */
function assetOf(version, platform, arch) {
	const name = platformNames.get(`${platform}/${arch}`);
	if (name === void 0) return void 0;
	const windows = platform === "win32";
	const file = `trivy_${version}_${name}.${windows ? "zip" : "tar.gz"}`;
	const sha256 = archiveDigests.get(file);
	return {
		file,
		format: windows ? "zip" : "tar.gz",
		program: windows ? "trivy.exe" : "trivy",
		...sha256 === void 0 ? {} : { sha256 }
	};
}
/** The release archive that has this name, with its version; undefined where none of Trivy's has. */
function assetNamed(file) {
	const { version, name } = /^trivy_(?<version>\d+\.\d+\.\d+)_(?<name>[\w-]+)\.(?:tar\.gz|zip)$/.exec(file)?.groups ?? {};
	const machine = [...platformNames].find(([, known]) => known === name)?.[0].split("/");
	const asset = version === void 0 ? void 0 : assetOf(version, machine?.[0] ?? "", machine?.[1] ?? "");
	return version === void 0 || asset?.file !== file ? void 0 : {
		version,
		asset
	};
}
const compromise = "it was published by an attacker in March 2026 and steals credentials (GHSA-69fq-xp46-6x23, CVE-2026-33634)";
/** Versions that no source may bring, with the reason. Their signatures are valid, so a signature does not clear them. */
const refusedVersions = /* @__PURE__ */ new Map([
	["0.69.4", compromise],
	["0.69.5", compromise],
	["0.69.6", compromise]
]);
/** SHA-256 of files that were published as Trivy 0.69.4, whether archive or program, with what they are. */
const refusedDigests = new Map([
	["887e1f5b5b50162a60bd03b66269e0ae545d0aef0583c1c5b00972152ad7e073", "FreeBSD-64bit"],
	["f7084b0229dce605ccc5506b14acd4d954a496da4b6134a294844ca8d601970d", "Linux-32bit"],
	["822dd269ec10459572dfaaefe163dae693c344249a0161953f0d5cdd110bd2a0", "Linux-64bit"],
	["bef7e2c5a92c4fa4af17791efc1e46311c0f304796f1172fce192f5efc40f5d7", "Linux-ARM"],
	["e64e152afe2c722d750f10259626f357cdea40420c5eedae37969fbf13abbecf", "Linux-ARM64"],
	["ecce7ae5ffc9f57bb70efd3ea136a2923f701334a8cd47d4fbf01a97fd22859c", "Linux-PPC64LE"],
	["d5edd791021b966fb6af0ace09319ace7b97d6642363ef27b3d5056ca654a94c", "Linux-s390x"],
	["e6310d8a003d7ac101a6b1cd39ff6c6a88ee454b767c1bdce143e04bc1113243", "macOS-64bit"],
	["6328a34b26a63423b555a61f89a6a0525a534e9c88584c815d937910f1ddd538", "macOS-ARM64"],
	["0880819ef821cff918960a39c1c1aada55a5593c61c608ea9215da858a86e349", "Windows-64bit"]
].map(([digest, name]) => [String(digest), `Trivy 0.69.4 for ${String(name)}; ${compromise}`]));
/** Why a version may not be used, whatever it comes from; undefined where it may. */
function refusalOf(version, sha256) {
	const reason = refusedVersions.get(version);
	if (reason !== void 0) return `Trivy ${version} is refused: ${reason}`;
	const digest = sha256 === void 0 ? void 0 : refusedDigests.get(sha256);
	return digest === void 0 ? void 0 : `the file is refused: it is ${digest}`;
}
export { refusedVersions as a, refusalOf as i, assetOf as n, pinnedVersion as r, assetNamed as t };
