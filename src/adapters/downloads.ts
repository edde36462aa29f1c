import { messageOf } from '../errors.ts';
import { DownloadFailure } from '../trivy/ports.ts';
import type { Downloads } from '../trivy/ports.ts';
import { withToolkitOutput } from './toolkit-output.ts';

/** How long a download may take with all its tries, in seconds. */
const limit = 900;

/** Downloads through the Actions toolkit: proxies of the environment, redirects but never from https to http, three tries. */
export const downloads: Downloads = {
  async fetch(address, file) {
    const { downloadTool } = await import('@actions/tool-cache');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`not finished after ${limit} seconds`));
      }, limit * 1000);
    });
    try {
      await withToolkitOutput(() => Promise.race([downloadTool(address, file), late]));
    } catch (error) {
      const status = statusOf(error);
      throw new DownloadFailure(status === undefined ? messageOf(error) : `HTTP ${status}`, status, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  },
};

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('httpStatusCode' in error)) return undefined;
  return typeof error.httpStatusCode === 'number' ? error.httpStatusCode : undefined;
}
