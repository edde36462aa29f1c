import type * as http from 'node:http';
import type * as https from 'node:https';

/**
 * Node's own HTTP modules, loaded when they are asked for. `import` of `node:http` reads all that it exports, and with it loads the
 * whole of `fetch`, which takes as long as starting Node; Node before 20.16 knows no other way.
 */
export const builtin = {
  http: async (): Promise<typeof http> => process.getBuiltinModule?.('node:http') ?? import('node:http'),
  https: async (): Promise<typeof https> => process.getBuiltinModule?.('node:https') ?? import('node:https'),
};
