// Builds the page where the builder is installed. `npm ci --omit=dev` brings no Vite: then the page must come with the
// image, and we say so instead of failing the install.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

let vite;
try {
  vite = await import('vite');
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
}
if (vite) {
  await vite.build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' });
} else if (!existsSync(join(import.meta.dirname, 'dist', 'index.html'))) {
  console.warn('Vite is not installed, so the web page was not built: copy bots/web/ui/dist from a full install.');
}

// The first start need not wait for what can be prepared now. An older Node cannot run it, and does not need to.
await import('../../../src/house/warm.ts').catch((error) =>
  console.warn(`The first start will be slower: ${error.message}`),
);
