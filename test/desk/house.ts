import { join } from 'node:path';
import { createDesk, type Desk, type DeskDeps } from '../../src/desk/desk.ts';
import { loadRulesets } from '../../src/rules/index.ts';
import { examine, type OutboxRow, openStore, type Store } from '../../src/store/index.ts';
import type { ChannelCaps } from '../../src/types/channel.ts';
import type { Address, Inbound, InboundBody } from '../../src/types/message.ts';
import type { Member } from '../../src/types/person.ts';

const root = join(import.meta.dirname, '..', '..');
export const rulesets = loadRulesets(join(root, 'rules'), join(root, 'faq', 'documents', 'raw'));

const CAPS: ChannelCaps = {
  cards: true,
  updatableCards: false,
  files: true,
  push: 'free',
  bytesPerText: 4000,
  messagesPerMinute: 6000,
};
/** `web` and `lark` show buttons, `wechat` does not. */
export const caps = (channel: string): ChannelCaps => ({
  ...CAPS,
  cards: channel !== 'wechat',
  ...(channel === 'web' ? { local: true } : {}),
});

/** A question that makes the answering throw: a fault of ours, not of its sender. */
export const POISON = '毒药政策规定是什么？';

export interface TestHouse {
  readonly store: Store;
  readonly desk: Desk;
  now: string;
  /** Keeps a message without handling it. */
  keep(address: Address, body: InboundBody | string, more?: Partial<Inbound>): Promise<'kept' | 'seen'>;
  /** Says something, and resolves with what was said back to this address, and elsewhere, because of it. */
  tell(address: Address, body: InboundBody | string, more?: Partial<Inbound>): Promise<readonly OutboxRow[]>;
  said(): Promise<readonly OutboxRow[]>;
  close(): Promise<void>;
}

/** The real store, desk, rules and conversation with a clock of ours. */
export async function openTestHouse(
  file = ':memory:',
  more: Partial<DeskDeps> & { readonly wrap?: (store: Store) => Store } = {},
): Promise<TestHouse> {
  const store = await openStore(file, '2026-11-22T01:00:00Z', { isLocal: (channel) => channel === 'web' });
  let count = 0;
  const { wrap, ...deps } = more;
  const desk = createDesk({
    store: wrap ? wrap(store) : store,
    rulesets,
    answer: ({ question }) => {
      if (question.includes('毒药')) throw new Error('poison');
      return { kind: 'answer', text: `关于“${question}”：见文件。`, citations: [], confidence: 1 };
    },
    keepFile: async (one) => examine(one),
    now: () => house.now,
    caps,
    mayIntroduce: ({ room }) => room === undefined,
    log: () => {},
    backoff: () => 1,
    ...deps,
  });
  const said = () => store.due(['web', 'lark', 'wechat'], '2100-01-01T00:00:00Z', 10_000);
  const house: TestHouse = {
    store,
    desk,
    now: '2026-11-22T10:00:00+08:00',
    keep: (address, body, inbound = {}) => {
      count += 1;
      return desk.receive({
        channel: address.channel,
        id: `t${count}`,
        at: house.now,
        address,
        mentioned: true,
        body: typeof body === 'string' ? { is: 'text', text: body } : body,
        ...inbound,
      });
    },
    tell: async (address, body, inbound) => {
      const before = new Set((await said()).map(({ key }) => key));
      await house.keep(address, body, inbound);
      await desk.drain();
      return (await said()).filter(({ key }) => !before.has(key));
    },
    said,
    close: async () => {
      await desk.close();
      await store.close();
    },
  };
  return house;
}

export const nurse = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  name: `测试${id}`,
  province: 'zhejiang',
  title: 'mid',
  profession: 'nurse',
  institution: { level: 'county', kind: 'hospital' },
  ...more,
});

/** Puts a member at an address. */
export const settle = (store: Store, member: Member, address: Address) =>
  store.commit({
    at: '2026-01-05T01:00:00Z',
    writes: [
      { is: 'member', member, origin: 'roster' },
      { is: 'identity', address, member: member.id },
    ],
  });

/** A report that leaves nothing to ask, on a day of 2026. */
export const report = (month: number, day: number, hours = 6): string =>
  `${month}月${day}号参加省级继教项目《测试${month}-${day}》，线下听课${hours}个小时，我是学员，考试合格`;
