import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

// Run once after an install: compiles what a start compiles and cuts the documents into words, so that the very first
// `npm start` is as quick as the later ones. Everything here is made again when its sources change.
enableCompileCache(join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'xuefen'));
await import('./open.ts');
await import('../../bots/web/server.ts');
const { loadKnowledge } = await import('./knowledge.ts');
loadKnowledge();
flushCompileCache();
