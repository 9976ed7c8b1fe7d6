import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quoted } from '../../src/answers/reply.ts';
import { scopeOf } from '../../src/answers/scope.ts';
import { loadKnowledge } from '../../src/house/knowledge.ts';
import { openModelHouse } from '../../src/house/model.ts';
import { fileKeeper, type OutboxRow, type Store } from '../../src/store/index.ts';
import type { Answering } from '../../src/types/answer.ts';
import type { Address } from '../../src/types/message.ts';
import { nurse, openTestHouse, settle, type TestHouse } from '../desk/house.ts';
import { type Behaviour, type ModelServer, openModelServer, says } from './server.ts';

export const web: Address = { channel: 'web', peer: 'b1' };
export const other: Address = { channel: 'lark', peer: 'ou_2' };
/** Milliseconds: enough for a local answer on a busy machine; and little, where none is expected. */
const PATIENCE = 2500;
export const LITTLE = 400;

export interface ModelSettingsOfTest {
  readonly vision?: boolean;
  readonly patience?: number;
  readonly wrap?: (store: Store) => Store;
}

/** The real desk, documents and rules, with a model behind it that does what the test says. */
export async function openModelWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'xuefen-model-'));
  const files = join(folder, 'files');
  mkdirSync(files);
  const knowledge = loadKnowledge({ data: folder });
  const library = knowledge.library();
  const clause = library.documents
    .flatMap(({ clauses }) => clauses)
    .find(({ text }) => text.startsWith('关于学分补学的要求'));
  if (!clause) throw new Error('the clause is gone');
  /** Every question is answered with this clause: how well questions are answered is not what is tested here. */
  const answer: Answering = (question) => quoted(library, scopeOf(library, question), [clause], { confidence: 0.8 });
  const logged: string[] = [];
  const server: ModelServer = await openModelServer();
  const model = ({ vision = false, patience = PATIENCE }: ModelSettingsOfTest, name = 'm') =>
    openModelHouse(
      { url: server.url, name, patience, vision, atOnce: 4 },
      { knowledge, filesFolder: files, log: (words) => logged.push(words) },
    );
  return {
    answer,
    logged,
    server,
    model,
    open: async (more: ModelSettingsOfTest = {}): Promise<TestHouse> => {
      const opened = await openTestHouse(':memory:', {
        answer,
        helper: model(more).helper,
        keepFile: fileKeeper(files),
        log: (words, error) => logged.push(`${words} ${String(error)}`),
        ...(more.wrap ? { wrap: more.wrap } : {}),
      });
      await settle(opened.store, nurse('a', { name: '测试甲', staffNumber: 'A1024', mobile: '13800001111' }), web);
      await settle(opened.store, nurse('b', { name: '测试乙' }), other);
      return opened;
    },
    close: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const said = (rows: readonly OutboxRow[]): string => rows.map(({ body }) => body.text).join('\n');
export const recorded = async (house: TestHouse) => (await house.store.ledger('a')).map(({ activity }) => activity);

/** Answers with the clause that it was given, in a sentence of its own. */
export const faithful =
  (answer: string): Behaviour =>
  (response, { user }) => {
    const [clause] = (JSON.parse(user) as { clauses: { id: string; text: string }[] }).clauses;
    const at = [...(clause?.text ?? '')].findIndex(
      (_, i) => !/[不未免没非无毋禁除]/u.test(clause?.text.slice(i, i + 8) ?? ''),
    );
    const quote = clause?.text.slice(at, at + 8);
    says({ ids: [clause?.id], quote, answer: `${quote}，${answer}` })(response, {} as never);
  };
