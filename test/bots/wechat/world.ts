import { FileBox } from 'file-box';
import { mock, PuppetMock } from 'wechaty-puppet-mock';
import type { Puppet } from '../../../bots/wechat/wechaty.ts';

/** One life of the mock puppet: the people and the group that it knows, and what the bot said to them. */
export interface Life {
  readonly puppet: PuppetMock;
  say(who: string, text: string): void;
  sayInGroup(who: string, text: string, mentions?: readonly string[]): void;
  file(who: string, name: string, bytes: Uint8Array): void;
  login(): void;
  /** The last message once more, as gateways do. */
  again(): void;
}

export interface World {
  /** Builds the next puppet: the same people, nothing else in common. */
  readonly build: () => Puppet;
  readonly lives: readonly Life[];
  readonly life: () => Life;
  /** All that the bot said in all its lives: to whom, and what. */
  readonly heard: readonly (readonly [string, string])[];
}

export const GROUP = 'ward@chatroom';

/** `login: false` leaves the bot waiting for its scan. */
export function openWorld(how: { readonly login?: boolean } = {}): World {
  const lives: Life[] = [];
  const heard: [string, string][] = [];

  const build = (): Puppet => {
    const mocker = new mock.Mocker();
    const puppet = new PuppetMock({ mocker });
    const bot = mocker.createContact({ id: 'bot', name: '学分助手' });
    const people = new Map(
      [
        ['wang', '王小花'],
        ['li', '李小草'],
      ].map(([id = '', name = '']) => [id, mocker.createContact({ id, name })] as const),
    );
    const group = mocker.createRoom({ id: GROUP, topic: '儿科', memberIdList: ['bot', 'wang', 'li'] });
    mocker.use(() => {
      if (how.login !== false) mocker.login(bot);
      return () => {};
    });
    const person = (id: string) => {
      const found = id === 'bot' ? bot : people.get(id);
      if (!found) throw new Error(`nobody is called ${id}`);
      return found;
    };
    let last = '';
    puppet.on('message', ({ messageId }) => {
      last = messageId;
      const message = mocker.MessageMock.load(messageId);
      const to = message.room()?.id ?? message.listener()?.id ?? '';
      if (message.talker().id === 'bot') heard.push([to, message.text() || '[文件]']);
    });
    lives.push({
      puppet,
      say: (who, text) => person(who).say(text).to(bot),
      sayInGroup: (who, text, mentions = []) => person(who).say(text, mentions.map(person)).to(group),
      file: (who, name, bytes) =>
        person(who)
          .say(FileBox.fromBase64(Buffer.from(bytes).toString('base64'), name))
          .to(bot),
      login: () => mocker.login(bot),
      again: () => void puppet.emit('message', { messageId: last }),
    });
    return puppet;
  };

  return {
    build,
    lives,
    heard,
    life: () => {
      const life = lives.at(-1);
      if (!life) throw new Error('no puppet was built yet');
      return life;
    },
  };
}

export const until = async (what: () => boolean, ms = 10_000): Promise<void> => {
  for (const began = Date.now(); !what(); ) {
    if (Date.now() - began > ms) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
